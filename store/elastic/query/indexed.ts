import { createHash } from "node:crypto";
import { LIMITS } from "../../../model/limits.ts";
import { fold } from "../../log/match/fold.ts";

/** Lucene takes four times as many bytes, but no program's names need them. */
const LONGEST = LIMITS.term;

/** Characters that a longer text begins with in its term. */
const BEGINNING = 1000;

/** The text as one term: equal for equal texts only. A long one is its beginning and a digest of the rest. */
export const term = (text: string): string => {
  if (text.length * 3 <= LONGEST || Buffer.byteLength(text) <= LONGEST) return text;
  return `${text.slice(0, BEGINNING).toWellFormed()}…${createHash("sha256").update(text).digest("hex")}`;
};

/** Whether the term may be that of a long text, of which it does not tell all. */
export const isCut = (text: string): boolean =>
  text.length === BEGINNING + 1 + 64 && /^…[0-9a-f]{64}$/.test(text.slice(BEGINNING));

/** The term by which texts are equal whatever their case: what documents have under `folded`. */
export const foldedTerm = (text: string): string => term(fold(text.toWellFormed()));
