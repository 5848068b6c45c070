import { simplify } from "../../../model/query/simplify.ts";
import type { Query } from "../../../model/query/ast.ts";
import type { RunLine } from "../logs/logs.ts";
import { linesIn, type LineSource } from "./line-hits.ts";
import { lineQueries } from "./truths.ts";
import { turns } from "./turns.ts";

interface Wanted {
  readonly runKey: number;
  readonly log: string;
  readonly query: Query;
  readonly signal: AbortSignal;
}

/** Matching lines of one log, ascending. Throws `not-found`. */
export async function* findInLog({ reading, logs }: LineSource, wanted: Wanted): AsyncGenerator<RunLine> {
  const { runKey, log, query, signal } = wanted;
  const refs = logs.proposeIn({ runKey, name: log }, null);
  const rest = simplify(lineQueries(reading, query)([runKey]).get(runKey) ?? { kind: "none" });
  const turn = turns();
  for (const lines of linesIn(logs, refs, rest)) {
    if (signal.aborted) return;
    yield* lines;
    await turn();
  }
}
