import { isNeutral, isOk, worst, type Outcome } from "./outcome.ts";
import type { Seal } from "./run.ts";

/** What a sealed run amounts to. */
export interface Verdict {
  readonly outcome: Outcome | null;
  readonly ok: boolean;
}

/** A run's own outcome: the worst of its results, or that of the state that ended it. It is ok only when nothing at all speaks
    against it: finished, exit 0 (or one its formula allows), plan met, at least one result, no problem. */
export const verdict = (seal: Seal, outcomes: readonly Outcome[]): Verdict => {
  if (seal.state === "CANCELLED") return { outcome: null, ok: false };
  if (seal.state !== "FINISHED") return { outcome: seal.state, ok: false };
  const outcome = worst(outcomes);
  const cleanExit = (seal.exit_code ?? 0) === 0 || seal.exit_allowed === true;
  const planMet = seal.plan === undefined || seal.plan === null || seal.plan === outcomes.length;
  const clean = cleanExit && planMet && !seal.signal && !seal.limit && (seal.problems ?? []).length === 0;
  return { outcome, ok: clean && outcome !== null && (isOk(outcome) || isNeutral(outcome)) };
};
