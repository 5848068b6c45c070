/** RFC 3339 UTC text with milliseconds and `Z`, the only form in which times travel. */
export const toTime = (epochMs: number): string => new Date(epochMs).toISOString();

export const fromTime = (time: string): number => Date.parse(time);

/** The UTC day `YYYY-MM-DD` of a time. */
export const dayOf = (time: string): string => time.slice(0, 10);

/** A half-open stretch of time, `from` ≤ t < `to`, RFC 3339 UTC. */
export interface TimeWindow {
  readonly from: string;
  readonly to: string;
}

const UNITS: Readonly<Record<string, number>> = { m: 60e3, h: 3600e3, d: 86400e3, w: 604800e3 };

/** Epoch milliseconds of an RFC 3339 time, a date, `now`, or a distance into the past (`-7d`, `-12h`); null when it is none of them.
    With `end`, a date means the end of that day. */
export const parseTime = (text: string, now: number, end = false): number | null => {
  if (text === "now") return now;
  const relative = /^-(\d{1,6})([mhdw])$/.exec(text);
  if (relative) return now - Number(relative[1]) * (UNITS[relative[2] ?? "d"] ?? 0);
  if (!/^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/.test(text)) return null;
  const time = Date.parse(text);
  if (Number.isNaN(time) || !isDay(text.slice(0, 10))) return null;
  return text.length === 10 && end ? time + 86400e3 : time;
};

/** `Date.parse` takes February 30 for March 2. */
const isDay = (date: string): boolean => dayOf(toTime(Date.parse(date))) === date;
