import { fromTime, toTime } from "../../model/time.ts";

const STEPS = [
  [60e3, 1e3, "s"],
  [3600e3, 60e3, "min"],
  [48 * 3600e3, 3600e3, "h"],
  [60 * 86400e3, 86400e3, "d"],
  [730 * 86400e3, 30.44 * 86400e3, "months"],
] as const;

/** How long ago a time was: `40 s ago`, `2 h ago`, `3 d ago`; `now` for the last seconds and for clocks that differ. */
export const ago = (time: string, now: number): string => {
  const past = now - fromTime(time);
  if (past < 5e3) return "now";
  for (const [below, unit, word] of STEPS) if (past < below) return `${Math.floor(past / unit)} ${word} ago`;
  return `${Math.floor(past / (365.25 * 86400e3))} years ago`;
};

/** A time in full: `2026-11-22 14:03:11 UTC`. */
export const inFull = (time: string): string =>
  `${toTime(fromTime(time)).slice(0, 19).replace("T", " ")} UTC`;

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

const dayAndMonth = (date: Date): string => `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;

/** A bucket of a chart: `22 Nov`, with its year or hour where they matter. */
export const bucketLabel = (bucket: string): string => {
  const date = new Date(bucket);
  const hour = bucket.length > 10 && !bucket.includes("T00:00") ? ` ${bucket.slice(11, 16)}` : "";
  return `${dayAndMonth(date)} ${date.getUTCFullYear()}${hour}`;
};

/** A stretch of time by its days: `24 Sep – 22 Nov 2026, UTC`. */
export const stretch = (from: string, to: string): string => {
  if (fromTime(from) === 0) return "all the time, UTC";
  const [start, end] = [new Date(from), new Date(fromTime(to) - 1)];
  const startYear = start.getUTCFullYear() === end.getUTCFullYear() ? "" : ` ${start.getUTCFullYear()}`;
  return `${dayAndMonth(start)}${startYear} – ${dayAndMonth(end)} ${end.getUTCFullYear()}, UTC`;
};
