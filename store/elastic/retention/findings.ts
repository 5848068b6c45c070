import type { ResultFields } from "../documents.ts";
import type { Elastic } from "../elastic.ts";
import { candidates } from "../query/candidates.ts";
import { seriesId } from "../results/latest.ts";
import { getDocuments } from "../read.ts";
import { resultId } from "../results/shown.ts";
import { fieldsOf, type Kept } from "../schema/keywords.ts";
import { resultDocument } from "../schema/result-document.ts";
import type { Batch } from "./journal.ts";
import { ofRuns, removeAll } from "./remove.ts";

/** Pages of the results of some runs. */
export const resultsOf = (
  elastic: Elastic,
  month: string,
  runs: Batch["runs"],
): AsyncIterable<readonly ResultFields[]> =>
  candidates<ResultFields>(elastic, {
    index: elastic.indices.of("results", month),
    filter: ofRuns(runs),
    time: "submit_time",
    order: "oldest",
    after: null,
  });

/** Removes the findings of runs of one month, and all that results say of them. */
export const removeFindings = async (elastic: Elastic, month: string, runs: Batch["runs"]): Promise<void> => {
  const { bulk, indices } = elastic;
  for await (const page of resultsOf(elastic, month, runs)) {
    const having = page.filter(({ findings }) => findings > 0).map(bare);
    const newest = await newestAmong(elastic, having);
    await bulk.write([
      ...having.map((result) => write(indices.of("results", month), resultId(result), result)),
      ...newest.map((result) => write(indices.single("latest"), seriesId(result), result)),
    ]);
  }
  await removeAll(elastic, indices.of("findings", month), ofRuns(runs));
};

const bare = (result: ResultFields): ResultFields => ({
  ...result,
  findings: 0,
  findings_id: null,
  severities: [],
  tags: [],
});

const write = (index: string, id: string, result: ResultFields) => ({
  index,
  id,
  kind: "index" as const,
  document: resultDocument(result, []),
});

/** Those that are the newest of their series. */
const newestAmong = async (elastic: Elastic, results: readonly ResultFields[]): Promise<ResultFields[]> => {
  const index = elastic.indices.single("latest");
  const ids = [...new Set(results.map(seriesId))];
  const found = await getDocuments<Kept<ResultFields>>(
    elastic,
    ids.map((id) => ({ index, id })),
  );
  const newest = new Set(found.map(({ source }) => resultId(fieldsOf(source))));
  return results.filter((result) => newest.has(resultId(result)));
};
