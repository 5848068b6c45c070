import { isFinal } from "../../../model/run.ts";
import type { Selection } from "../../store.ts";
import type { RunFields } from "../documents.ts";
import { candidates } from "../query/candidates.ts";
import type { Dsl } from "../query/filter.ts";
import { type Reading, type Sources, startReading } from "../query/reading.ts";
import { selectedRuns } from "../query/selected.ts";

interface RunCounts {
  readonly runs: number;
  readonly failed: number;
}

/** Runs in the selection, and those that are sealed and not ok. */
export const countRuns = async (sources: Sources, selection: Selection): Promise<RunCounts> => {
  const reading = await startReading(sources);
  const { index, filter, pick } = await selectedRuns(reading, selection);
  if (pick === null) return counted(reading, index, filter);
  let [runs, failed] = [0, 0];
  const walk = { index, filter, time: "begin", order: "newest", after: null } as const;
  for await (const page of candidates<RunFields>(reading.elastic, walk)) {
    const picked = await pick(page);
    runs += picked.length;
    failed += picked.filter(({ state, ok }) => isFinal(state) && !ok).length;
  }
  return { runs, failed };
};

const FAILED: Dsl = {
  bool: {
    filter: [{ term: { "taskotron.ok": false } }],
    must_not: [{ terms: { "taskotron.state": ["SCHEDULED", "RUNNING"] } }],
  },
};

const counted = async ({ elastic }: Reading, index: string, query: Dsl): Promise<RunCounts> => {
  const { hits, aggregations } = await elastic.client.search<
    never,
    { readonly failed: { readonly doc_count: number } }
  >({
    index,
    ignore_unavailable: true,
    size: 0,
    track_total_hits: true,
    query,
    aggregations: { failed: { filter: FAILED } },
  });
  return {
    runs: typeof hits.total === "object" ? hits.total.value : 0,
    failed: aggregations?.failed.doc_count ?? 0,
  };
};
