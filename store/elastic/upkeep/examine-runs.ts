import type { Examined, ExamineOptions } from "../../upkeep.ts";
import type { RunFields } from "../documents.ts";
import type { Elastic } from "../elastic.ts";
import { candidates } from "../query/candidates.ts";

/** Compares how many results each run has with how many it says. */
export const examineRuns = async (elastic: Elastic, { signal }: ExamineOptions): Promise<Examined> => {
  const index = elastic.indices.pattern("runs");
  const wrong: string[] = [];
  let looked = 0;
  const walk = { index, filter: { match_all: {} }, time: "created", order: "oldest", after: null } as const;
  for await (const runs of candidates<RunFields>(elastic, walk)) {
    signal.throwIfAborted();
    const there = await countOf(elastic, runs);
    wrong.push(...runs.filter(({ run, results }) => results !== (there.get(run) ?? 0)).map(({ run }) => run));
    looked += runs.length;
  }
  return wrong.length === 0
    ? { name: "runs", verdict: "ok", detail: `each of ${looked} runs has the results that it counts` }
    : {
        name: "runs",
        verdict: "wrong",
        detail: `${wrong.length} of ${looked} runs lack results or have too many, such as ${wrong[0] ?? ""}: restore a backup`,
      };
};

interface Counted {
  readonly runs: { readonly buckets: readonly { readonly key: string; readonly doc_count: number }[] };
}

const countOf = async (
  { client, indices }: Elastic,
  runs: readonly RunFields[],
): Promise<ReadonlyMap<string, number>> => {
  const answer = await client.search<never, Counted>({
    index: indices.pattern("results"),
    ignore_unavailable: true,
    allow_no_indices: true,
    size: 0,
    query: { terms: { "taskotron.run": runs.map(({ run }) => run) } },
    aggregations: { runs: { terms: { field: "taskotron.run", size: runs.length } } },
  });
  return new Map(answer.aggregations?.runs.buckets.map(({ key, doc_count: count }) => [key, count]));
};
