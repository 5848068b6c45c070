import type { Class } from "../../../model/retention.ts";
import type { Artifacts } from "../artifacts/artifacts.ts";
import type { Database } from "../database.ts";
import type { Logs } from "../logs/logs.ts";
import { recomputeLatest, unuseFindings, unuseRuns } from "../rebuild.ts";
import { listOf, type Sql, sql } from "../sql.ts";
import { DAY } from "../../record/times.ts";
import { bitOf } from "./expired.ts";

interface Kept {
  readonly db: Database;
  readonly logs: Logs;
  readonly artifacts: Artifacts;
}

/** Removes what has been kept long enough, of at most `limit` runs that were created before `before`, and answers of how many. Runs inside of the caller's transaction. */
export const expire = (
  kept: Kept,
  what: Class,
  { before, limit }: { readonly before: number; readonly limit: number },
): number => {
  if (what === "totals") return expireTotals(kept.db, before);
  const flag = what === "runs" ? sql`` : sql`AND expired & ${literal(bitOf(what))} = 0`;
  const runs = kept.db
    .all<{ run_key: number }>(
      sql`SELECT run_key FROM run WHERE seal IS NOT NULL AND pinned = 0 ${flag} AND created < ${before}
        ORDER BY created LIMIT ${limit}`,
    )
    .map(({ run_key }) => run_key);
  if (runs.length === 0) return 0;
  if (what === "runs") removeRuns(kept, runs);
  else {
    if (what === "findings") removeFindings(kept.db, runs);
    else for (const run of runs) removeBytes(kept, run);
    kept.db.run(sql`UPDATE run SET expired = expired | ${bitOf(what)} WHERE run_key IN (${listOf(runs)})`);
  }
  return runs.length;
};

// A partial index is used only where its condition stands in the text.
const literal = (bit: number): Sql => (bit === 1 ? sql`1` : sql`2`);

const of =
  (runs: readonly number[]) =>
  (table: Sql): Sql =>
    sql`${table}.run_key IN (${listOf(runs)})`;

const removeBytes = ({ logs, artifacts }: Kept, run: number): void => {
  logs.expire(run);
  artifacts.expire(run);
};

const removeFindings = (db: Database, runs: readonly number[]): void => {
  unuseFindings(db, of(runs));
  db.run(sql`DELETE FROM finding WHERE run_key IN (${listOf(runs)})`);
  db.run(sql`UPDATE result SET findings = 0 WHERE run_key IN (${listOf(runs)})`);
};

const removeRuns = ({ db, logs, artifacts }: Kept, runs: readonly number[]): void => {
  const these = listOf(runs);
  removeFindings(db, runs);
  unuseRuns(db, of(runs));
  keepTotals(db, these);
  const series = db
    .all<{ latest_key: number }>(sql`SELECT DISTINCT latest_key FROM result WHERE run_key IN (${these})`)
    .map(({ latest_key }) => latest_key);
  db.raw.exec("PRAGMA defer_foreign_keys = ON");
  db.run(sql`DELETE FROM result WHERE run_key IN (${these})`);
  db.run(sql`DELETE FROM latest WHERE latest_key IN (${listOf(series)})
    AND NOT EXISTS (SELECT 1 FROM result WHERE result.latest_key = latest.latest_key)`);
  recomputeLatest(db, series);
  for (const run of runs) {
    logs.remove(run);
    artifacts.remove(run);
  }
  db.run(sql`DELETE FROM run WHERE run_key IN (${these})`);
};

/** Adds up what is about to go, so that the daily totals can be computed anew without it. */
const keepTotals = (db: Database, runs: Sql): void => {
  for (const [table, key] of [
    [sql`package_day_gone`, sql`package_key`],
    [sql`check_day_gone`, sql`check_key`],
  ] as const)
    db.run(sql`INSERT INTO ${table} SELECT ${key}, (submit_time + 86400000000000) / 86400000 - 1000000, outcome,
        count(*), max(submit_time) FROM result WHERE run_key IN (${runs}) GROUP BY 1, 2, 3
      ON CONFLICT DO UPDATE SET n = n + excluded.n, last = max(last, excluded.last)`);
};

/** Totals of days whose results are gone as well; the others follow from their results. */
const expireTotals = (db: Database, before: number): number => {
  const day = Math.floor(before / DAY);
  for (const [gone, totals, key] of [
    [sql`package_day_gone`, sql`package_day`, sql`package_key`],
    [sql`check_day_gone`, sql`check_day`, sql`check_key`],
  ] as const) {
    db.run(sql`UPDATE ${totals} SET n = ${totals}.n - g.n FROM ${gone} g WHERE g.${key} = ${totals}.${key}
      AND g.day = ${totals}.day AND g.outcome = ${totals}.outcome AND g.day < ${day}`);
    db.run(sql`DELETE FROM ${totals} WHERE n <= 0`);
    db.run(sql`DELETE FROM ${gone} WHERE day < ${day}`);
  }
  return 0;
};
