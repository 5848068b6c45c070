import { bucketFor, isBucket } from "./charts/bucket.ts";
import type { Bucket } from "../model/answer/stats.ts";
import { dayOf, parseTime, toTime } from "../model/time.ts";
import { withQuery } from "./address.ts";
import type { Context } from "./page.ts";

const DAY = 86400e3;

/** The stretch of time that a page is about, as its address gives it. Relative ends stay relative. */
export interface Asking {
  readonly from: string;
  readonly to: string | null;
  readonly bucket: Bucket;
  /** The address says nothing of it: the page may choose a stretch that fits its data. */
  readonly isFree: boolean;
}

/** Reads `from`, `to` and `by` of the address; without `from`, whole days back from today. */
export const askingOf = ({ query, now }: Context, days: number): Asking => {
  const from = query.get("from") ?? dayOf(toTime(now - (days - 1) * DAY));
  const to = query.get("to");
  const [start, end] = [parseTime(from, now), to === null ? now : parseTime(to, now, true)];
  const by = query.get("by") ?? "";
  const span = start === null || end === null ? days : (end - start) / DAY;
  return {
    from,
    to,
    bucket: isBucket(by) ? by : bucketFor(span),
    isFree: !query.has("from") && to === null && by === "",
  };
};

/** The last two days, hour by hour: for what is younger than that, where days would be one bar at the edge. */
export const lastHours = ({ now }: Context): Asking => ({
  from: dayOf(toTime(now - DAY)),
  to: null,
  bucket: "hour",
  isFree: false,
});

/** The path of a question to the API about this stretch of time. */
export const during = (
  path: string,
  { from, to }: Asking,
  more: Readonly<Record<string, string | number | null>> = {},
): string => withQuery(path, { ...more, from, to });
