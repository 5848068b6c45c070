import { isOk, isOutcome, type Outcome } from "../model/outcome.ts";
import type { Problems } from "./problems.ts";

/** What a point amounts to that says nothing but ok or not ok, and its directive. */
export const outcomeOfPoint = (point: {
  readonly ok: boolean;
  readonly skip: string | boolean;
  readonly todo: string | boolean;
}): Outcome => {
  if (point.skip !== false) return "SKIPPED";
  if (point.todo !== false) return "TODO";
  return point.ok ? "PASSED" : "FAILED";
};

/** The outcome that a word names, whatever its case. A word that names none leaves the answer to a human. */
export const outcomeOfWord = (word: string, line: number, problems: Problems): Outcome => {
  const outcome = word.trim().toUpperCase();
  if (isOutcome(outcome)) return outcome;
  problems.add("unknown-outcome", line, `"${word.slice(0, 100)}" is no outcome`);
  return "NEEDS_INSPECTION";
};

/** Whether `ok` or `not ok` fits the outcome; neutral outcomes fit both. */
export const fits = (ok: boolean, outcome: Outcome): boolean =>
  outcome === "SKIPPED" || outcome === "TODO" || isOk(outcome) === ok;
