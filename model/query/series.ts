import type { Query, SeriesTest } from "./ast.ts";
import { hasText } from "./simplify.ts";
import { isEnd, scanQuoted } from "./scan.ts";

/** Most characters between the parentheses of a series operator. */
const LONGEST = 2000;

const HEAD = /(?:(seq|last)|count(>=|<=|>|<|=)(\d{1,6}))\(/y;

/** Reads the query in `text` from `from` to its end; null where it cannot stand in a series operator. */
export type ReadInner = (text: string, from: number) => Query | null;

/** Reads `seq(…)`, `count>=3(…)` or `last(…)` at `at`; null where the text is none of these. */
export const readSeries = (
  text: string,
  at: number,
  readInner: ReadInner,
): { readonly test: SeriesTest; readonly end: number } | null => {
  HEAD.lastIndex = at;
  const head = HEAD.exec(text);
  if (head === null) return null;
  const from = HEAD.lastIndex;
  const close = closing(text, from);
  if (close === null || !isEnd(text, close + 1)) return null;
  const end = close + 1;
  if (head[1] === "seq") {
    const outcomes = text.slice(from, close).trim().split(/\s+/);
    return outcomes.every(isStep) ? { test: { kind: "seq", outcomes }, end } : null;
  }
  const part = readInner(text.slice(0, close), from);
  if (part === null || part.kind === "all" || hasText(part)) return null;
  if (head[1] === "last") return { test: { kind: "last", part }, end };
  return { test: { kind: "count", op: (head[2] ?? "=") as Comparison, n: Number(head[3]), part }, end };
};

type Comparison = Extract<SeriesTest, { kind: "count" }>["op"];

const isStep = (word: string): word is "pass" | "fail" | "any" => ["pass", "fail", "any"].includes(word);

/** Where the parenthesis that was opened before `from` is closed, quoted ones aside. */
const closing = (text: string, from: number): number | null => {
  let open = 1;
  for (let at = from; at < Math.min(text.length, from + LONGEST); at++) {
    if (text[at] === '"') at = (scanQuoted(text, at)?.end ?? at + 1) - 1;
    else if (text[at] === "(") open++;
    else if (text[at] === ")" && --open === 0) return at;
  }
  return null;
};
