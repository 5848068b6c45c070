import { ago, inFull } from "../format/time.ts";

/** A time as its distance from now, with the UTC time behind it. */
export const When = ({ time, now }: { readonly time: string; readonly now: number }) => (
  <time class="when" dateTime={time} title={inFull(time)}>
    {ago(time, now)}
  </time>
);
