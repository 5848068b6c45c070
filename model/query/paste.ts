import { LIMITS } from "../limits.ts";
import { stripAnsi } from "../lines.ts";
import type { Query } from "./ast.ts";
import { headOf } from "./scan.ts";
import type { Token } from "./token.ts";

/** Characters above which a text that looks pasted is looked for only as it stands, and as many of it. */
const LONG = LIMITS.query / 4;

/** A text and what it reads as by the rules of the language alone. */
export interface Read {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly query: Query;
}

/** The lines to look for as they stand, so that a pasted line finds itself; none where the query holds for each of its lines anyway, or where the
    text cannot be a paste. It may be one when it has bare words and negates text, has a regex, has escapes or stretches over lines. With
    fields, a word must have a log's punctuation too: fields beside plain words are a query and nothing else. */
export const linesAsTyped = ({ text, tokens, query }: Read): readonly string[] => {
  const looks = tokens.flatMap((token) => (token.kind === "part" && token.look !== null ? [token.look] : []));
  const looksLikeLog = looks.includes("log");
  const escaped = hasEscape(text, query);
  if (looks.length === 0) return escaped ? linesOf(text) : [];
  if (some(query, isCondition)) return looksLikeLog ? linesOf(text) : [];
  const mayMiss = escaped || text.includes("\x1b") || /\n\s*\S/.test(text.trim()) || some(query, isOdd);
  return mayMiss || (isLong(text) && looksLikeLog) ? linesOf(text) : [];
};

/** The query with the lines as further choices; they stand alone for a long text. */
export const withLines = ({ text, query }: Read, lines: readonly string[]): Query => {
  const span = { start: 0, end: text.length };
  const typed = lines.map((phrase): Query => ({ kind: "text", text: { kind: "phrase", phrase }, span }));
  const [first, ...more] = isLong(text) ? typed : [query, ...typed];
  if (first === undefined || lines.length === 0) return query;
  return more.length === 0 ? first : { kind: "or", parts: [first, ...more] };
};

/** Whether a text that looks pasted is looked for only as it stands. */
export const isLong = (text: string): boolean => text.length > LONG;

/** Whether the query asks for no text at all but only for texts to be missing. */
export const onlyNegates = (query: Query): boolean =>
  query.kind === "not" || (query.kind === "and" && query.parts.every(onlyNegates));

const some = (query: Query, wanted: (part: Query) => boolean): boolean => {
  if (wanted(query)) return true;
  if (query.kind === "not") return some(query.part, wanted);
  return (query.kind === "and" || query.kind === "or") && query.parts.some((part) => some(part, wanted));
};

const isCondition = ({ kind }: Query): boolean =>
  kind === "field" || kind === "has" || kind === "is" || kind === "series";

const isOdd = (query: Query): boolean =>
  query.kind === "not" || (query.kind === "text" && query.text.kind === "regex");

/** Whether a phrase is not what stands between its quotes. */
const hasEscape = (text: string, query: Query): boolean =>
  text.includes("\\") &&
  some(
    query,
    (part) =>
      part.kind === "text" &&
      part.text.kind === "phrase" &&
      !text.slice(part.span.start, part.span.end).includes(part.text.phrase),
  );

/** The text's lines as search sees them, without space around them. */
const linesOf = (text: string): string[] => {
  const lines = stripAnsi(headOf(text, LONG))
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  return [...new Set(lines)];
};
