import { AppError } from "../model/errors.ts";
import { parseTime, type TimeWindow, toTime } from "../model/time.ts";

const DAY_MS = 86_400_000;

/** How far statistics look back where the request does not say. */
export const STATS_DAYS = 90;

interface Bounds {
  readonly from?: string;
  readonly to?: string;
}

/** The window of a request. `to` defaults to the end of the UTC day, so that clocks that are a little ahead lose nothing and a day's addresses
    give one window; `from` to `days` before that, or to the beginning of time. Throws `bad-value`. */
export const windowOf = ({ from, to }: Bounds, now: number, days: number | null): TimeWindow => {
  const end = to === undefined ? (Math.floor(now / DAY_MS) + 1) * DAY_MS : read("to", to, now);
  const start = from === undefined ? (days === null ? 0 : end - days * DAY_MS) : read("from", from, now);
  if (start > end)
    throw new AppError("bad-value", `from must not be after to: ${toTime(start)} is after ${toTime(end)}`, {
      parameter: "from",
    });
  return { from: toTime(start), to: toTime(end) };
};

const read = (parameter: "from" | "to", text: string, now: number): number => {
  const time = parseTime(text, now, parameter === "to");
  if (time !== null) return Math.max(0, time);
  throw new AppError(
    "bad-value",
    `${parameter} must be a date, an RFC 3339 time, now, or a distance such as -7d; found ${JSON.stringify(text.slice(0, 100))}`,
    { parameter },
  );
};
