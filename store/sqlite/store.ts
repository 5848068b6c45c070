import type { Artifact } from "../../model/artifact.ts";
import { AppError } from "../../model/errors.ts";
import type { Hit } from "../../model/hit.ts";
import type { Page } from "../../model/page.ts";
import type { FieldRef } from "../../model/query/ast.ts";
import type { Parsed } from "../../model/query/parsed.ts";
import type { Result, ResultInput } from "../../model/result.ts";
import type { Class } from "../../model/retention.ts";
import type { Log, Run, RunInput, Seal } from "../../model/run.ts";
import type {
  ArtifactPlace,
  CountKey,
  CountRow,
  LogPlace,
  Paging,
  SearchOptions,
  Selection,
  Store,
  Suggestion,
} from "../store.ts";
import { Artifacts } from "./artifacts/artifacts.ts";
import { putArtifact } from "./artifacts/put.ts";
import { SqliteAudit } from "./audit/audit.ts";
import { Commits } from "./commits.ts";
import { countRuns } from "./count-runs.ts";
import { count } from "./count.ts";
import type { Database } from "./database.ts";
import { failure, guarded, guardedEach } from "./failure.ts";
import { Items } from "./items.ts";
import { listPage } from "./list.ts";
import { RESULT_LIST, RUN_LIST } from "./lists.ts";
import { Logs } from "./logs/logs.ts";
import { Names } from "./names.ts";
import { type Reading, readings } from "./query/reading.ts";
import { Results } from "./results.ts";
import { refuseExpired } from "./retention/expired.ts";
import { refuseFull } from "./room.ts";
import { Runs } from "./runs.ts";
import { sql } from "./sql.ts";
import { findInLog } from "./search/find-in-log.ts";
import { search } from "./search/search.ts";
import { suggest } from "./suggest.ts";
import { SqliteTokens } from "./tokens/tokens.ts";
import { Writer } from "./writer.ts";

/** The embedded store: one SQLite file. Other processes may read and write it at the same time. */
export class SqliteStore implements Store {
  readonly tokens: SqliteTokens;
  readonly audit: SqliteAudit;
  readonly #db: Database;
  readonly #commits: Commits;
  readonly #runs: Runs;
  readonly #results: Results;
  readonly #logs: Logs;
  readonly #artifacts: Artifacts;
  readonly #names: Names;
  readonly #writer: Writer;
  readonly #reading: () => Reading;

