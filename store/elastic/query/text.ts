import type { TextQuery, ValueTest } from "../../../model/query/ast.ts";
import { type Plan, planTrigrams } from "../../log/plan.ts";
import { gramTerm } from "../schema/grams.ts";
import { ALL, everyOf, type Filter, NONE, someOf, termsOf } from "./filter.ts";

/** Trigrams of one text that are asked for: more rule out little more. */
const MOST = 24;

/** Documents whose texts may hold what is looked for, by their trigrams. */
export const textFilter = (field: "grams" | "finding_grams", text: TextQuery): Filter =>
  planFilter(field, planTrigrams({ kind: "text", text, span: { start: 0, end: 0 } }));

/** Documents that have the trigrams of a plan in the field. */
export const planFilter = (field: string, plan: Plan): Filter => {
  switch (plan.kind) {
    case "any":
      return ALL;
    case "all-of":
      return everyOf(spread(plan.trigrams).map((trigram) => termsOf(field, [gramTerm(trigram)])));
    case "and":
      return everyOf(plan.parts.map((part) => planFilter(field, part)));
    case "or":
      return someOf(plan.parts.map((part) => planFilter(field, part)));
  }
};

/** Of very many, some from everywhere. */
const spread = (trigrams: Uint32Array): number[] => {
  const step = Math.max(1, trigrams.length / MOST);
  return Array.from({ length: Math.min(MOST, trigrams.length) }, (_, at) => trigrams[Math.floor(at * step)]!);
};

/** The text that a test on a searched field looks for, as `store/query/text.ts` reads it; null where it finds nothing. */
const searchedText = (test: ValueTest): TextQuery | null => {
  if (test.kind === "range") return null;
  return test.kind === "equals" ? { kind: "word", word: test.value } : test;
};

export const searchedFilter = (field: "grams" | "finding_grams", test: ValueTest): Filter => {
  const text = searchedText(test);
  return text === null ? NONE : textFilter(field, text);
};
