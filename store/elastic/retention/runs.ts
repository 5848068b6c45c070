import type { ResultFields } from "../documents.ts";
import type { Elastic } from "../elastic.ts";
import { PARTITIONED } from "../indices.ts";
import type { Results } from "../results/results.ts";
import { resultsOf } from "./findings.ts";
import { keepTotals } from "./gone.ts";
import type { Batch } from "./journal.ts";
import { electNewest } from "./newest.ts";
import { ofRuns, removeAll } from "./remove.ts";

/** What a month holds of its runs, in the order in which it goes: a run is there until all else of it is gone. */
const CONTENT = ["results", "findings", "blocks", "logs", "artifacts", "runs"] as const;

/** Removes runs of one month with all that is theirs; what daily totals need is kept. */
export const removeRuns = async (
  elastic: Elastic,
  results: Results,
  { month, runs }: { readonly month: string; readonly runs: Batch["runs"] },
): Promise<void> => {
  const gone: ResultFields[] = [];
  for await (const page of resultsOf(elastic, month, runs)) {
    await keepTotals(elastic, month, page);
    gone.push(...page);
  }
  for (const kind of CONTENT) {
    await removeAll(elastic, elastic.indices.of(kind, month), ofRuns(runs));
    if (kind === "results") await electNewest(elastic, results, gone);
  }
  const index = elastic.indices.single("directory");
  await elastic.bulk.write(runs.map(({ run }) => ({ index, id: run, kind: "delete" as const })));
  await dropEmpty(elastic, month);
};

/** Deletes the indices of a month that has no runs any more. */
const dropEmpty = async ({ client, indices, refreshed }: Elastic, month: string): Promise<void> => {
  await refreshed();
  const { count } = await client.count({ index: indices.of("runs", month), ignore_unavailable: true });
  if (count > 0) return;
  const index = PARTITIONED.filter((kind) => kind !== "totals").map((kind) => indices.of(kind, month));
  await client.indices.delete({ index, ignore_unavailable: true });
};
