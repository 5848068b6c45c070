import type { Hit } from "../../../model/hit.ts";
import { planTrigrams } from "../../log/plan.ts";
import type { Logs, RunLine } from "../logs/logs.ts";
import { outcomeOf } from "../outcomes.ts";
import { textAlone } from "../../query/tree.ts";
import type { Reading } from "../query/reading.ts";
import { type RunRow, SELECT_RUN } from "../run-row.ts";
import { sql } from "../sql.ts";
import { shown } from "../../record/times.ts";
import type { LineQuery } from "../../query/near-lines.ts";
import { NONE } from "../../query/truths.ts";
import { lineQueries } from "./line-queries.ts";
import { linesIn } from "./lines.ts";

/** Where lines are looked for. */
export interface LineSource {
  readonly reading: Reading;
  readonly logs: Logs;
}

/** Blocks proposed at once for the whole store, or for each batch of runs where the text requires no trigram. */
const proposals = (logs: Logs, { query, near }: LineQuery) => {
  const plan = planTrigrams(textAlone(query), near);
  if (plan.kind === "any") return (keys: readonly number[]) => logs.propose(plan, new Set(keys));
  const all = logs.propose(plan, null);
  return (keys: readonly number[]) =>
    new Map(keys.map((key) => [key, all.get(key) ?? []] as const).filter(([, refs]) => refs.length > 0));
};

/** Hits in the logs of these runs: for each run that may have some, its hits block by block. */
export const lineHits = ({ reading, logs }: LineSource, asked: LineQuery) => {
  const queries = lineQueries(reading, asked.query);
  const propose = proposals(logs, asked);
  return (runKeys: readonly number[]): ReadonlyMap<number, Iterable<readonly Hit[]>> => {
    const proposed = propose(runKeys);
    const left = queries([...proposed.keys()]);
    return new Map(
      [...proposed].flatMap(([runKey, refs]) => {
        const query = left.get(runKey) ?? NONE;
        if (query.kind === "none") return [];
        const lines = linesIn({ logs, runKey, refs }, { query, near: asked.near });
        return [[runKey, hitsOf(reading, runKey, lines)]];
      }),
    );
  };
};

function* hitsOf(reading: Reading, key: number, blocks: Iterable<readonly RunLine[]>): Generator<Hit[]> {
  let run: RunRow | undefined;
  for (const lines of blocks) {
    if (lines.length > 0) run ??= reading.db.get<RunRow>(sql`${SELECT_RUN} WHERE run_key = ${key}`);
    yield lines.flatMap((line) => (run === undefined ? [] : [toHit(run, line)]));
  }
}

const toHit = (run: RunRow, { log, line, text, highlights }: RunLine): Hit => ({
  kind: "log",
  run: run.uuid,
  position: null,
  log,
  line,
  text,
  highlights: highlights.map(([start, end]) => [start, end]),
  package: run.package,
  item: run.item,
  check: run.task,
  arch: run.arch,
  outcome: run.outcome === null ? null : outcomeOf(run.outcome),
  started: shown(run.begin),
  generated: run.generated === 1,
});
