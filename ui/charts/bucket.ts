import { BUCKETS, type Bucket } from "../../model/answer/stats.ts";
import { fromTime, toTime, type TimeWindow } from "../../model/time.ts";

const HOUR = 3600e3;
const DAY = 24 * HOUR;

/** The bucket that shows a stretch of time in 24 to some 100 bars. */
export const bucketFor = (days: number): Bucket => {
  if (days <= 3) return "hour";
  if (days <= 100) return "day";
  return days <= 730 ? "week" : "month";
};

export const isBucket = (word: string): word is Bucket => (BUCKETS as readonly string[]).includes(word);

/** Start of the bucket that a time lies in, UTC; weeks begin on Monday. */
const startOf = (time: number, bucket: Bucket): number => {
  const date = new Date(time);
  if (bucket === "month") return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
  if (bucket === "hour") return Math.floor(time / HOUR) * HOUR;
  const day = Math.floor(time / DAY) * DAY;
  return bucket === "day" ? day : day - ((date.getUTCDay() + 6) % 7) * DAY;
};

const nextOf = (start: number, bucket: Bucket): number => {
  const date = new Date(start);
  if (bucket === "month") return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
  return start + { hour: HOUR, day: DAY, week: 7 * DAY }[bucket];
};

/** A bar's place on the time axis: [start, end) in epoch milliseconds, and both as they stand in addresses. */
export interface Slot<T> {
  readonly start: number;
  readonly end: number;
  readonly from: string;
  readonly to: string;
  /** Null where there is no data: a gap. */
  readonly row: T | null;
}

const MOST_SLOTS = 2000;

/** Every bucket of the window, oldest first, with its row or with none. */
export const slots = <T extends { readonly bucket?: string; readonly n?: number }>(
  rows: readonly T[],
  window: TimeWindow,
  bucket: Bucket,
): readonly Slot<T>[] => {
  const byStart = new Map(
    rows.filter(({ n }) => n !== 0).map((row) => [startOf(fromTime(row.bucket ?? ""), bucket), row]),
  );
  const found: Slot<T>[] = [];
  const end = fromTime(window.to);
  for (
    let at = startOf(fromTime(window.from), bucket);
    at < end && found.length < MOST_SLOTS;
    at = nextOf(at, bucket)
  )
    found.push({
      start: at,
      end: nextOf(at, bucket),
      from: toTime(at),
      to: toTime(nextOf(at, bucket)),
      row: byStart.get(at) ?? null,
    });
  return found;
};
