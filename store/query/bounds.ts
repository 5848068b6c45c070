import type { ValueTest } from "../../model/query/ast.ts";
import { parseTime } from "../../model/time.ts";

type Range = Extract<ValueTest, { kind: "range" }>;

/** A range of numbers; an end that is null is open. */
export interface Bounds {
  readonly from: number | null;
  readonly to: number | null;
  readonly includesFrom: boolean;
  readonly includesTo: boolean;
}

/** What a test asks of a number: `none` holds for nothing, `other` is a test that is none on numbers. */
export type NumberTest = Bounds | "none" | "other";

const DURATION_UNITS: Readonly<Record<string, number>> = {
  "": 1000,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** Milliseconds of `90s`, `5m`, `1.5h`; a bare number is seconds. */
const durationOf = (text: string): number | null => {
  const found = /^(\d{1,12}(?:\.\d{1,9})?)(ms|s|m|h|d)?$/.exec(text);
  return found ? Number(found[1]) * (DURATION_UNITS[found[2] ?? ""] ?? 1000) : null;
};

export const numberOf = (text: string): number | null =>
  /^[+-]?\d{1,300}(?:\.\d{1,300})?(?:e[+-]?\d{1,3})?$/i.test(text) ? Number(text) : null;

const exactly = (value: number): Bounds => ({ from: value, to: value, includesFrom: true, includesTo: true });

/** A test on a number, or on a duration in milliseconds. */
export const numberTest = (kind: "number" | "duration", test: ValueTest): NumberTest => {
  const read = kind === "duration" ? durationOf : numberOf;
  if (test.kind === "equals") {
    const value = read(test.value);
    return value === null ? "none" : exactly(value);
  }
  return test.kind === "range" ? bounds(test, read, read) : "other";
};

/** A test on epoch milliseconds. A date is the whole day, taken in or left out; `-7d` alone means since then. */
export const timeTest = (test: ValueTest, now: number): NumberTest => {
  const start = (text: string): number | null => parseTime(text, now);
  const end = (text: string): number | null => parseTime(text, now, true);
  if (test.kind === "range") return timeRange(test, start, end);
  if (test.kind !== "equals") return "other";
  const [from, to] = [start(test.value), end(test.value)];
  if (from === null || to === null) return "none";
  if (test.value.startsWith("-")) return { from, to: now, includesFrom: true, includesTo: true };
  return from === to ? exactly(from) : { from, to, includesFrom: true, includesTo: false };
};

type Read = (text: string) => number | null;

const timeRange = (range: Range, start: Read, end: Read): NumberTest => {
  const isDay = (text: string | null): boolean => text !== null && /^\d{4}-\d\d-\d\d$/.test(text);
  const whole: Range = {
    ...range,
    includesFrom: range.includesFrom || isDay(range.from),
    includesTo: range.includesTo && !isDay(range.to),
  };
  return bounds(whole, range.includesFrom ? start : end, range.includesTo ? end : start);
};

const bounds = (range: Range, readFrom: Read, readTo: Read): NumberTest => {
  const from = range.from === null ? null : readFrom(range.from);
  const to = range.to === null ? null : readTo(range.to);
  if ((range.from !== null && from === null) || (range.to !== null && to === null)) return "none";
  return { from, to, includesFrom: range.includesFrom, includesTo: range.includesTo };
};
