import { type Block, searchedBytes } from "../../log/blocks.ts";
import type { Plan } from "../../log/plan.ts";
import { trigramsOfBlock } from "../../log/trigrams.ts";
import { gramText } from "../schema/grams.ts";

const ZERO = 0x30;
const NINE = 0x39;

// Every digit counts as 0: a third of a log's trigrams are numbers that nobody looks for, and the line decides anyway.

/** The terms of the lines that a block shows, as its document has them. */
export const lineGrams = (block: Block): string => gramText(trigramsOfBlock(folded(searchedBytes(block))));

/** The plan for terms of `lineGrams`. */
export const linePlan = (plan: Plan): Plan => {
  switch (plan.kind) {
    case "any":
      return plan;
    case "all-of":
      return { kind: "all-of", trigrams: Uint32Array.from(new Set(plan.trigrams.map(foldTrigram))).sort() };
    default:
      return { kind: plan.kind, parts: plan.parts.map(linePlan) };
  }
};

const folded = (bytes: Uint8Array): Uint8Array => {
  const copy = new Uint8Array(bytes.length);
  for (let at = 0; at < bytes.length; at++) copy[at] = foldDigit(bytes[at]!);
  return copy;
};

const foldDigit = (byte: number): number => (byte >= ZERO && byte <= NINE ? ZERO : byte);

const foldTrigram = (trigram: number): number =>
  (foldDigit(trigram >>> 16) << 16) | (foldDigit((trigram >>> 8) & 255) << 8) | foldDigit(trigram & 255);
