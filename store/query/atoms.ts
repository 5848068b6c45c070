import type { ValueTest } from "../../model/query/ast.ts";
import { numberOf } from "./bounds.ts";
import { inRange, valuePredicate } from "./value.ts";

/** What conditions on data compare. */
type Atom = string | number;

/** Decides on one value of a result's data: two numbers compare as numbers, all else as text. */
export const atomPredicate = (test: ValueTest): ((atom: Atom) => boolean) => {
  const asText = valuePredicate("text", test);
  if (test.kind === "equals") {
    const wanted = numberOf(test.value);
    return (atom) => (typeof atom === "number" && wanted !== null ? atom === wanted : asText(String(atom)));
  }
  if (test.kind !== "range" || !isNumeric(test.from) || !isNumeric(test.to))
    return (atom) => asText(String(atom));
  const asNumber = inRange(test, (a, b) => Number(a) - Number(b));
  return (atom) => (typeof atom === "number" ? asNumber(String(atom)) : false);
};

const isNumeric = (end: string | null): boolean => end === null || numberOf(end) !== null;

/** The values of a key at the top level of a result's data: of a list each of its elements. What is inside them is compared as its JSON, as a
    map is. Null where the key is missing or has no value. */
export const atomsOf = (data: string, key: string): readonly Atom[] | null => {
  const map = JSON.parse(data) as Readonly<Record<string, unknown>>;
  const value = Object.hasOwn(map, key) ? map[key] : null;
  if (value === null) return null;
  return (Array.isArray(value) ? value : [value]).filter((one) => one !== null).map(atomOf);
};

const atomOf = (value: unknown): Atom =>
  typeof value === "string" || typeof value === "number" ? value : JSON.stringify(value);
