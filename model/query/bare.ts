import type { Query, Span } from "./ast.ts";
import type { Warning } from "./parsed.ts";
import { scanBare } from "./scan.ts";
import type { PartToken } from "./token.ts";

/** A text and where complaints about it go. */
export interface Source {
  readonly text: string;
  readonly warn: (warning: Warning) => void;
}

/** What people type as a word: no punctuation that logs have and names have not. */
const PLAIN = /^[\p{L}\p{N}_*?/][\p{L}\p{N}_.+~^%@/*?-]*$/u;
const NUMBER = /^\d+(\.\d+)?$/;
const TOKEN = /[\p{L}\p{N}_]/u;

/** Characters from which on a text is no word: it may be cut inside. */
const LONG = 1000;

/** Reads the word, pattern or negation of one that begins at `at`; never null, for anything can be a word. */
export const readBare = ({ text, warn }: Source, at: number, inGroup: boolean): PartToken => {
  const end = Math.max(scanBare(text, at, inGroup ? ")" : "").end, at + 1);
  const span = { start: at, end };
  const bare = text.slice(at, end);
  if (bare === "AND" || bare === "NOT")
    warn({
      message: `\`${bare}\` is looked for as a word; parts are joined by "and" anyway, \`-\` negates`,
      ...span,
    });
  const word = bare.slice(1);
  if (bare.startsWith("-") && isNegatable(word))
    return {
      kind: "part",
      query: { kind: "not", part: textOf(word, { start: at + 1, end }) },
      look: "plain",
      ...span,
    };
  return { kind: "part", query: textOf(bare, span), look: PLAIN.test(bare) ? "plain" : "log", ...span };
};

/** `-1`, `-I/usr` or `--all` are text, `-word` is a negation. */
const isNegatable = (word: string): boolean =>
  PLAIN.test(word) && TOKEN.test(word) && !word.includes("/") && !NUMBER.test(word);

const textOf = (word: string, span: Span): Query => {
  if (word === "*") return { kind: "all" };
  if (word.length > LONG) return { kind: "text", text: { kind: "phrase", phrase: word }, span };
  if (/[*?]/.test(word) && TOKEN.test(word))
    return { kind: "text", text: { kind: "glob", pattern: word }, span };
  return { kind: "text", text: { kind: "word", word }, span };
};
