import type { Bucket, StatsRow } from "../../model/answer/stats.ts";
import { noCounts, rated } from "../../model/counts.ts";
import { AppError } from "../../model/errors.ts";
import { LIMITS } from "../../model/limits.ts";
import { dayOf, type TimeWindow, toTime } from "../../model/time.ts";
import type { CountRow } from "../../store/store.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** 1970-01-01 was a Thursday; weeks start on Monday (ISO 8601). */
const FIRST_MONDAY_MS = 4 * DAY_MS;

const startOf = (time: number, by: Bucket): number => {
  const date = new Date(time);
  switch (by) {
    case "hour":
      return Math.floor(time / HOUR_MS) * HOUR_MS;
    case "day":
      return Math.floor(time / DAY_MS) * DAY_MS;
    case "week":
      return Math.floor((time - FIRST_MONDAY_MS) / (7 * DAY_MS)) * 7 * DAY_MS + FIRST_MONDAY_MS;
    case "month":
      return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
  }
};

const after = (start: number, by: Bucket): number => {
  const date = new Date(start);
  switch (by) {
    case "hour":
      return start + HOUR_MS;
    case "day":
      return start + DAY_MS;
    case "week":
      return start + 7 * DAY_MS;
    case "month":
      return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
  }
};

const startsIn = ({ from, to }: TimeWindow, by: Bucket): number[] => {
  const starts: number[] = [];
  const end = Date.parse(to);
  for (let start = startOf(Date.parse(from), by); start < end; start = after(start, by)) {
    if (starts.push(start) > LIMITS.buckets)
      throw new AppError(
        "bad-value",
        `the window has more than ${LIMITS.buckets} buckets of one ${by}: narrow it, or count by something longer`,
        {
          parameter: "by",
        },
      );
  }
  return starts;
};

/** Makes the rows of a trend: one per bucket of the window, ascending, those without results too. Throws `bad-value` for too many. */
export const everyBucket = (window: TimeWindow, by: Bucket): ((rows: readonly CountRow[]) => StatsRow[]) => {
  const starts = startsIn(window, by);
  return (rows) => {
    const found = new Map(rows.map((row) => [Date.parse(row.key[by] ?? ""), row]));
    return starts.map((start) => {
      const row = found.get(start);
      const bucket = by === "hour" ? toTime(start) : dayOf(toTime(start));
      return { bucket, last: row?.last ?? null, ...rated(row?.counts ?? noCounts()) };
    });
  };
};
