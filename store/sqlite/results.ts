import { isDeepStrictEqual } from "node:util";
import { AppError } from "../../model/errors.ts";
import type { Finding } from "../../model/finding.ts";
import { LIMITS } from "../../model/limits.ts";
import type { Result, ResultInput } from "../../model/result.ts";
import type { Database } from "./database.ts";
import type { Items } from "./items.ts";
import { Latest } from "./latest.ts";
import type { Names } from "./names.ts";
import { codeOf } from "./outcomes.ts";
import { findingsOf, RESULT_COLUMNS, RESULT_TABLES, type ResultRow, toResult } from "./result-row.ts";
import { type Given, given } from "../record/result-given.ts";
import type { RunRow } from "./run-row.ts";
import { runClosed } from "../record/run-changes.ts";
import { sql } from "./sql.ts";
import { addTotals } from "./totals.ts";

/** The table of results, with all that is kept about them: findings, latest, daily totals, uses of names. */
export class Results {
  readonly #db: Database;
  readonly #names: Names;
  readonly #items: Items;
  readonly #latest: Latest;

  constructor(db: Database, names: Names, items: Items) {
    this.#db = db;
    this.#names = names;
    this.#items = items;
    this.#latest = new Latest(db);
  }

  find(uuid: string, position: number): Result | null {
    const row = this.#db.get<ResultRow>(
      sql`SELECT ${RESULT_COLUMNS} FROM ${RESULT_TABLES}
        WHERE r.run_key = (SELECT run_key FROM run WHERE uuid = ${uuid}) AND r.position = ${position}`,
    );
    return row === undefined ? null : this.full(row);
  }

  full(row: ResultRow): Result {
    return toResult(row, findingsOf(this.#db, row));
  }

  /** Adds those that are new; the others must be what is stored. */
  put(run: RunRow, inputs: readonly ResultInput[], now: number): void {
    const fresh: Given[] = [];
    for (const input of inputs) {
      const result = given(input, now);
      if (this.#isStored(run, result, input.submit_time !== undefined)) continue;
      if (run.state !== "SCHEDULED" && run.state !== "RUNNING") throw runClosed(run.uuid);
      fresh.push(result);
      this.#insert(run, result);
    }
    if (fresh.length === 0) return;
    if (run.results + fresh.length > LIMITS.results)
      throw new AppError("too-large", `a run may have ${LIMITS.results} results`, { limit: LIMITS.results });
    this.#names.writeUses();
    this.#addToRun(run.run_key, fresh);
  }

  #isStored(run: RunRow, result: Given, timeGiven: boolean): boolean {
    const row = this.#db.get<ResultRow>(
      sql`SELECT ${RESULT_COLUMNS} FROM ${RESULT_TABLES} WHERE r.run_key = ${run.run_key}
        AND r.position = ${result.position}`,
    );
    if (row === undefined) return false;
    const there = given(this.full(row), row.submit_time);
    const here = timeGiven ? result : { ...result, submit_time: row.submit_time };
    if (isDeepStrictEqual(there, here)) return true;
    if (run.seal !== null) throw runClosed(run.uuid);
    throw new AppError(
      "result-conflict",
      `run ${run.uuid} has another result at position ${result.position}`,
      { run: run.uuid, position: result.position },
    );
  }

  #insert(run: RunRow, result: Given): void {
    const item = this.#items.keys(result.type, result.item);
    const check = this.#names.key("check", result.check);
    const arch = this.#names.key("arch", result.arch);
    const scenario = this.#names.keyOrNull("scenario", result.scenario);
    const fingerprint = this.#names.keyOrNull("fingerprint", result.fingerprint);
    const outcome = codeOf(result.outcome);
    const latest = this.#latest.add(
      { check_key: check, item_key: item.item_key, arch_key: arch, scenario_key: scenario },
      {
        uuid: run.uuid,
        run_key: run.run_key,
        position: result.position,
        submit_time: result.submit_time,
        outcome,
      },
    );
    const log = this.#names.keyOrNull("log", result.log?.name ?? null);
    this.#db.run(sql`INSERT INTO result VALUES (${run.run_key}, ${result.position}, ${latest}, ${check},
      ${item.item_key}, ${item.package_key}, ${arch}, ${scenario}, ${outcome}, ${result.submit_time},
      ${result.duration_ms}, ${result.note}, ${fingerprint}, ${result.findings.length}, ${log},
      ${result.log?.first_line ?? null}, ${result.log?.last_line ?? null}, ${result.artifact}, ${result.ref_url},
      ${JSON.stringify(result.data)})`);
    result.findings.forEach((finding, at) => this.#insertFinding(run.run_key, result.position, at, finding));
    this.#items.use(item);
    for (const key of [check, arch, scenario, fingerprint, log]) this.#names.use(key);
  }

  #insertFinding(runKey: number, position: number, ordinal: number, finding: Finding): void {
    const severity = this.#names.key("severity", finding.severity);
    const tag = this.#names.keyOrNull("finding", finding.tag);
    this.#db.run(sql`INSERT INTO finding VALUES (${runKey}, ${position}, ${ordinal}, ${severity}, ${tag},
      ${finding.message}, ${finding.subject}, ${finding.line})`);
    this.#names.use(severity);
    this.#names.use(tag);
  }

  #addToRun(runKey: number, results: readonly Given[]): void {
    this.#db.run(sql`UPDATE run SET results = results + ${results.length} WHERE run_key = ${runKey}`);
    addTotals(
      this.#db,
      results.map((result) => ({
        package_key: this.#items.keys(result.type, result.item).package_key,
        check_key: this.#names.key("check", result.check),
        submit_time: result.submit_time,
        outcome: codeOf(result.outcome),
      })),
    );
  }
}
