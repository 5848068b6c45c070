import type { Database } from "./database.ts";
import { isOk, isRated } from "../../model/outcome.ts";
import { codesWhere } from "./outcomes.ts";
import { listOf, type Sql, sql } from "./sql.ts";

/** Computes all that is kept about results anew from the results: latest, daily totals, uses of names, results per run.
    Runs in one transaction; what it finds is what was there, unless a fault had made them differ. */
export const rebuild = (db: Database): void => {
  db.raw.exec("BEGIN IMMEDIATE");
  try {
    for (const statement of [...totals(), ...latest(), ...uses(), RESULTS_OF_RUNS]) db.run(statement);
    db.raw.exec("COMMIT");
  } catch (error) {
    if (db.raw.isTransaction) db.raw.exec("ROLLBACK");
    throw error;
  }
};

const DAY_OF = sql`(submit_time + 86400000000000) / 86400000 - 1000000`;

const totals = (): Sql[] => [
  sql`DELETE FROM package_day`,
  sql`INSERT INTO package_day SELECT package_key, ${DAY_OF}, outcome, count(*), max(submit_time)
    FROM result GROUP BY 1, 2, 3`,
  sql`DELETE FROM check_day`,
  sql`INSERT INTO check_day SELECT check_key, ${DAY_OF}, outcome, count(*), max(submit_time)
    FROM result GROUP BY 1, 2, 3`,
];

const RATED = listOf(codesWhere(isRated));
const OK = listOf(codesWhere(isOk));
const NEWEST_FIRST = sql`PARTITION BY latest_key ORDER BY submit_time DESC, uuid DESC, position DESC`;

const latest = (): Sql[] => [
  sql`UPDATE latest SET run_key = n.run_key, position = n.position, submit_time = n.submit_time, outcome = n.outcome,
    previous = n.previous, rated = NULL, flips = 0
    FROM (SELECT r.*, lead(r.outcome) OVER newest AS previous, row_number() OVER newest AS place
      FROM result r JOIN run USING (run_key) WINDOW newest AS (${NEWEST_FIRST})) n
    WHERE n.latest_key = latest.latest_key AND n.place = 1`,
  sql`UPDATE latest SET rated = t.outcome, flips = t.flips
    FROM (SELECT latest_key, outcome, place, coalesce(sum(turned) OVER (PARTITION BY latest_key), 0) AS flips
      FROM (SELECT latest_key, r.outcome, row_number() OVER newest AS place,
          (r.outcome IN (${OK})) <> (lead(r.outcome) OVER newest IN (${OK})) AS turned
        FROM result r JOIN run USING (run_key) WHERE r.outcome IN (${RATED}) WINDOW newest AS (${NEWEST_FIRST}))) t
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

const uses = (): Sql[] => [
  sql`UPDATE name SET uses = 0`,
  ...OF_RESULT.map((column) => added(column, sql`result`)),
  ...OF_ITEM.map((column) => added(column, sql`result JOIN item USING (item_key)`)),
  added(sql`severity_key`, sql`finding`),
  added(sql`tag_key`, sql`finding`),
  added(sql`task_key`, sql`run`),
  added(sql`runner_key`, sql`run`),
];

const added = (column: Sql, rows: Sql): Sql =>
  sql`UPDATE name SET uses = uses + u.n FROM (SELECT ${column} AS key, count(*) AS n FROM ${rows} GROUP BY 1) u
    WHERE u.key = name.key`;

const RESULTS_OF_RUNS = sql`UPDATE run SET results = (SELECT count(*) FROM result WHERE result.run_key = run.run_key)`;
