import type { Hit } from "../../../model/hit.ts";
import { batches } from "../../query/batches.ts";
import { concernsLines } from "../../query/tree.ts";
import { turns } from "../../query/turns.ts";
import type { SearchOptions, Selection } from "../../store.ts";
import { written } from "../query/filter.ts";
import { startReading } from "../query/reading.ts";
import { lineSearch } from "./line-hits.ts";
import { resultSearch } from "./result-hits.ts";
import { type Look, searchedRuns } from "./searched-runs.ts";
import type { SearchSources } from "./sources.ts";

/** Hits of the selection, newest run first; runs are looked at one batch after the other, logs one block after the other. */
export async function* search(
  sources: SearchSources,
  selection: Selection,
  { scope, signal }: SearchOptions,
): AsyncGenerator<Hit> {
  if (signal.aborted) return;
  const reading = { ...(await startReading(sources)), logs: sources.logs };
  const { indices } = reading.elastic;
  const { query, near } = selection.parsed;
  const inResults = scope === "log" ? null : await resultSearch(reading, query, scope);
  const inLogs =
    scope === "log" || (scope === "all" && concernsLines(query))
      ? lineSearch(reading, { query, near })
      : null;
  const looks: Look[] = [
    ...(inResults === null ? [] : [{ index: indices.all("results"), filter: inResults.filter }]),
    ...(inLogs === null ? [] : [{ index: indices.all("blocks"), filter: written(inLogs.filter) }]),
  ];
  const turn = turns();
  for await (const page of searchedRuns(reading, selection, looks))
    for (const runs of batches(page)) {
      if (signal.aborted) return;
      const results = await inResults?.hitsIn(runs);
      const lines = await inLogs?.hitsIn(runs);
      for (const { run } of runs) {
        if (signal.aborted) return;
        yield* results?.get(run) ?? [];
        for await (const hits of lines?.get(run) ?? []) {
          yield* hits;
          await turn();
          if (signal.aborted) return;
        }
      }
    }
}
