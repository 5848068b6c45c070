import { AppError } from "../../../model/errors.ts";
import { LIMITS } from "../../../model/limits.ts";
import type { Outcome } from "../../../model/outcome.ts";
import { isFinal } from "../../../model/run.ts";
import { runClosed } from "../../record/run-changes.ts";
import type { ResultFields, RunFields } from "../documents.ts";
import { Positions } from "../runs/positions.ts";

type Counted = Pick<ResultFields, "position" | "outcome">;

/** The run with these results counted, each once however often it is told; null when all of them are. Throws `run-closed`, `too-large`. */
export const counted = (run: RunFields, results: readonly Counted[]): RunFields | null => {
  const known = new Positions(run.positions);
  const fresh = results.filter(({ position }) => !known.has(position));
  if (fresh.length === 0) return null;
  if (isFinal(run.state)) throw runClosed(run.run);
  const positions = known.with(fresh.map(({ position }) => position));
  const count = new Positions(positions).size;
  if (count > LIMITS.results)
    throw new AppError("too-large", `a run may have ${LIMITS.results} results`, { limit: LIMITS.results });
  return { ...run, positions, results: count, outcomes: added(run.outcomes, fresh) };
};

/** The outcomes of all results that the run has counted. */
export const outcomesOf = ({ outcomes }: RunFields): Outcome[] =>
  Object.entries(outcomes).flatMap(([outcome, n]) => new Array<Outcome>(n).fill(outcome as Outcome));

const added = (before: RunFields["outcomes"], results: readonly Counted[]): RunFields["outcomes"] => {
  const sums = { ...before };
  for (const { outcome } of results) sums[outcome] = (sums[outcome] ?? 0) + 1;
  return sums;
};
