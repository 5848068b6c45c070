import { hasValue } from "../../log/sets.ts";
import type { Plan } from "../../log/plan.ts";

/** Trigrams that are looked up of one text. More would hardly narrow: they follow from their neighbours. */
const LOOKED_UP = 24;

/** Fewer trigrams, spread over the text, that still must all be there. */
export const thin = (plan: Plan): Plan => {
  if (plan.kind === "any") return plan;
  if (plan.kind !== "all-of") return { kind: plan.kind, parts: plan.parts.map(thin) };
  const step = Math.max(1, plan.trigrams.length / LOOKED_UP);
  return { kind: "all-of", trigrams: plan.trigrams.filter((_, index) => index % step < 1) };
};

/** Whether a block with these trigrams may hold a matching line. */
export const mayMatch = (plan: Plan, trigrams: Uint32Array): boolean => {
  switch (plan.kind) {
    case "any":
      return true;
    case "all-of":
      return plan.trigrams.every((trigram) => hasValue(trigrams, trigram));
    case "and":
      return plan.parts.every((part) => mayMatch(part, trigrams));
    case "or":
      return plan.parts.some((part) => mayMatch(part, trigrams));
  }
};

/** A bit for each block that may hold a matching line; null for all of them. */
export type Blocks = Uint8Array | null;

/** Blocks of a segment that may hold a matching line. `posting` gives those that have a trigram; bits that are missing at its end are 0. */
export const candidates = (plan: Plan, posting: (trigram: number) => Uint8Array): Blocks => {
  switch (plan.kind) {
    case "any":
      return null;
    case "all-of":
      return allOf(plan.trigrams, posting);
    case "and":
      return plan.parts.reduce<Blocks>((blocks, part) => both(blocks, candidates(part, posting)), null);
    case "or":
      return either(plan.parts.map((part) => candidates(part, posting)));
  }
};

const allOf = (trigrams: Uint32Array, posting: (trigram: number) => Uint8Array): Blocks => {
  let blocks: Blocks = null;
  for (const trigram of trigrams) {
    blocks = both(blocks, posting(trigram));
    if (blocks?.every((byte) => byte === 0)) break;
  }
  return blocks;
};

const both = (one: Blocks, other: Blocks): Blocks => {
  if (one === null) return other;
  if (other === null) return one;
  const shorter = one.length < other.length ? one : other;
  return shorter.map((_, at) => one[at]! & other[at]!);
};

const either = (parts: readonly Blocks[]): Blocks => {
  const blocks = new Uint8Array(Math.max(0, ...parts.map((part) => part?.length ?? 0)));
  for (const part of parts) {
    if (part === null) return null;
    for (const [at, byte] of part.entries()) blocks[at]! |= byte;
  }
  return blocks;
};
