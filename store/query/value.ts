import type { ValueTest } from "../../model/query/ast.ts";
import { compareVersions } from "../../model/version.ts";
import { fold } from "../log/match/fold.ts";
import { regexLeaf } from "../log/match/regex.ts";

/** How the ends of a range compare. */
export type Comparison = "text" | "version";

/** Whether a whole value passes, whatever its case but for regexes that ask for it. */
export const valuePredicate = (comparison: Comparison, test: ValueTest): ((value: string) => boolean) => {
  switch (test.kind) {
    case "equals": {
      const wanted = fold(test.value);
      return (value) => fold(value) === wanted;
    }
    case "glob":
      return globMatcher(test.pattern);
    case "regex":
      return regexLeaf(test.source, test.ignoreCase).test;
    case "range":
      return inRange(test, comparison === "version" ? compareVersions : compareFolded);
  }
};

const compareFolded = (a: string, b: string): number => {
  const [left, right] = [fold(a), fold(b)];
  return left < right ? -1 : left > right ? 1 : 0;
};

export const inRange =
  (range: Extract<ValueTest, { kind: "range" }>, compare: (a: string, b: string) => number) =>
  (value: string): boolean => {
    const low = range.from === null ? 1 : compare(value, range.from);
    const high = range.to === null ? -1 : compare(value, range.to);
    return (low > 0 || (low === 0 && range.includesFrom)) && (high < 0 || (high === 0 && range.includesTo));
  };

/** Whether a whole value fits a glob, whatever its case: `*` any characters, `?` one. Takes time in proportion to both lengths multiplied, at worst. */
const globMatcher = (pattern: string): ((value: string) => boolean) => {
  const wanted = [...fold(pattern)];
  return (value) => fits([...fold(value)], wanted);
};

const fits = (value: readonly string[], pattern: readonly string[]): boolean => {
  let at = 0;
  let next = 0;
  // Where the last star stands and how much it has taken; an earlier star never needs to take more.
  let star = -1;
  let taken = 0;
  while (at < value.length) {
    if (pattern[next] === "*") {
      star = next++;
      taken = at;
    } else if (next < pattern.length && (pattern[next] === "?" || pattern[next] === value[at])) {
      at++;
      next++;
    } else if (star >= 0) {
      next = star + 1;
      at = ++taken;
    } else return false;
  }
  while (pattern[next] === "*") next++;
  return next === pattern.length;
};
