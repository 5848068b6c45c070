import type { DatabaseSync, StatementSync } from "node:sqlite";
import { LIMITS } from "../../model/limits.ts";
import { fromTime } from "../../model/time.ts";
import { type Job, jobFields } from "../../model/job.ts";
import type { Repeat } from "../../model/repeat.ts";
import type { JobRow, JobState, Lease, Queue } from "../queue.ts";
import { openDatabase } from "./database.ts";
import { whenFree } from "./failure.ts";
import { STATEMENTS } from "./statements.ts";

/** A queue in one SQLite file that several processes may use. */
// imported only when it is chosen
// ts-unused-exports:disable-next-line
export const openSqliteQueue = (folder: string, now: () => number): Queue =>
  new SqliteQueue(openDatabase(folder), now);

type Row = Omit<JobRow, "state"> & {
  readonly state: Exclude<JobState, "delayed">;
  readonly token: number;
  readonly ready: number;
};

type Name = keyof typeof STATEMENTS;

type Values = Readonly<Record<string, string | number | null>>;

class SqliteQueue implements Queue {
  readonly #db: DatabaseSync;
  readonly #now: () => number;
  readonly #statements: Readonly<Record<Name, StatementSync>>;

  constructor(db: DatabaseSync, now: () => number) {
    this.#db = db;
    this.#now = now;
    this.#statements = Object.fromEntries(
      Object.entries(STATEMENTS).map(([name, text]) => [name, db.prepare(text)]),
    ) as Record<Name, StatementSync>;
  }

  async add(job: Job): Promise<boolean> {
    const now = this.#now();
    const ready = job.not_before === null ? now : Math.max(now, fromTime(job.not_before));
    return this.#change("add", { ...jobFields(job), ready });
  }

  async findWaiting(key: string): Promise<string | null> {
    return this.#rows<{ readonly uuid: string }>("findWaiting", { key })[0]?.uuid ?? null;
  }

  async lease(worker: string, lease_ms: number): Promise<Lease | null> {
    const now = this.#now();
    const [row] = this.#rows<Row>("lease", { worker, now, expires: now + lease_ms });
    return row === undefined ? null : toLease(row);
  }

  async renew({ job, token }: Lease, lease_ms: number): Promise<boolean> {
    return this.#change("renew", { expires: this.#now() + lease_ms, uuid: job.uuid, token });
  }

  async finish({ job, token }: Lease): Promise<boolean> {
    return this.#change("finish", { now: this.#now(), uuid: job.uuid, token });
  }

  async takeOver(
    lostWorkers: readonly string[],
    worker: string,
    lease_ms: number,
  ): Promise<readonly Lease[]> {
    const now = this.#now();
    this.#change("forget", { before: now - LIMITS.remembered });
    const lost = JSON.stringify(lostWorkers);
    return this.#rows<Row>("takeOver", { worker, expires: now + lease_ms, now, lost }).map(toLease);
  }

  async cancel(uuid: string): Promise<boolean> {
    return this.#change("cancel", { now: this.#now(), uuid });
  }

  async get(uuid: string): Promise<JobRow | null> {
    const [row] = this.#rows<Row>("get", { uuid });
    return row === undefined ? null : toJobRow(row, this.#now());
  }

  async list(limit: number): Promise<readonly JobRow[]> {
    const now = this.#now();
    return this.#rows<Row>("list", { now, limit }).map((row) => toJobRow(row, now));
  }

  async counts(): Promise<Readonly<Record<JobState, number>>> {
    const rows = this.#rows<{ readonly state: JobState; readonly n: number }>("counts", { now: this.#now() });
    const none = { waiting: 0, delayed: 0, leased: 0, done: 0, cancelled: 0 };
    return { ...none, ...Object.fromEntries(rows.map(({ state, n }) => [state, n])) };
  }

  async putRepeat(repeat: Repeat): Promise<void> {
    this.#change("putRepeat", { name: repeat.name, repeat: JSON.stringify(repeat) });
  }

  async removeRepeat(name: string): Promise<boolean> {
    return this.#change("removeRepeat", { name });
  }

  async repeats(): Promise<readonly Repeat[]> {
    return this.#rows<{ readonly repeat: string }>("repeats", {}).map(
      ({ repeat }) => JSON.parse(repeat) as Repeat,
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#db.close();
  }

  #change(name: Name, values: Values): boolean {
    return whenFree(() => this.#statements[name].run(values).changes) > 0;
  }

  #rows<T>(name: Name, values: Values): T[] {
    return whenFree(() => this.#statements[name].all(values)) as unknown as T[];
  }
}

const toLease = (row: Row): Lease => ({ job: jobFields(row), token: row.token });

const toJobRow = (row: Row, now: number): JobRow => ({
  ...jobFields(row),
  state: row.state === "waiting" && row.ready > now ? "delayed" : row.state,
  worker: row.worker,
});
