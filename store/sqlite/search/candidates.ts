import type { Selection } from "../../store.ts";
import { someResult, within } from "../lists.ts";
import type { Reading } from "../query/reading.ts";
import { batches } from "../../query/batches.ts";
import { ofRunsAlone } from "../../query/tree.ts";
import { type Sql, sql } from "../sql.ts";

/** A run that hits may be found in. */
export interface Candidate {
  readonly run_key: number;
  readonly uuid: string;
  readonly begin: number;
  readonly results: number;
}

const RUNS = 200;

/** Runs that no condition on fields rules out, newest first, in batches that are read at once. */
export function* candidates(reading: Reading, { parsed, window }: Selection): Generator<Candidate[]> {
  const open = ofRunsAlone(parsed.query);
  // A result may meet a negated condition that its run, by its own item, does not.
  const some = sql`(${reading.where("runs", open)} OR ${reading.where("results", open)})`;
  const where = sql`${within(sql`run.begin`, window)} AND ${open.kind === "all" ? sql`1` : someResult(some)}`;
  let after: Sql = sql`1`;
  for (;;) {
    const runs = reading.db.all<Candidate>(sql`SELECT run_key, uuid, begin, results FROM run
      WHERE ${where} AND ${after} ORDER BY begin DESC, uuid DESC LIMIT ${RUNS}`);
    const last = runs.at(-1);
    if (last === undefined) return;
    yield* batches(runs);
    after = sql`(begin <= ${last.begin} AND (begin, uuid) < (${last.begin}, ${last.uuid}))`;
  }
}
