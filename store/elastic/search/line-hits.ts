import type { Hit } from "../../../model/hit.ts";
import { planTrigrams } from "../../log/plan.ts";
import type { LineQuery } from "../../query/near-lines.ts";
import { textAlone } from "../../query/tree.ts";
import { NONE } from "../../query/truths.ts";
import type { RunFields } from "../documents.ts";
import { ALL, type Filter } from "../query/filter.ts";
import type { BlockRef } from "../logs/keys.ts";
import { linePlan } from "../logs/line-grams.ts";
import type { Reading } from "../query/reading.ts";
import { planFilter } from "../query/text.ts";
import { lineHit } from "./hits.ts";
import { lineQueries } from "./line-queries.ts";
import { linesIn } from "./lines.ts";
import type { SearchedLogs } from "./sources.ts";

/** A search in log lines. */
export interface LineSearch {
  /** Passes all blocks with hits. */
  readonly filter: Filter;
  /** For each of these runs that may have some, its hits block by block. */
  readonly hitsIn: (
    runs: readonly RunFields[],
  ) => Promise<ReadonlyMap<string, AsyncIterable<readonly Hit[]>>>;
}

export const lineSearch = (
  reading: Reading & { readonly logs: SearchedLogs },
  asked: LineQuery,
): LineSearch => {
  const plan = planTrigrams(textAlone(asked.query), asked.near);
  const queries = lineQueries(reading, asked.query);
  return {
    filter: plan.kind === "any" ? ALL : planFilter("grams", linePlan(plan)),
    hitsIn: async (runs) => {
      const proposed = await reading.logs.propose(
        plan,
        runs.map(({ run }) => run),
      );
      const likely = runs.filter(({ run }) => (proposed.get(run) ?? []).length > 0);
      const left = await queries(likely);
      return new Map(
        likely
          .map((run) => [run, left.get(run.run) ?? NONE] as const)
          .filter(([, query]) => query.kind !== "none")
          .map(([run, query]) => {
            const refs: readonly BlockRef[] = proposed.get(run.run) ?? [];
            return [run.run, hitsOf(reading.logs, { run, refs }, { query, near: asked.near })];
          }),
      );
    },
  };
};

interface Proposed {
  readonly run: RunFields;
  readonly refs: readonly BlockRef[];
}

async function* hitsOf(
  logs: SearchedLogs,
  { run, refs }: Proposed,
  asked: LineQuery,
): AsyncGenerator<readonly Hit[]> {
  for await (const lines of linesIn({ logs, run: run.run, refs }, asked))
    yield lines.map((line) => lineHit(run, line));
}
