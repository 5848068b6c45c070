import { type Outcome, OUTCOMES, worst, isNeutral, isOk } from "../../model/outcome.ts";
import type { ResultInput } from "../../model/result.ts";

/** Failed tests that a summary names. */
const MAX_NAMED = 1000;

/** `3 PASSED, 1 INFO, 2 FAILED`: counts in the order of severity. */
const countsOf = (outcomes: readonly Outcome[]): string =>
  OUTCOMES.map((outcome) => [outcomes.filter((each) => each === outcome).length, outcome] as const)
    .filter(([count]) => count > 0)
    .map(([count, outcome]) => `${count} ${outcome}`)
    .join(", ");

interface Tests {
  readonly results: readonly ResultInput[];
  readonly outputs: readonly (string | null)[];
}

/** What the one result of many tests says: the worst outcome, counts, and each failed test as a finding. `nameOf` gives the name of a test. No tests at
    all are left to a human. */
export const summaryOf = (
  { results, outputs }: Tests,
  nameOf: (result: ResultInput) => string,
): Pick<ResultInput, "outcome" | "note" | "findings" | "duration_ms"> & {
  readonly output: string | null;
} => {
  const outcomes = results.map(({ outcome }) => outcome);
  const failed = results
    .map((result, at) => ({ result, output: outputs[at] ?? null }))
    .filter(({ result }) => !isOk(result.outcome) && !isNeutral(result.outcome));
  const times = results.map(({ duration_ms }) => duration_ms ?? null).filter((time) => time !== null);
  return {
    outcome: worst(outcomes) ?? "NEEDS_INSPECTION",
    note: countsOf(outcomes) || "no tests were run",
    findings: failed.slice(0, MAX_NAMED).map(({ result }) => ({
      severity: "error",
      tag: nameOf(result),
      message: result.note ?? result.findings?.[0]?.message ?? result.outcome,
      subject: result.findings?.[0]?.subject ?? null,
      line: null,
    })),
    duration_ms: times.length === 0 ? null : times.reduce((sum, time) => sum + time, 0),
    output:
      failed
        .flatMap(({ result, output }) => (output === null ? [] : [`${nameOf(result)}:\n${output.trimEnd()}`]))
        .join("\n\n") || null,
  };
};
