import type { Hit } from "../../../model/hit.ts";
import type { Query } from "../../../model/query/ast.ts";
import { simplify } from "../../../model/query/simplify.ts";
import { compileText } from "../../log/match/compile.ts";
import type { BlockRef, Logs, RunLine } from "../logs/logs.ts";
import { outcomeOf } from "../outcomes.ts";
import { withoutLineFields } from "../query/tree.ts";
import type { Reading } from "../query/reading.ts";
import { type RunRow, SELECT_RUN } from "../run-row.ts";
import { sql } from "../sql.ts";
import { shown } from "../times.ts";
import { lineTest } from "./line-test.ts";
import { lineQueries } from "./truths.ts";

/** Where lines are looked for. */
export interface LineSource {
  readonly reading: Reading;
  readonly logs: Logs;
}

/** Matching lines of a run's parts, block by block. The text is decided first; number and log of those that pass come after. */
export function* linesIn(logs: Logs, refs: readonly BlockRef[], query: Query): Generator<RunLine[]> {
  const passes = lineTest(query);
  for (const lines of logs.findInRun(refs, compileText(withoutLineFields(query)))) yield lines.filter(passes);
}

/** Hits in the logs of these runs: for each run that may have some, its hits block by block. */
export const lineHits = ({ reading, logs }: LineSource, query: Query) => {
  const queries = lineQueries(reading, query);
  return (runKeys: readonly number[]): ReadonlyMap<number, Iterable<readonly Hit[]>> => {
    const proposed = logs.propose(null, new Set(runKeys));
    const left = queries([...proposed.keys()]);
    return new Map(
      [...proposed].flatMap(([key, refs]) => {
        const rest = simplify(left.get(key) ?? { kind: "none" });
        return rest.kind === "none" ? [] : [[key, hitsOf({ reading, logs }, key, linesIn(logs, refs, rest))]];
      }),
    );
  };
};

function* hitsOf(
  { reading }: LineSource,
  key: number,
  blocks: Iterable<readonly RunLine[]>,
): Generator<Hit[]> {
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
