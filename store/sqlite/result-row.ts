import type { Finding } from "../../model/finding.ts";
import { isOk } from "../../model/outcome.ts";
import type { Result } from "../../model/result.ts";
import type { Database } from "./database.ts";
import { outcomeOf } from "./outcomes.ts";
import { type Sql, sql } from "./sql.ts";
import { shown } from "../record/times.ts";

/** A result as its table has it, names resolved. */
export interface ResultRow {
  readonly run_key: number;
  readonly uuid: string;
  readonly position: number;
  readonly check: string;
  readonly item: string;
  readonly type: string;
  readonly arch: string;
  readonly scenario: string | null;
  readonly package: string;
  readonly version: string | null;
  readonly release: string | null;
  readonly dist: string | null;
  readonly outcome: number;
  readonly note: string | null;
  readonly data: string;
  readonly findings: number;
  readonly fingerprint: string | null;
  readonly log: string | null;
  readonly first_line: number | null;
  readonly last_line: number | null;
  readonly artifact: string | null;
  readonly ref_url: string | null;
  readonly submit_time: number;
  readonly duration_ms: number | null;
  readonly generated: number;
}

const nameOf = (key: Sql): Sql => sql`(SELECT value FROM name WHERE key = ${key})`;

/** The columns of a `ResultRow`, from `result r`, its run and its item. */
export const RESULT_COLUMNS: Sql = sql`r.*, run.uuid, run.generated,
  ${nameOf(sql`r.check_key`)} AS "check", ${nameOf(sql`r.arch_key`)} AS arch,
  ${nameOf(sql`r.scenario_key`)} AS scenario, ${nameOf(sql`r.package_key`)} AS package,
  ${nameOf(sql`r.fingerprint_key`)} AS fingerprint, ${nameOf(sql`r.log_key`)} AS log,
  ${nameOf(sql`item.name_key`)} AS item, ${nameOf(sql`item.type_key`)} AS type,
  ${nameOf(sql`item.version_key`)} AS version, ${nameOf(sql`item.release_key`)} AS release,
  ${nameOf(sql`item.dist_key`)} AS dist`;

/** Tables of `RESULT_COLUMNS`. */
export const RESULT_TABLES: Sql = sql`result r CROSS JOIN run USING (run_key) CROSS JOIN item
  ON item.item_key = r.item_key`;

export const toResult = (row: ResultRow, findings: readonly Finding[]): Result => {
  const outcome = outcomeOf(row.outcome);
  return {
    id: `${row.uuid}.${row.position}`,
    run: row.uuid,
    position: row.position,
    check: row.check,
    item: row.item,
    type: row.type,
    arch: row.arch,
    scenario: row.scenario,
    package: row.package,
    version: row.version,
    release: row.release,
    dist: row.dist,
    outcome,
    ok: isOk(outcome),
    note: row.note,
    data: JSON.parse(row.data) as Record<string, unknown>,
    findings: [...findings],
    fingerprint: row.fingerprint,
    log:
      row.log === null || row.first_line === null || row.last_line === null
        ? null
        : { name: row.log, first_line: row.first_line, last_line: row.last_line },
    artifact: row.artifact,
    ref_url: row.ref_url,
    submit_time: shown(row.submit_time),
    duration_ms: row.duration_ms,
    generated: row.generated === 1,
  };
};

/** The findings of a result, in the order they were given. */
export const findingsOf = (db: Database, row: ResultRow): Finding[] =>
  row.findings === 0
    ? []
    : db
        .all<Finding>(
          sql`SELECT ${nameOf(sql`severity_key`)} AS severity, ${nameOf(sql`tag_key`)} AS tag, message, subject, line
            FROM finding WHERE run_key = ${row.run_key} AND position = ${row.position} ORDER BY ordinal`,
        )
        .map((finding) => ({ ...finding }));
