import type { ValueTest } from "../../../model/query/ast.ts";
import { numberOf, numberTest, timeTest } from "../../query/bounds.ts";
import { keyTerm, MANY, valueTerm } from "./asked.ts";
import { type Filter, isThere, leaf, someOf, termsOf, written } from "./filter.ts";
import { ofRun } from "./join.ts";
import { type Keyword, keywordPart } from "./keyword.ts";
import { among, between, exactly, NEVER, type Part } from "./part.ts";
import { integersWithin, integerWithin, numbersFilter, type Stretch, within } from "./range.ts";
import type { Reading } from "./reading.ts";
import { searchedFilter } from "./text.ts";

/** Where a field's values stand in documents: which documents pass a test, and which have a value. */
export interface Place {
  readonly passes: (reading: Reading, test: ValueTest) => Promise<Part>;
  readonly exists: (reading: Reading) => Promise<Part>;
}

const place = (exists: Filter, passes: (test: ValueTest, now: number) => Part): Place => ({
  passes: async (reading, test) => passes(test, reading.now),
  exists: async () => exactly(exists),
});

/** A keyword of the index that the reading names. */
export const keyword = (keywordOf: (reading: Reading) => Keyword): Place => ({
  passes: (reading, test) => keywordPart(reading, keywordOf(reading), test),
  exists: async (reading) => exactly(isThere(keywordOf(reading).field)),
});

/** Text that a value is looked for in, by its trigrams. */
export const searched = (field: "grams" | "finding_grams", exists: Filter): Place =>
  place(exists, (test) => among(searchedFilter(field, test)));

/** Epoch milliseconds. */
export const time = (field: string): Place =>
  place(isThere(field), (test, now) => {
    const filter = numbersFilter(timeTest(test, now), (bounds) => integerWithin(field, bounds));
    return filter === null ? NEVER : exactly(filter);
  });

/** Milliseconds that something took. A glob or a regex sees them as digits. */
export const duration = (field: string): Place =>
  place(isThere(field), (test) => {
    const filter = numbersFilter(numberTest("duration", test), (bounds) => within(field, bounds));
    return filter === null ? among(isThere(field)) : exactly(filter);
  });

/** A stretch of whole numbers, both ends included; it passes when one of them does. */
export const stretch = (fields: Stretch): Place =>
  place(isThere(fields.from), (test) => {
    const filter = numbersFilter(numberTest("number", test), (bounds) => integersWithin(fields, bounds));
    return filter === null ? NEVER : exactly(filter);
  });

const DATA = "asked.data";

/** A key of the result's data, and its values by hash; some data has more than are kept. */
export const dataKey = (key: string): Place => ({
  passes: async (reading, test) =>
    test.kind === "equals"
      ? dataPart(reading, valueTerms(key, test.value))
      : among(termsOf(DATA, [keyTerm(key), MANY])),
  exists: (reading) => dataPart(reading, [keyTerm(key)]),
});

const dataPart = async ({ dictionary, elastic }: Reading, terms: readonly string[]): Promise<Part> => {
  const many = termsOf(DATA, [MANY]);
  const isKept = await dictionary.isNowhere(elastic.indices.all("results"), written(many));
  const these = termsOf(DATA, terms);
  return isKept ? exactly(these) : between(these, someOf([these, many]));
};

/** As `store/query/atoms.ts` compares: with numbers by number, with all else as text. */
const valueTerms = (key: string, value: string): string[] => {
  const number = numberOf(value);
  const text = valueTerm(key, value);
  return number === null ? [text] : [text, valueTerm(key, number)];
};

/** A place in the documents of another index, of the same run. */
export const elsewhere = (index: (reading: Reading) => string, other: Place): Place => ({
  passes: async (reading, test) => ofRun(reading, index(reading), await other.passes(reading, test)),
  exists: async (reading) => ofRun(reading, index(reading), await other.exists(reading)),
});

/** A place that each finding has its own of: the result's others may differ. */
export const ofEach = (other: Place): Place => ({
  passes: async (reading, test) => among((await other.passes(reading, test)).may),
  exists: async (reading) => among((await other.exists(reading)).may),
});

/** Results with findings. */
export const HAS_FINDINGS = leaf({ range: { "taskotron.findings": { gt: 0 } } });

/** Results with findings whose line is not known here. */
export const anyFinding: Place = ofEach(place(HAS_FINDINGS, () => among(HAS_FINDINGS)));
