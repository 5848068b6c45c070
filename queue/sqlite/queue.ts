import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Job, JobRow, JobState, Lease, Queue } from "../queue.ts";
import { openDatabase } from "./database.ts";
import { STATEMENTS } from "./statements.ts";

/** A queue in one SQLite file that several processes may use. */
// imported only when it is chosen
// ts-unused-exports:disable-next-line
export const openSqliteQueue = (folder: string, now: () => number): Queue =>
  new SqliteQueue(openDatabase(folder), now);

type Row = Omit<JobRow, "state"> & { readonly state: JobState; readonly token: number };

class SqliteQueue implements Queue {
  readonly #db: DatabaseSync;
  readonly #now: () => number;
  readonly #statements: Readonly<Record<keyof typeof STATEMENTS, StatementSync>>;

  constructor(db: DatabaseSync, now: () => number) {
    this.#db = db;
    this.#now = now;
    this.#statements = Object.fromEntries(
      Object.entries(STATEMENTS).map(([name, text]) => [name, db.prepare(text)]),
    ) as Record<keyof typeof STATEMENTS, StatementSync>;
  }

  async add({ uuid, task, item, type, arch, attempt, retry_of, priority, created }: Job): Promise<boolean> {
    const values = [uuid, task, item, type, arch, attempt, retry_of, priority, created];
    return this.#statements.add.run(...values).changes === 1;
  }

  async lease(worker: string, lease_ms: number): Promise<Lease | null> {
    const row = this.#statements.lease.get(worker, this.#now() + lease_ms) as Row | undefined;
    return row === undefined ? null : toLease(row);
  }

  async renew({ job, token }: Lease, lease_ms: number): Promise<boolean> {
    return this.#statements.renew.run(this.#now() + lease_ms, job.uuid, token).changes === 1;
  }

  async finish({ job, token }: Lease): Promise<boolean> {
    return this.#statements.finish.run(job.uuid, token).changes === 1;
  }

  async takeOver(
    lostWorkers: readonly string[],
    worker: string,
    lease_ms: number,
  ): Promise<readonly Lease[]> {
    const now = this.#now();
    const rows = this.#statements.takeOver.all(worker, now + lease_ms, now, JSON.stringify(lostWorkers));
    return (rows as unknown as Row[]).map(toLease);
  }

  async cancel(uuid: string): Promise<boolean> {
    return this.#statements.cancel.run(uuid).changes === 1;
  }

  async get(uuid: string): Promise<JobRow | null> {
    const row = this.#statements.get.get(uuid) as Row | undefined;
    return row === undefined ? null : toJobRow(row);
  }

  async list(limit: number): Promise<readonly JobRow[]> {
    return (this.#statements.list.all(limit) as unknown as Row[]).map(toJobRow);
  }

  async counts(): Promise<Readonly<Record<JobState, number>>> {
    const rows = this.#statements.counts.all() as unknown as {
      readonly state: JobState;
      readonly n: number;
    }[];
    return {
      waiting: 0,
      leased: 0,
      done: 0,
      cancelled: 0,
      ...Object.fromEntries(rows.map(({ state, n }) => [state, n])),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#db.close();
  }
}

const toLease = (row: Row): Lease => ({ job: toJob(row), token: row.token });

const toJob = ({ uuid, task, item, type, arch, attempt, retry_of, priority, created }: Row): Job => ({
  uuid,
  task,
  item,
  type,
  arch,
  attempt,
  retry_of,
  priority,
  created,
});

const toJobRow = (row: Row): JobRow => ({ ...toJob(row), state: row.state, worker: row.worker });
