import { isDeepStrictEqual } from "node:util";
import { isFinal, type RunInput, type Seal } from "../../model/run.ts";
import type { Verdict } from "../../model/verdict.ts";
import type { Database } from "./database.ts";
import type { Items } from "./items.ts";
import type { Names } from "./names.ts";
import { codeOf } from "./outcomes.ts";
import { type RunRow, SELECT_RUN, sourceOf, wishOf } from "./run-row.ts";
import { sql } from "./sql.ts";
import { type Changes, checkIdentity, merged, noRun, runClosed, unchanged } from "../record/run-changes.ts";
import { stored } from "../record/times.ts";

/** The table of runs. */
export class Runs {
  readonly #db: Database;
  readonly #names: Names;
  readonly #items: Items;

  constructor(db: Database, names: Names, items: Items) {
    this.#db = db;
    this.#names = names;
    this.#items = items;
  }

  find(uuid: string): RunRow | undefined {
    return this.#db.get<RunRow>(sql`${SELECT_RUN} WHERE run.uuid = ${uuid}`);
  }

  /** Throws `not-found`. */
  get(uuid: string): RunRow {
    const row = this.find(uuid);
    if (row === undefined) throw noRun(uuid);
    return row;
  }

  put(input: RunInput, now: number): void {
    const row = this.find(input.uuid);
    if (row === undefined) return this.#create(input, now);
    checkIdentity(row, input);
    const before = changesOf(row);
    const after = merged(before, input);
    const changed = !isDeepStrictEqual(before, after);
    if (isFinal(row.state)) {
      if (changed) throw runClosed(row.uuid);
      return;
    }
    if (changed) this.#update(row.run_key, before, after);
    this.hear(row.run_key, now);
  }

  /** Notes that something arrived from the run's runner. */
  hear(runKey: number, now: number): void {
    this.#db.run(sql`UPDATE run SET heard = ${now} WHERE run_key = ${runKey} AND heard < ${now}`);
  }

  /** Writes a runner's last word and what it amounts to. `text` is what a repeated seal is compared with. */
  close(runKey: number, seal: Seal & { readonly text: string }, { outcome, ok }: Verdict): void {
    this.#db.run(sql`UPDATE run SET state = ${seal.state}, finished = ${stored(seal.finished)},
      exit_code = ${seal.exit_code ?? null}, signal = ${seal.signal ?? null}, limit_name = ${seal.limit ?? null},
      fault = ${seal.fault ?? null}, plan = ${seal.plan ?? null},
      problems = ${JSON.stringify(seal.problems ?? [])}, seal = ${seal.text},
      outcome = ${outcome === null ? null : codeOf(outcome)}, ok = ${ok ? 1 : 0}
      WHERE run_key = ${runKey}`);
  }

  #create(input: RunInput, now: number): void {
    const item = this.#items.keys(input.type, input.item);
    const arch = this.#names.key("arch", input.arch);
    const task = this.#names.key("task", input.task);
    const run = merged(unchanged(now), input);
    const runner = this.#names.keyOrNull("runner", run.runner);
    this.#db
      .run(sql`INSERT INTO run (uuid, task_key, item_key, arch_key, state, created, started, attempt, retry_of,
      runner_key, source, wish, generated, heard) VALUES (${input.uuid}, ${task}, ${item.item_key}, ${arch}, ${run.state},
      ${run.created}, ${run.started}, ${run.attempt}, ${run.retry_of}, ${runner}, ${textOf(run.source)}, ${textOf(run.wish)}, ${Number(run.generated)}, ${now})`);
    this.#names.use(task);
    this.#names.use(runner);
    this.#names.writeUses();
  }

  #update(runKey: number, before: Changes, run: Changes): void {
    const runner = this.#names.keyOrNull("runner", run.runner);
    if (run.runner !== before.runner) {
      this.#names.use(runner);
      this.#names.unuse(this.#names.keyOrNull("runner", before.runner));
      this.#names.writeUses();
    }
    this.#db.run(sql`UPDATE run SET state = ${run.state}, created = ${run.created}, started = ${run.started},
      attempt = ${run.attempt}, retry_of = ${run.retry_of}, runner_key = ${runner}, source = ${textOf(run.source)},
      wish = ${textOf(run.wish)}, generated = ${Number(run.generated)} WHERE run_key = ${runKey}`);
  }
}

const changesOf = (row: RunRow): Changes => ({
  state: row.state,
  created: row.created,
  started: row.started,
  attempt: row.attempt,
  retry_of: row.retry_of,
  runner: row.runner,
  source: sourceOf(row),
  wish: wishOf(row),
  generated: row.generated === 1,
});

const textOf = (value: object | null): string | null => value && JSON.stringify(value);
