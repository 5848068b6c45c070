import { isOutcome } from "../outcome.ts";
import { parseTime } from "../time.ts";
import type { FieldRef, Span, ValueTest } from "./ast.ts";
import { type FieldKind, FIELDS, isFieldName } from "./fields.ts";
import { isEnd, scanBare, scanQuoted, scanRegex } from "./scan.ts";

export interface Value {
  readonly test: ValueTest;
  readonly span: Span;
}

export interface Values {
  readonly values: readonly Value[];
  readonly end: number;
}

export const isFieldRef = (name: string): name is FieldRef => isFieldName(name) || /^data\../.test(name);

const kindOf = (field: FieldRef): FieldKind | "data" => (isFieldName(field) ? FIELDS[field].kind : "data");

/** Reads `a,"b c",/d/` at `at`, or one comparison or range; null where one of them is no value of the field. */
export const readValues = (text: string, at: number, field: FieldRef, inGroup: boolean): Values | null => {
  const values: Value[] = [];
  for (let start = at; ; start++) {
    const value = readValue(text, start, field, inGroup);
    if (value === null) return null;
    values.push(value);
    start = value.span.end;
    if (text[start] !== ",") return isEnd(text, start) ? { values, end: start } : null;
  }
};

const readValue = (text: string, start: number, field: FieldRef, inGroup: boolean): Value | null => {
  const made = (test: ValueTest | null, end: number): Value | null =>
    test === null ? null : { test, span: { start, end } };
  if (text[start] === '"') {
    const quoted = scanQuoted(text, start);
    return quoted && made(equals(field, quoted.value), quoted.end);
  }
  const regex = text[start] === "/" ? scanRegex(text, start) : null;
  if (regex !== null && (text[regex.end] === "," || isEnd(text, regex.end)))
    return made(
      isWritten(field) ? { kind: "regex", source: regex.source, ignoreCase: regex.ignoreCase } : null,
      regex.end,
    );
  const { end, isPaired } = scanBare(text, start, inGroup ? ",)" : ",");
  return isPaired ? made(bareTest(field, text.slice(start, end)), end) : null;
};

/** Whether the field's values are compared as they are written, so that globs and regexes make sense. */
const isWritten = (field: FieldRef): boolean => !["number", "time", "duration"].includes(kindOf(field));

const isRanged = (field: FieldRef): boolean => !["keyword", "text"].includes(kindOf(field));

const bareTest = (field: FieldRef, value: string): ValueTest | null => {
  if (value === "") return null;
  if (isRanged(field)) {
    const range = rangeTest(value);
    if (range !== null)
      return [range.from, range.to].every((end) => end === null || isValue(field, end)) ? range : null;
    if (kindOf(field) === "time" && value.startsWith("-") && isValue(field, value)) return since(value);
  }
  if (!/[*?]/.test(value)) return equals(field, value);
  return isWritten(field) && !value.startsWith("/") ? { kind: "glob", pattern: value } : null;
};

const equals = (field: FieldRef, value: string): ValueTest | null =>
  isValue(field, value) ? { kind: "equals", value } : null;

type Range = Extract<ValueTest, { kind: "range" }>;

const since = (from: string): Range => ({
  kind: "range",
  from,
  to: null,
  includesFrom: true,
  includesTo: true,
});

/** `>a`, `>=a`, `<a`, `<=a`, `a..b`, `a..`, `..b`; null for anything else. */
const rangeTest = (value: string): Range | null => {
  const compared = /^([<>])(=?)(.+)$/s.exec(value);
  if (compared) {
    const [, direction, orEqual, end = ""] = compared;
    if (direction === ">") return { ...since(end), includesFrom: orEqual === "=" };
    return { kind: "range", from: null, to: end, includesFrom: true, includesTo: orEqual === "=" };
  }
  const dots = value.indexOf("..");
  if (dots === -1 || value === ".." || value.startsWith("/")) return null;
  return { ...since(""), from: value.slice(0, dots) || null, to: value.slice(dots + 2) || null };
};

/** Whether a field can have the value at all. */
const isValue = (field: FieldRef, value: string): boolean => {
  switch (kindOf(field)) {
    case "number":
      return /^\d{1,15}$/.test(value);
    case "time":
      return parseTime(value, 0) !== null;
    case "duration":
      return /^\d{1,12}(\.\d{1,9})?(ms|s|m|h|d)?$/.test(value);
    default:
      return field !== "outcome" || isOutcome(value.toUpperCase());
  }
};
