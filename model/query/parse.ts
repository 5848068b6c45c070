import { LIMITS } from "../limits.ts";
import type { Query } from "./ast.ts";
import { lex } from "./lex.ts";
import { linesAsTyped, onlyNegates, type Read, withLines } from "./paste.ts";
import type { Parsed, Understood, Warning } from "./parsed.ts";
import { pillsOf } from "./pills.ts";
import { printPlain, printQuery } from "./print.ts";
import { headOf } from "./scan.ts";
import { settingsOf } from "./settings.ts";
import { keyOf } from "./simplify.ts";
import { buildTree } from "./tree.ts";

/** Warnings about one query. */
const MOST_WARNINGS = 20;

/** Reads a query. Never throws: what is no construct is text, and `warnings` say what may have been meant otherwise. A line pasted from a
    log finds itself (`linesAsTyped`). Regexes are not looked into: one that cannot be read is for the matcher to report. */
export const parseQuery = (typed: string): Parsed => {
  const warnings: Warning[] = [];
  const warn = (warning: Warning): void => {
    if (warnings.length < MOST_WARNINGS) warnings.push(warning);
  };
  const text = cut(typed);
  if (text.length < typed.length)
    warn({
      message: `only the first ${text.length} characters are looked at`,
      start: text.length,
      end: typed.length,
    });
  const read = readAll(text, warn);
  const lines = linesAsTyped(read);
  if (lines.length > 0 && onlyNegates(read.query))
    warn({
      message: "this finds whatever lacks it; in quotes it is itself looked for",
      start: 0,
      end: text.length,
    });
  const parsed = { query: withLines(read, lines), ...settingsOf(read.tokens) };
  const plain = readAll(printPlain(parsed), ignore);
  const isPlain =
    lines.length === 0 && linesAsTyped(plain).length === 0 && keyOf(plain.query) === keyOf(parsed.query);
  const pills = pillsOf(read, lines);
  return { ...parsed, pills, warnings, ...(isPlain ? {} : { typed: text }) };
};

/** How an answer tells what was understood. */
export const understood = (parsed: Parsed): Understood => ({
  text: printQuery(parsed),
  pills: [...parsed.pills],
  scope: parsed.scope,
});

const ignore = (): void => {};

const readAll = (text: string, warn: (warning: Warning) => void): Read => {
  const tokens = lex({ text, from: 0, warn, readInner });
  return { text, tokens, query: buildTree(tokens) };
};

/** Reads what stands in a series operator: no settings, no series operators. */
const readInner = (text: string, from: number): Query | null => {
  const tokens = lex({ text, from, warn: ignore, readInner: null });
  return tokens.some(({ kind }) => kind === "setting") ? null : buildTree(tokens);
};

/** As much as `LIMITS.query` takes, up to a space where one is near. */
const cut = (text: string): string => {
  if (text.length <= LIMITS.query) return text;
  const head = headOf(text, LIMITS.query);
  const rest = /\s\S{0,1000}$/.exec(head);
  return rest === null ? head : head.slice(0, rest.index);
};
