import { OUTCOMES } from "../outcome.ts";
import { SCOPES } from "../hit.ts";
import { type FieldRef, type Flag, FLAGS, type Query, type Span } from "./ast.ts";
import { FIELDS } from "./fields.ts";
import { nearest } from "./nearest.ts";
import { isEnd, scanBare } from "./scan.ts";
import type { SettingToken } from "./token.ts";
import { isFieldRef, readValues } from "./value.ts";

/** What `name:value` was read as. With a `problem` it stays literal text. */
export type Condition =
  | { readonly query: Query; readonly end: number }
  | { readonly set: SettingToken["set"]; readonly end: number }
  | { readonly problem: string; readonly end: number };

const NAME = /([A-Za-z_][\w.-]*):/y;

const SETTINGS = ["in", "near", "runs"];
const NAMES = [...Object.keys(FIELDS), "has", "no", "is", ...SETTINGS];

/** Most lines that `near:` and most runs that `runs:` can ask for. */
const MOST = 10_000;

/** Reads a condition or a setting at `at`; null where the text is nothing of that kind. */
export const readCondition = (text: string, at: number, inGroup: boolean): Condition | null => {
  NAME.lastIndex = at;
  const name = NAME.exec(text)?.[1];
  if (name === undefined) return null;
  const start = at + name.length + 1;
  const { end } = scanBare(text, start, inGroup ? ")" : "");
  const problem = (message: string): Condition => ({ problem: message, end });
  if (!isFieldRef(name) && !NAMES.includes(name)) {
    const meant = end === start ? null : nearest(name, NAMES);
    return meant === null
      ? null
      : problem(`\`${name}:\` is no field and taken as text; did you mean \`${meant}:\`?`);
  }
  if (isEnd(text, start)) return problem(`nothing follows \`${name}:\` directly, so it is taken as text`);
  if (isFieldRef(name))
    return fieldCondition(text, { start: at, end: start }, name, inGroup) ?? problem(expected(name));
  return special(name, text.slice(start, end), { start: at, end }) ?? problem(expected(name));
};

const fieldCondition = (text: string, name: Span, field: FieldRef, inGroup: boolean): Condition | null => {
  const read = readValues(text, name.end, field, inGroup);
  if (read === null) return null;
  const [first, ...more] = read.values.map(({ test, span }, index): Query => {
    const start = index === 0 ? name.start : span.start;
    return { kind: "field", field, test, span: { start, end: span.end } };
  });
  if (first === undefined) return null;
  return { query: more.length === 0 ? first : { kind: "or", parts: [first, ...more] }, end: read.end };
};

const special = (name: string, value: string, span: Span): Condition | null => {
  if (SETTINGS.includes(name)) return setting(name, value, span.end);
  const parts = value.split(",");
  const queries = parts.flatMap((part): Query[] => {
    if (name === "is") return isFlag(part) ? [{ kind: "is", flag: part, span }] : [];
    if (!isFieldRef(part)) return [];
    const has: Query = { kind: "has", field: part, span };
    return [name === "has" ? has : { kind: "not", part: has }];
  });
  const [first] = queries;
  if (first === undefined || queries.length !== parts.length) return null;
  return { query: queries.length === 1 ? first : { kind: "or", parts: queries }, end: span.end };
};

const setting = (name: string, value: string, end: number): Condition | null => {
  const scope = SCOPES.find((known) => known === value);
  if (name === "in") return scope === undefined ? null : { set: { scope }, end };
  if (!/^\d{1,9}$/.test(value) || (name === "runs" && Number(value) === 0)) return null;
  const n = Math.min(Number(value), MOST);
  return { set: name === "near" ? { near: n } : { runs: n }, end };
};

const isFlag = (text: string): text is Flag => (FLAGS as readonly string[]).includes(text);

const TAKES: Readonly<Record<string, string>> = {
  in: `one of ${SCOPES.join(", ")}`,
  near: "a number of lines",
  runs: "a number of runs",
  is: `one of ${FLAGS.join(", ")}`,
  has: "the name of a field",
  no: "the name of a field",
  outcome: `one of ${OUTCOMES.join(", ")}`,
  number: "a number, as 5, >5 or 5..9",
  time: "a date, an RFC 3339 time or a distance such as -7d",
  duration: "a duration, as >90s or 5m..2h",
};

const expected = (name: string): string => {
  const kind = Object.entries(FIELDS).find(([field]) => field === name)?.[1].kind ?? "";
  return `\`${name}:\` takes ${TAKES[name] ?? TAKES[kind] ?? "a value"}, so this is taken as text`;
};
