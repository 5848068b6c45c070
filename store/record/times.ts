import { AppError } from "../../model/errors.ts";
import { fromTime, toTime } from "../../model/time.ts";

export const DAY = 86_400_000;

/** Epoch milliseconds of an RFC 3339 time. Throws `bad-value` for one that does not exist, such as 30 February 25:00. */
export const stored = (time: string): number => {
  const ms = fromTime(time);
  if (Number.isNaN(ms)) throw new AppError("bad-value", `"${time}" is not a time`);
  return ms;
};

export const shown = (ms: number): string => toTime(ms);

export const shownOrNull = (ms: number | null): string | null => (ms === null ? null : toTime(ms));
