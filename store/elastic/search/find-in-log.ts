import { planTrigrams } from "../../log/plan.ts";
import type { LineQuery } from "../../query/near-lines.ts";
import { textAlone } from "../../query/tree.ts";
import { NONE } from "../../query/truths.ts";
import { turns } from "../../query/turns.ts";
import type { RunFields } from "../documents.ts";
import { startReading } from "../query/reading.ts";
import { lineQueries } from "./line-queries.ts";
import { linesIn, type RunLine } from "./lines.ts";
import type { SearchSources } from "./sources.ts";

interface Wanted extends LineQuery {
  readonly run: RunFields;
  readonly log: string;
  readonly signal: AbortSignal;
}

/** Matching lines of one log, ascending. */
export async function* findInLog(sources: SearchSources, wanted: Wanted): AsyncGenerator<RunLine> {
  const { run, log, query, near, signal } = wanted;
  const { logs } = sources;
  const reading = await startReading(sources);
  const rest = (await lineQueries(reading, query)([run])).get(run.run) ?? NONE;
  const proposed = await logs.propose(planTrigrams(textAlone(rest), near), [run.run]);
  const refs = (proposed.get(run.run) ?? []).filter((ref) => ref.log === log);
  const turn = turns();
  for await (const lines of linesIn({ logs, run: run.run, refs }, { query: rest, near })) {
    if (signal.aborted) return;
    yield* lines;
    await turn();
  }
}
