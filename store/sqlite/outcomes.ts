import { isOk, isRated, type Outcome, OUTCOMES } from "../../model/outcome.ts";

/** Outcomes are stored as their index in `OUTCOMES`. */
export const codeOf = (outcome: Outcome): number => OUTCOMES.indexOf(outcome);

export const outcomeOf = (code: number): Outcome => {
  const outcome = OUTCOMES[code];
  if (outcome === undefined) throw new Error(`no outcome has code ${code}`);
  return outcome;
};

/** Codes of the outcomes that the test holds for. */
export const codesWhere = (wanted: (outcome: Outcome) => boolean): number[] =>
  OUTCOMES.filter(wanted).map(codeOf);

/** FAILED and NEEDS_INSPECTION. */
export const FAILED_CODES = codesWhere((outcome) => isRated(outcome) && !isOk(outcome));
