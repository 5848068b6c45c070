import { isOk, isRated, type Outcome } from "../../../model/outcome.ts";

/** An outcome in the words of the Elastic Common Schema. */
export const eventOutcome = (outcome: Outcome | null): "success" | "failure" | "unknown" => {
  if (outcome === null || !isRated(outcome)) return "unknown";
  return isOk(outcome) ? "success" : "failure";
};
