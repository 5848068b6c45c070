/** Outcomes of a check, in the order of severity that decides which of several is the worst. */
export const SEVERITIES = ["PASSED", "INFO", "FAILED", "NEEDS_INSPECTION", "ABORTED", "CRASHED"] as const;

/** Outcomes of TAP directives: recorded, counted beside, and neutral in every rate. */
export const NEUTRALS = ["SKIPPED", "TODO"] as const;

export const OUTCOMES = [...SEVERITIES, ...NEUTRALS] as const;

export type Outcome = (typeof OUTCOMES)[number];

/** Outcomes that count as a pass in rates and exit codes. */
export const isOk = (outcome: Outcome): boolean => outcome === "PASSED" || outcome === "INFO";

/** Outcomes that say neither that the item is good nor that it is bad. */
export const isNeutral = (outcome: Outcome): boolean => (NEUTRALS as readonly string[]).includes(outcome);

/** Outcomes that a pass rate has in its denominator. */
export const isRated = (outcome: Outcome): boolean =>
  isOk(outcome) || outcome === "FAILED" || outcome === "NEEDS_INSPECTION";

export const isOutcome = (text: string): text is Outcome => (OUTCOMES as readonly string[]).includes(text);

const rank = (outcome: Outcome): number => (SEVERITIES as readonly string[]).indexOf(outcome);

/** The most severe outcome; neutral ones lose to any other. Null for none. */
export const worst = (outcomes: Iterable<Outcome>): Outcome | null => {
  let found: Outcome | null = null;
  for (const outcome of outcomes) if (found === null || rank(outcome) > rank(found)) found = outcome;
  return found;
};
