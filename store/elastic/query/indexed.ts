import { createHash } from "node:crypto";
import { fold } from "../../log/match/fold.ts";

/** Bytes of a term; Lucene takes four times as many, but no program's names need them. */
const LONGEST = 8000;

/** The text as one term: equal for equal texts only. A long one is its beginning and a digest of the rest. */
export const term = (text: string): string => {
  if (text.length * 3 <= LONGEST || Buffer.byteLength(text) <= LONGEST) return text;
  return `${text.slice(0, LONGEST / 8).toWellFormed()}…${createHash("sha256").update(text).digest("hex")}`;
};

/** The term by which texts are equal whatever their case: what documents have under `folded`. */
export const foldedTerm = (text: string): string => term(fold(text.toWellFormed()));
