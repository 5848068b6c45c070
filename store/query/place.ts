import type { ValueTest } from "../../model/query/ast.ts";
import { atomPredicate, atomsOf } from "./atoms.ts";
import { type NumberTest, numberTest, timeTest } from "./bounds.ts";
import type { Row } from "./rows.ts";
import { textPredicate } from "./text.ts";
import { type Comparison, valuePredicate } from "./value.ts";

/** Where a field's values stand in a row: whether one of them passes a test, and whether there is any. */
export interface Place {
  readonly passes: (test: ValueTest, now: number) => (row: Row) => boolean;
  readonly exists: (row: Row) => boolean;
}

type Texts = (row: Row) => readonly (string | null | undefined)[];
type Number = (row: Row) => number | null | undefined;

const isThere = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined;

const some = (values: Texts, predicate: (test: ValueTest) => (value: string) => boolean): Place => ({
  passes: (test) => {
    const passes = predicate(test);
    return (row) => values(row).some((value) => isThere(value) && passes(value));
  },
  exists: (row) => values(row).some(isThere),
});

/** Texts that are compared as a whole. */
export const whole = (values: Texts, comparison: Comparison = "text"): Place =>
  some(values, (test) => valuePredicate(comparison, test));

/** Texts that a value is looked for in, by whole words. */
export const searched = (values: Texts): Place => some(values, textPredicate);

const lies = (test: NumberTest, from: number, to: number): boolean => {
  if (test === "none" || test === "other") return false;
  return (
    (test.from === null || to > test.from || (test.includesFrom && to === test.from)) &&
    (test.to === null || from < test.to || (test.includesTo && from === test.to))
  );
};

/** Epoch milliseconds. */
export const time = (value: Number): Place => ({
  passes: (test, now) => {
    const wanted = timeTest(test, now);
    return (row) => {
      const at = value(row);
      return isThere(at) && lies(wanted, at, at);
    };
  },
  exists: (row) => isThere(value(row)),
});

/** Milliseconds that something took. A glob or a regex sees them as digits. */
export const duration = (value: Number): Place => ({
  passes: (test) => {
    const wanted = numberTest("duration", test);
    const asText = valuePredicate("text", test);
    return (row) => {
      const took = value(row);
      return isThere(took) && (wanted === "other" ? asText(String(took)) : lies(wanted, took, took));
    };
  },
  exists: (row) => isThere(value(row)),
});

/** A stretch of numbers, both ends included; it passes when one of them does. */
export const stretch = (value: (row: Row) => readonly [number, number] | null): Place => ({
  passes: (test) => {
    const wanted = numberTest("number", test);
    return (row) => {
      const found = value(row);
      return found !== null && lies(wanted, found[0], found[1]);
    };
  },
  exists: (row) => value(row) !== null,
});

/** A key of the result's data. */
export const dataKey = (key: string): Place => {
  const atoms = (row: Row) => (row.result === null ? null : atomsOf(row.result.data, key));
  return {
    passes: (test) => {
      const passes = atomPredicate(test);
      return (row) => atoms(row)?.some(passes) === true;
    },
    exists: (row) => atoms(row) !== null,
  };
};
