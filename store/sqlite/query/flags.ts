import { isOk, NEUTRALS } from "../../../model/outcome.ts";
import type { Flag } from "../../../model/query/ast.ts";
import { codesWhere, codeOf, FAILED_CODES } from "../outcomes.ts";
import { FALSE, listOf, type Sql, sql } from "../sql.ts";
import type { Rows } from "../../query/rows.ts";

/** The condition that a result has the flag; a run has it when its own outcome has it, or one of its results. */
export const flagCondition = (rows: Rows, flag: Flag): Sql => {
  switch (flag) {
    case "failed":
      return rows === "runs"
        ? sql`(${failed(sql`r.outcome`)} OR ${failed(sql`run.outcome`)})`
        : failed(sql`r.outcome`);
    case "latest":
      return IS_LATEST;
    case "new":
      return IS_NEW;
    case "flaky":
    case "regression":
    case "waived":
      return FALSE;
  }
};

const failed = (column: Sql): Sql => sql`${column} IN (${listOf(FAILED_CODES)})`;

/** That no newer result of the same check, item, type, arch and scenario is there. */
export const IS_LATEST = sql`EXISTS (SELECT 1 FROM latest WHERE latest.latest_key = r.latest_key
  AND latest.run_key = r.run_key AND latest.position = r.position)`;

const isNeutral = (outcome: string): boolean => (NEUTRALS as readonly string[]).includes(outcome);
const BROKEN = listOf(codesWhere((outcome) => !isOk(outcome) && !isNeutral(outcome)));
const NEUTRAL = listOf(NEUTRALS.map(codeOf));

const HERE = sql`(r.submit_time, (SELECT uuid FROM run WHERE run.run_key = r.run_key), r.position)`;

/** Other results of the same series: check, package, type, arch, scenario. The `+` keeps SQLite to the package's index, which has fewer rows. */
const SERIES = sql`FROM result s JOIN run series_run ON series_run.run_key = s.run_key
  WHERE s.package_key = r.package_key AND +s.check_key = r.check_key AND s.arch_key = r.arch_key
  AND s.scenario_key IS r.scenario_key AND s.outcome NOT IN (${NEUTRAL})
  AND (s.item_key = r.item_key OR (SELECT type_key FROM item WHERE item.item_key = s.item_key)
    = (SELECT type_key FROM item WHERE item.item_key = r.item_key))`;

const PLACE = sql`(s.submit_time, series_run.uuid, s.position)`;

/** The newest of its series is not ok and the one before was ok, or there was none; neutral outcomes are looked through. */
const IS_NEW = sql`(r.outcome IN (${BROKEN})
  AND NOT EXISTS (SELECT 1 ${SERIES} AND s.submit_time >= r.submit_time AND ${PLACE} > ${HERE})
  AND coalesce((SELECT s.outcome ${SERIES} AND s.submit_time <= r.submit_time AND ${PLACE} < ${HERE}
    ORDER BY s.submit_time DESC, series_run.uuid DESC, s.position DESC LIMIT 1), 0) NOT IN (${BROKEN}))`;
