import type { Database } from "./database.ts";
import { isOk, isRated } from "../../model/outcome.ts";
import { codesWhere } from "./outcomes.ts";
import { listOf, type Sql, sql, TRUE } from "./sql.ts";

/** Computes all that is kept about results anew from the results: latest, daily totals, uses of names, results per run.
    Runs in one transaction; what it finds is what was there, unless a fault had made them differ. */
export const rebuild = (db: Database): void => {
  db.raw.exec("BEGIN IMMEDIATE");
  try {
    recompute(db);
    db.raw.exec("COMMIT");
  } catch (error) {
    if (db.raw.isTransaction) db.raw.exec("ROLLBACK");
    throw error;
  }
};

/** As `rebuild`, inside of the caller's transaction. */
export const recompute = (db: Database): void => {
  for (const statement of [...totals(), ...latest(TRUE), ...uses(), RESULTS_OF_RUNS]) db.run(statement);
};

/** Computes some rows of `latest` anew; those without a result must be gone already. */
export const recomputeLatest = (db: Database, latestKeys: readonly number[]): void => {
  for (const statement of latest(sql`r.latest_key IN (${listOf(latestKeys)})`)) db.run(statement);
};

const DAY_OF = sql`(submit_time + 86400000000000) / 86400000 - 1000000`;

const totals = (): Sql[] => [
  sql`DELETE FROM package_day`,
  sql`INSERT INTO package_day ${daily(sql`package_key`, sql`package_day_gone`)}`,
  sql`DELETE FROM check_day`,
  sql`INSERT INTO check_day ${daily(sql`check_key`, sql`check_day_gone`)}`,
];

const daily = (key: Sql, gone: Sql): Sql =>
  sql`SELECT ${key}, day, outcome, sum(n), max(last) FROM (
      SELECT ${key}, ${DAY_OF} AS day, outcome, 1 AS n, submit_time AS last FROM result
      UNION ALL SELECT ${key}, day, outcome, n, last FROM ${gone})
    GROUP BY 1, 2, 3`;

const RATED = listOf(codesWhere(isRated));
const OK = listOf(codesWhere(isOk));
const NEWEST_FIRST = sql`PARTITION BY latest_key ORDER BY submit_time DESC, uuid DESC, position DESC`;

const latest = (which: Sql): Sql[] => [
  sql`UPDATE latest SET run_key = n.run_key, position = n.position, submit_time = n.submit_time, outcome = n.outcome,
    previous = n.previous, rated = NULL, flips = 0
    FROM (SELECT r.*, lead(r.outcome) OVER newest AS previous, row_number() OVER newest AS place
      FROM result r JOIN run USING (run_key) WHERE ${which} WINDOW newest AS (${NEWEST_FIRST})) n
    WHERE n.latest_key = latest.latest_key AND n.place = 1`,
  sql`UPDATE latest SET rated = t.outcome, flips = t.flips
    FROM (SELECT latest_key, outcome, place, coalesce(sum(turned) OVER (PARTITION BY latest_key), 0) AS flips
      FROM (SELECT latest_key, r.outcome, row_number() OVER newest AS place,
          (r.outcome IN (${OK})) <> (lead(r.outcome) OVER newest IN (${OK})) AS turned
        FROM result r JOIN run USING (run_key) WHERE r.outcome IN (${RATED}) AND ${which}
        WINDOW newest AS (${NEWEST_FIRST}))) t
    WHERE t.latest_key = latest.latest_key AND t.place = 1`,
];

const OF_RESULT = [sql`check_key`, sql`arch_key`, sql`scenario_key`, sql`fingerprint_key`, sql`log_key`];
const OF_ITEM = [
  sql`type_key`,
  sql`name_key`,
  sql`item.package_key`,
  sql`version_key`,
  sql`release_key`,
  sql`dist_key`,
  sql`nvr_key`,
];

/** Whose uses of names are counted: all rows, or those of some runs. */
type Which = (table: Sql) => Sql;

const ALL_ROWS: Which = () => TRUE;

const uses = (): Sql[] => [
  sql`UPDATE name SET uses = 0`,
  ...findingUses(ALL_ROWS, sql`+`),
  ...resultUses(ALL_ROWS, sql`+`),
  ...runUses(ALL_ROWS, sql`+`),
];

/** Takes back the uses of names by the findings of some runs, before they are removed. */
export const unuseFindings = (db: Database, which: Which): void => {
  for (const statement of findingUses(which, sql`-`)) db.run(statement);
};

/** Takes back the uses of names by some runs and their results, before they are removed. */
export const unuseRuns = (db: Database, which: Which): void => {
  for (const statement of [...resultUses(which, sql`-`), ...runUses(which, sql`-`)]) db.run(statement);
};

const resultUses = (which: Which, sign: Sql): Sql[] => {
  const where = sql`WHERE ${which(sql`result`)}`;
  return [
    ...OF_RESULT.map((column) => changed(column, sql`result ${where}`, sign)),
    ...OF_ITEM.map((column) => changed(column, sql`result JOIN item USING (item_key) ${where}`, sign)),
  ];
};

const findingUses = (which: Which, sign: Sql): Sql[] =>
  [sql`severity_key`, sql`tag_key`].map((column) =>
    changed(column, sql`finding WHERE ${which(sql`finding`)}`, sign),
  );

const runUses = (which: Which, sign: Sql): Sql[] =>
  [sql`task_key`, sql`runner_key`].map((column) => changed(column, sql`run WHERE ${which(sql`run`)}`, sign));

const changed = (column: Sql, rows: Sql, sign: Sql): Sql =>
  sql`UPDATE name SET uses = uses ${sign} u.n FROM (SELECT ${column} AS key, count(*) AS n FROM ${rows} GROUP BY 1) u
    WHERE u.key = name.key`;

const RESULTS_OF_RUNS = sql`UPDATE run SET results = (SELECT count(*) FROM result WHERE result.run_key = run.run_key)`;
