import type { Query } from "./ast.ts";
import { readBare, type Source } from "./bare.ts";
import { readCondition } from "./condition.ts";
import { isEnd, isSpace, scanQuoted, scanRegex, skipSpace } from "./scan.ts";
import { type ReadInner, readSeries } from "./series.ts";
import { literal, type PartToken, type SettingToken, type Token } from "./token.ts";

/** Groups that can stand in each other. */
const DEEPEST = 50;

/** What is read, and where complaints go. Without `readInner`, series operators are not read. */
interface Reading extends Source {
  readonly from: number;
  readonly readInner: ReadInner | null;
}

/** Splits a query text into tokens whose parentheses pair up; what is no construct is a literal part. */
export const lex = (reading: Reading): Token[] => {
  const { text } = reading;
  const tokens: Token[] = [];
  const open: number[] = [];
  for (let at = skipSpace(text, reading.from); at < text.length;) {
    if (open.length === DEEPEST && /^-?\(/.test(text.slice(at, at + 2)))
      reading.warn({
        message: `parentheses deeper than ${DEEPEST} are taken as text`,
        start: at,
        end: at + 1,
      });
    const token =
      close(text, at, open) ??
      openGroup(text, at, open.length) ??
      orSign(text, at) ??
      readPart(reading, at, open.length > 0);
    if (token.kind === "open") open.push(tokens.length);
    tokens.push(token);
    at = skipSpace(text, token.end);
  }
  for (const index of open) {
    const { start, end } = tokens[index]!;
    tokens[index] = literal(text.slice(start, end), { start, end });
  }
  return tokens;
};

const close = (text: string, at: number, open: number[]): Token | null =>
  text[at] === ")" && open.pop() !== undefined ? { kind: "close", start: at, end: at + 1 } : null;

const openGroup = (text: string, at: number, depth: number): Token | null => {
  const negated = text[at] === "-";
  const paren = negated ? at + 1 : at;
  if (text[paren] !== "(" || text[paren + 1] === ")" || depth >= DEEPEST) return null;
  return { kind: "open", negated, start: at, end: paren + 1 };
};

const orSign = (text: string, at: number): Token | null =>
  text.startsWith("OR", at) && (isEnd(text, at + 2) || text[at + 2] === "(")
    ? { kind: "or-sign", start: at, end: at + 2 }
    : null;

const readPart = (reading: Reading, at: number, inGroup: boolean): PartToken | SettingToken => {
  const negated = reading.text[at] === "-" && !isSpace(reading.text[at + 1]);
  const construct = readConstruct(reading, negated ? at + 1 : at, inGroup);
  if (construct?.kind === "part") return negated ? negatedPart(construct) : construct;
  return construct !== null && !negated ? construct : readBare(reading, at, inGroup);
};

const negatedPart = (part: PartToken): PartToken => ({
  ...part,
  start: part.start - 1,
  query: { kind: "not", part: part.query },
});

const readConstruct = (reading: Reading, at: number, inGroup: boolean): PartToken | SettingToken | null => {
  const { text, readInner } = reading;
  const part = (query: Query, end: number): PartToken => ({
    kind: "part",
    query,
    look: null,
    start: at,
    end,
  });
  if (text[at] === '"') {
    const quoted = scanQuoted(text, at);
    if (quoted === null || !isEnd(text, quoted.end)) return null;
    return part(
      { kind: "text", text: { kind: "phrase", phrase: quoted.value }, span: { start: at, end: quoted.end } },
      quoted.end,
    );
  }
  if (text[at] === "/") {
    const regex = scanRegex(text, at);
    if (regex === null || !isEnd(text, regex.end)) return null;
    const { source, ignoreCase, end } = regex;
    return part({ kind: "text", text: { kind: "regex", source, ignoreCase }, span: { start: at, end } }, end);
  }
  const series = readInner === null ? null : readSeries(text, at, readInner);
  if (series !== null)
    return part({ kind: "series", test: series.test, span: { start: at, end: series.end } }, series.end);
  const condition = readCondition(text, at, inGroup);
  if (condition === null) return null;
  const { end } = condition;
  if ("query" in condition) return part(condition.query, end);
  if ("set" in condition) return { kind: "setting", set: condition.set, start: at, end };
  reading.warn({ message: condition.problem, start: at, end });
  return null;
};
