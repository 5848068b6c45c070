import type { ValueTest } from "../../../model/query/ast.ts";
import { parseTime } from "../../../model/time.ts";
import { allOf, FALSE, type Sql, sql } from "../sql.ts";

type Range = Extract<ValueTest, { kind: "range" }>;

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

/** Columns of the lowest and the highest number that a row has. */
interface Stretch {
  readonly from: Sql;
  readonly to: Sql;
}

/** A condition on numbers; null for a test that is none on numbers. A value that is no number holds for none. */
export const numberCondition = (
  column: Stretch,
  kind: "number" | "duration",
  test: ValueTest,
): Sql | null => {
  const read = kind === "duration" ? durationOf : numberOf;
  if (test.kind === "equals") {
    const value = read(test.value);
    return value === null ? FALSE : sql`(${column.from} <= ${value} AND ${column.to} >= ${value})`;
  }
  return test.kind === "range" ? bounds(column, test, read, read) : null;
};

/** A condition on a column of epoch milliseconds. A date is the whole day; `-7d` alone means since then. */
export const timeCondition = (column: Sql, test: ValueTest, now: number): Sql | null => {
  const start = (text: string): number | null => parseTime(text, now);
  const end = (text: string): number | null => parseTime(text, now, true);
  if (test.kind === "range") return timeRange(column, test, start, end);
  if (test.kind !== "equals") return null;
  const [from, to] = [start(test.value), end(test.value)];
  if (from === null || to === null) return FALSE;
  if (test.value.startsWith("-")) return sql`(${column} >= ${from} AND ${column} <= ${now})`;
  return from === to ? sql`${column} = ${from}` : sql`(${column} >= ${from} AND ${column} < ${to})`;
};

type Read = (text: string) => number | null;

/** A day is left out or taken in as a whole. */
const timeRange = (column: Sql, range: Range, start: Read, end: Read): Sql => {
  const isDay = (text: string | null): boolean => text !== null && /^\d{4}-\d\d-\d\d$/.test(text);
  const whole: Range = {
    ...range,
    includesFrom: range.includesFrom || isDay(range.from),
    includesTo: range.includesTo && !isDay(range.to),
  };
  return bounds(
    { from: column, to: column },
    whole,
    range.includesFrom ? start : end,
    range.includesTo ? end : start,
  );
};

const bounds = (column: Stretch, range: Range, readFrom: Read, readTo: Read): Sql => {
  const from = range.from === null ? undefined : readFrom(range.from);
  const to = range.to === null ? undefined : readTo(range.to);
  if (from === null || to === null) return FALSE;
  const parts: Sql[] = [sql`${column.from} IS NOT NULL`];
  if (from !== undefined) parts.push(sql`${column.to} ${range.includesFrom ? sql`>=` : sql`>`} ${from}`);
  if (to !== undefined) parts.push(sql`${column.from} ${range.includesTo ? sql`<=` : sql`<`} ${to}`);
  return allOf(parts);
};
