import { AppError } from "../../model/errors.ts";
import { isFinal, type RunInput, type Seal, type Source, type Wish } from "../../model/run.ts";
import type { Verdict } from "../../model/verdict.ts";
import type { Database } from "./database.ts";
import type { Items } from "./items.ts";
import type { Names } from "./names.ts";
import { codeOf } from "./outcomes.ts";
import { type RunRow, SELECT_RUN } from "./run-row.ts";
import { sql } from "./sql.ts";
import { stored } from "../record/times.ts";

/** What a `RunInput` may change in a run. */
interface Changes {
  readonly state: string;
  readonly created: number;
  readonly started: number | null;
  readonly attempt: number;
  readonly retry_of: string | null;
  readonly runner: string | null;
  readonly source: string | null;
  readonly wish: string | null;
  readonly generated: number;
}

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
    if (row === undefined) throw new AppError("not-found", `there is no run ${uuid}`, { run: uuid });
    return row;
  }

  put(input: RunInput, now: number): void {
    const row = this.find(input.uuid);
    if (row === undefined) return this.#create(input, now);
    const differing = (["task", "item", "type", "arch"] as const).find(
      (field) => row[field] !== input[field].toWellFormed(),
    );
    if (differing !== undefined) throw runConflict(row, differing, input[differing]);
    const before = changesOf(row);
    const after = merged(before, input);
    const changed = (Object.keys(after) as (keyof Changes)[]).some((field) => after[field] !== before[field]);
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
    const fresh = { state: "SCHEDULED", created: now, started: null, attempt: 1 };
    const run = merged(
      { ...fresh, retry_of: null, runner: null, source: null, wish: null, generated: 0 },
      input,
    );
    const runner = this.#names.keyOrNull("runner", run.runner);
    this.#db
      .run(sql`INSERT INTO run (uuid, task_key, item_key, arch_key, state, created, started, attempt, retry_of,
      runner_key, source, wish, generated, heard) VALUES (${input.uuid}, ${task}, ${item.item_key}, ${arch}, ${run.state},
      ${run.created}, ${run.started}, ${run.attempt}, ${run.retry_of}, ${runner}, ${run.source}, ${run.wish}, ${run.generated}, ${now})`);
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
      attempt = ${run.attempt}, retry_of = ${run.retry_of}, runner_key = ${runner}, source = ${run.source},
      wish = ${run.wish}, generated = ${run.generated} WHERE run_key = ${runKey}`);
  }
}

const changesOf = (row: RunRow): Changes => ({
  state: row.state,
  created: row.created,
  started: row.started,
  attempt: row.attempt,
  retry_of: row.retry_of,
  runner: row.runner,
  source: row.source,
  wish: row.wish,
  generated: row.generated,
});

/** A state never goes back: a late repeat of the wish does not undo the start. */
const merged = (before: Changes, input: RunInput): Changes => ({
  state: before.state === "SCHEDULED" ? (input.state ?? before.state) : before.state,
  created: input.created === undefined ? before.created : stored(input.created),
  started: input.started === undefined ? before.started : stored(input.started),
  attempt: input.attempt ?? before.attempt,
  retry_of: input.retry_of === undefined ? before.retry_of : input.retry_of,
  runner: input.runner === undefined ? before.runner : (input.runner?.toWellFormed() ?? null),
  source: input.source === undefined ? before.source : sourceText(input.source),
  wish: input.wish === undefined ? before.wish : wishText(input.wish),
  generated: input.generated === undefined ? before.generated : Number(input.generated),
});

/** Its fields in one order, so that equal sources are equal texts. */
const sourceText = (source: Source | null): string | null =>
  source && JSON.stringify({ url: source.url, commit: source.commit, dirty: source.dirty });

const wishText = (wish: Wish | null): string | null =>
  wish && JSON.stringify({ task: wish.task, priority: wish.priority, not_before: wish.not_before });

const runConflict = (row: RunRow, field: "task" | "item" | "type" | "arch", given: string): AppError =>
  new AppError("run-conflict", `run ${row.uuid} has ${field} "${row[field]}", "${given}" was given`, {
    field,
  });

export const runClosed = (uuid: string): AppError =>
  new AppError("run-closed", `run ${uuid} is sealed and takes no more`, { run: uuid });
