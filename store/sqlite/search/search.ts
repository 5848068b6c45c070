import type { Hit } from "../../../model/hit.ts";
import type { SearchOptions, Selection } from "../../store.ts";
import { concernsLines } from "../../query/tree.ts";
import { candidates } from "./candidates.ts";
import { lineHits, type LineSource } from "./line-hits.ts";
import { resultHits } from "./result-hits.ts";
import { turns } from "../../query/turns.ts";

/** Hits of the selection, newest run first; runs are looked at one batch after the other, logs one block after the other. */
export async function* search(
  source: LineSource,
  selection: Selection,
  { scope, signal }: SearchOptions,
): AsyncGenerator<Hit> {
  const { query, near } = selection.parsed;
  const inResults = scope === "log" ? null : resultHits(source.reading, query, scope);
  const inLogs =
    scope === "log" || (scope === "all" && concernsLines(query)) ? lineHits(source, { query, near }) : null;
  const turn = turns();
  for (const runs of candidates(source.reading, selection)) {
    const results = inResults?.(runs);
    const lines = inLogs?.(runs.map((run) => run.run_key));
    for (const { run_key: key } of runs) {
      if (signal.aborted) return;
      yield* results?.get(key) ?? [];
      for (const hits of lines?.get(key) ?? []) {
        yield* hits;
        await turn();
        if (signal.aborted) return;
      }
    }
    await turn();
  }
}
