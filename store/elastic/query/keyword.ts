import type { ValueTest } from "../../../model/query/ast.ts";
import { fold } from "../../log/match/fold.ts";
import { type Comparison, valuePredicate } from "../../query/value.ts";
import { everyOf, type Filter, isThere, leaf, notOf, TERMS, termsOf } from "./filter.ts";
import { foldedTerm, isCut } from "./indexed.ts";
import { among, between, exactly, type Part } from "./part.ts";
import type { Reading } from "./reading.ts";

/** A keyword of the documents of one index. */
export interface Keyword {
  readonly index: string;
  readonly field: string;
  /** The field that has its `foldedTerm`; null where there is none. */
  readonly folded: string | null;
  /** A name is short; a text may be of any length, and texts are several. */
  readonly kind: "name" | "text" | "texts";
  readonly comparison?: Comparison;
}

/** Documents with a value that passes. Tests other than equality are asked of each distinct value. */
export const keywordPart = async (reading: Reading, keyword: Keyword, test: ValueTest): Promise<Part> => {
  const { folded, kind, comparison = "text" } = keyword;
  if (test.kind === "equals" && folded !== null) return exactly(termsOf(folded, [foldedTerm(test.value)]));
  if (test.kind === "glob" && folded !== null && kind === "name" && isSimple(test.pattern))
    return exactly(globFilter(folded, test.pattern));
  return valuesPart(reading, keyword, valuePredicate(comparison, test));
};

const valuesPart = async (
  reading: Reading,
  { index, field, kind }: Keyword,
  passes: (value: string) => boolean,
): Promise<Part> => {
  const { values, complete } = await reading.dictionary.values(index, field);
  if (!complete) return among(isThere(field));
  const cut = values.filter(isCut);
  const whole = Map.groupBy(
    values.filter((value) => !isCut(value)),
    passes,
  );
  const [passing, failing] = [whole.get(true) ?? [], whole.get(false) ?? []];
  // Of several values the others say nothing.
  if (kind === "texts") return between(termsOf(field, passing), termsOf(field, [...passing, ...cut]));
  if (cut.length === 0) return exactly(oneOf(field, passing, failing));
  return between(oneOf(field, passing, [...failing, ...cut]), oneOf(field, [...passing, ...cut], failing));
};

/** Documents with one of the values, by those that are fewer to name. */
const oneOf = (field: string, these: readonly string[], others: readonly string[]): Filter =>
  these.length <= TERMS || these.length <= others.length
    ? termsOf(field, these)
    : everyOf([isThere(field), notOf(termsOf(field, others))]);

/** Whether Elasticsearch reads the pattern quickly: many wildcards make a large automaton. */
const isSimple = (pattern: string): boolean =>
  pattern.length <= 200 && (pattern.match(/[*?]/g)?.length ?? 0) <= 6;

const globFilter = (folded: string, pattern: string): Filter => {
  const value = fold(pattern.toWellFormed()).replaceAll("\\", "\\\\");
  return leaf({ wildcard: { [folded]: { value } } });
};