  constructor(db: Database, now: () => number) {
    const names = new Names(db);
    const items = new Items(db, names);
    this.#db = db;
    this.#names = names;
    this.#logs = new Logs(db.raw);
    this.#runs = new Runs(db, names, items);
    this.#results = new Results(db, names, items);
    this.#artifacts = new Artifacts(db, this.#runs, now);
    this.#writer = new Writer({
      db,
      runs: this.#runs,
      results: this.#results,
      logs: this.#logs,
      artifacts: this.#artifacts,
      now,
    });
    this.#commits = new Commits(db, () => {
      for (const memory of [names, items, this.#logs]) memory.forget();
    });
    this.tokens = new SqliteTokens(db, this.#commits);
    this.audit = new SqliteAudit(db, this.#commits, now);
    this.#reading = readings(db, now);
  }

  putRun(input: RunInput): Promise<Run> {
    return this.#commits.write(() => this.#writer.putRun(input));
  }

  appendLog(place: LogPlace, bytes: Uint8Array): Promise<number> {
    return this.#commits.write(() => this.#writer.appendLog(place, bytes));
  }

  putResults(run: string, results: readonly ResultInput[]): Promise<void> {
    return this.#commits.write(() => this.#writer.putResults(run, results));
  }

  putArtifact(place: ArtifactPlace, content: AsyncIterable<Uint8Array>): Promise<Artifact> {
    return putArtifact(this.#artifacts, (work) => this.#commits.write(work), { place, content });
  }

  sealRun(run: string, seal: Seal): Promise<Run> {
    return this.#commits.write(() => this.#writer.sealRun(run, seal));
  }

  pinRun(run: string, pinned: boolean): Promise<Run> {
    return this.#commits.write(() => this.#writer.pinRun(run, pinned));
  }

  expire(what: Class, before: string, limit: number): Promise<number> {
    return this.#commits.write(() => this.#writer.expire(what, before, limit));
  }

  async getRun(run: string): Promise<Run | null> {
    return guarded(() => this.#writer.shownRun(run));
  }

  async findRuns(selection: Selection, paging: Paging): Promise<Page<Run>> {
    return this.#read(async (reading) => {
      const { rows, next, total } = await listPage(reading, RUN_LIST, { selection, paging });
      const runs = rows.map((row) => this.#writer.shownRun(row.run)).filter((run) => run !== null);
      return { data: runs, next, total };
    });
  }

  async getResult(run: string, position: number): Promise<Result | null> {
    return guarded(() => this.#results.find(run, position));
  }

  async findResults(selection: Selection, paging: Paging): Promise<Page<Result>> {
    return this.#read(async (reading) => {
      const { rows, next, total } = await listPage(reading, RESULT_LIST, { selection, paging });
      const results = rows.map((row) => this.#results.find(row.run, row.position));
      return { data: results.filter((result) => result !== null), next, total };
    });
  }

  async *search(selection: Selection, options: SearchOptions): AsyncIterable<Hit> {
    using reading = this.#reading();
    yield* guardedEach(search({ reading, logs: this.#logs }, selection, options));
  }

  async readLines(run: string, log: string, first: number, count: number) {
    return guarded(() => {
      const { row, known } = this.#log(run, log);
      return { log: known, lines: [...this.#logs.readLines({ runKey: row, name: log }, first, count)] };
    });
  }

  async *readBytes(run: string, log: string, start: number, end: number): AsyncIterable<Uint8Array> {
    const { row } = guarded(() => this.#log(run, log));
    yield* this.#logs.readBytes({ runKey: row, name: log }, start, end);
  }

  readArtifact(run: string, path: string, start: number, end: number): AsyncIterable<Uint8Array> {
    return guardedEach(this.#artifacts.read(run, path, start, end));
  }

  async *findInLog(
    run: string,
    log: string,
    { query, near }: Parsed,
    signal: AbortSignal,
  ): ReturnType<Store["findInLog"]> {
    using reading = this.#reading();
    const { row } = guarded(() => this.#log(run, log));
    yield* guardedEach(findInLog({ reading, logs: this.#logs }, { runKey: row, log, query, near, signal }));
  }

  async count(selection: Selection, by: readonly CountKey[], latest: boolean): Promise<readonly CountRow[]> {
    return this.#read((reading) => count(reading, this.#names, { selection, by, latest }));
  }

  async countRuns(selection: Selection): Promise<{ readonly runs: number; readonly failed: number }> {
    return this.#read((reading) => countRuns(reading, selection));
  }

  async suggest(field: FieldRef, prefix: string, limit: number): Promise<readonly Suggestion[]> {
    return guarded(() => suggest(this.#db, field, { prefix, limit }));
  }

  async checkWritable(): Promise<void> {
    guarded(() => refuseFull(this.#db.raw));
    await this.#commits.write(() => void this.#db.run(sql`UPDATE probe SET at = at + 1`));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#commits.flush();
    guarded(() => this.#db.close());
  }

  #log(run: string, log: string): { readonly row: number; readonly known: Log } {
    const row = this.#runs.get(run);
    const known = this.#logs.list(row.run_key).find(({ name }) => name === log);
    if (known === undefined) throw new AppError("not-found", `run ${run} has no log ${log}`, { run, log });
    refuseExpired(row);
    return { row: row.run_key, known };
  }

  async #read<T>(work: (reading: Reading) => Promise<T>): Promise<T> {
    using reading = guarded(this.#reading);
    try {
      return await work(reading);
    } catch (error) {
      throw failure(error);
    }
  }
}
