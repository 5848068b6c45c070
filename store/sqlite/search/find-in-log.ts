import { planTrigrams } from "../../log/plan.ts";
import type { RunLine } from "../logs/logs.ts";
import { textAlone } from "../../query/tree.ts";
import type { LineSource } from "./line-hits.ts";
import type { LineQuery } from "../../query/near-lines.ts";
import { NONE } from "../../query/truths.ts";
import { lineQueries } from "./line-queries.ts";
import { linesIn } from "./lines.ts";
import { turns } from "../../query/turns.ts";

interface Wanted extends LineQuery {
  readonly runKey: number;
  readonly log: string;
  readonly signal: AbortSignal;
}

/** Matching lines of one log, ascending. Throws `not-found`. */
export async function* findInLog({ reading, logs }: LineSource, wanted: Wanted): AsyncGenerator<RunLine> {
  const { runKey, log, query, near, signal } = wanted;
  const rest = lineQueries(reading, query)([runKey]).get(runKey) ?? NONE;
  const refs = logs.proposeIn({ runKey, name: log }, planTrigrams(textAlone(rest), near));
  const turn = turns();
  for (const lines of linesIn({ logs, runKey, refs }, { query: rest, near })) {
    if (signal.aborted) return;
    yield* lines;
    await turn();
  }
}
