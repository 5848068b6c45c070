import { withQuery } from "../address.ts";
import type { Context } from "../page.ts";

const CHOICES = [
  ["-2d", "2 d"],
  ["-7d", "7 d"],
  ["-30d", "30 d"],
  ["-90d", "90 d"],
  ["-365d", "1 y"],
] as const;

/** Links to the same page over another stretch of time. */
export const Windows = ({ context }: { readonly context: Context }) => {
  const kept = Object.fromEntries(context.query);
  const now = context.query.get("from");
  const to = context.query.get("to");
  return (
    <nav class="windows" aria-label="stretch of time">
      {CHOICES.map(([from, label]) => (
        <a
          key={from}
          href={withQuery(context.path, { ...kept, from, to: null, by: null, cursor: null })}
          aria-current={now === from && to === null ? "true" : undefined}
        >
          {label}
        </a>
      ))}
      {now !== null && (
        <a href={withQuery(context.path, { ...kept, from: null, to: null, by: null })}>reset</a>
      )}
    </nav>
  );
};
