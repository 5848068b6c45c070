import type { Outcome } from "../../model/outcome.ts";
import type { ResultInput } from "../../model/result.ts";
import type { Class } from "../../model/retention.ts";
import { isFinal, type Run, type RunInput, type Seal } from "../../model/run.ts";
import { verdict } from "../../model/verdict.ts";
import { stored } from "../record/times.ts";
import type { LogPlace } from "../store.ts";
import type { Artifacts } from "./artifacts/artifacts.ts";
import type { Database } from "./database.ts";
import type { Logs } from "./logs/logs.ts";
import { outcomeOf } from "./outcomes.ts";
import { expire } from "./retention/expire.ts";
import type { Results } from "./results.ts";
import { type RunRow, toRun } from "./run-row.ts";
import type { Runs } from "./runs.ts";
import { runClosed } from "../record/run-changes.ts";
import { sealText } from "../record/seal.ts";
import { sql } from "./sql.ts";

interface Tables {
  readonly db: Database;
  readonly runs: Runs;
  readonly results: Results;
  readonly logs: Logs;
  readonly artifacts: Artifacts;
  readonly now: () => number;
}

/** The writes of the store; each runs inside a transaction that the caller opened. */
export class Writer {
  readonly #tables: Tables;

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  putRun(input: RunInput): Run {
    const { runs, now } = this.#tables;
    runs.put(input, now());
    return this.#shown(runs.get(input.uuid));
  }

  appendLog({ run, log, offset }: LogPlace, bytes: Uint8Array): number {
    const { runs, logs, now } = this.#tables;
    const row = runs.get(run);
    const name = log;
    const isKnown = logs.list(row.run_key).some((known) => known.name === name);
    if (isFinal(row.state) && !isKnown) throw runClosed(run);
    const next = logs.append({ runKey: row.run_key, name, offset }, bytes);
    if (!isFinal(row.state)) runs.hear(row.run_key, now());
    return next;
  }

  putResults(run: string, inputs: readonly ResultInput[]): void {
    const { runs, results, now } = this.#tables;
    const row = runs.get(run);
    results.put(row, inputs, now());
    if (!isFinal(row.state)) runs.hear(row.run_key, now());
  }

  sealRun(run: string, seal: Seal): Run {
    const { runs, logs, artifacts, now } = this.#tables;
    const row = runs.get(run);
    const text = sealText(seal);
    if (isFinal(row.state)) {
      if (row.seal !== text) throw runClosed(run);
      return this.#shown(row);
    }
    logs.verifyAndClose(row.run_key, seal.logs);
    artifacts.verifyAndClose(row.run_key, seal.artifacts);
    runs.hear(row.run_key, now());
    runs.close(row.run_key, { ...seal, text }, verdict(seal, this.#outcomes(row.run_key)));
    return this.#shown(runs.get(run));
  }

  pinRun(run: string, pinned: boolean): Run {
    const { db, runs } = this.#tables;
    db.run(sql`UPDATE run SET pinned = ${Number(pinned)} WHERE run_key = ${runs.get(run).run_key}`);
    return this.#shown(runs.get(run));
  }

  expire(what: Class, before: string, limit: number): number {
    return expire(this.#tables, what, { before: stored(before), limit });
  }

  /** Null when there is no such run. */
  shownRun(run: string): Run | null {
    const row = this.#tables.runs.find(run);
    return row === undefined ? null : this.#shown(row);
  }

  #shown(row: RunRow): Run {
    const { logs, artifacts } = this.#tables;
    return toRun(row, logs.list(row.run_key), artifacts.list(row.run_key));
  }

  #outcomes(runKey: number): Outcome[] {
    return this.#tables.db
      .all<{ outcome: number }>(sql`SELECT outcome FROM result WHERE run_key = ${runKey}`)
      .map(({ outcome }) => outcomeOf(outcome));
  }
}
