import { OUTCOMES } from "../../model/outcome.ts";
import type { FieldRef } from "../../model/query/ast.ts";
import type { Suggestion } from "../store.ts";
import type { Elastic } from "./elastic.ts";
import {
  allFrequencies,
  type Beginning,
  type Frequency,
  mostFrequent,
  mostFrequentOf,
} from "./query/frequent.ts";
import { isCut } from "./query/indexed.ts";

/** Fields that results are counted by, and those of runs. */
const OF_RESULTS: ReadonlySet<string> = new Set([
  ...["check", "package", "item", "nvr", "type", "arch", "scenario"],
  ...["version", "release", "dist", "fingerprint"],
]);
const OF_RUNS: ReadonlySet<string> = new Set(["task", "runner"]);

/** Values of the field that begin with the prefix, most frequent first; none for a field without a list of values. */
export const suggest = async (
  elastic: Elastic,
  field: FieldRef,
  beginning: Beginning,
): Promise<readonly Suggestion[]> => {
  await elastic.refreshed();
  const index = elastic.indices.all(OF_RUNS.has(field) ? "runs" : "results");
  if (OF_RUNS.has(field) || OF_RESULTS.has(field)) {
    const counted = { index, field: `taskotron.${field}`, folded: `folded.${field}` };
    return mostFrequent(elastic, counted, beginning);
  }
  switch (field) {
    case "outcome":
      return mostFrequentOf(
        (await allFrequencies(elastic, index, "taskotron.outcome")).toSorted(bySeverity),
        beginning,
      );
    case "log":
      return mostFrequentOf(await allFrequencies(elastic, index, "asked.log"), beginning);
    case "finding":
      return mostFrequentOf(uses(await allFrequencies(elastic, index, "asked.tag_uses")), beginning);
    case "severity":
      return mostFrequentOf(uses(await allFrequencies(elastic, index, "asked.severity_uses")), beginning);
    default:
      return [];
  }
};

const bySeverity = (a: Frequency, b: Frequency): number => rank(a) - rank(b);
const rank = ({ value }: Frequency): number => (OUTCOMES as readonly string[]).indexOf(value);

/** `3 no-doc` in 5 results is 15 findings. */
const uses = (counted: readonly Frequency[]): Frequency[] => {
  const sums = new Map<string, number>();
  for (const { value: use, count } of counted) {
    const space = use.indexOf(" ");
    const value = use.slice(space + 1);
    if (!isCut(value)) sums.set(value, (sums.get(value) ?? 0) + Number(use.slice(0, space)) * count);
  }
  return [...sums]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => Buffer.compare(Buffer.from(a.value), Buffer.from(b.value)));
};
