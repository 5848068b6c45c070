import type { TimeWindow } from "../../model/time.ts";
import type { Query } from "../../model/query/ast.ts";
import type { Reading } from "./query/reading.ts";
import { needsScan, withoutScan } from "../query/tree.ts";
import { type Sql, sql, TRUE } from "./sql.ts";
import { stored } from "../record/times.ts";

/** What can be listed: its rows in order of `time`, then `uuid`, then `position`. */
export interface List {
  readonly of: "runs" | "results";
  readonly tables: Sql;
  readonly key: Sql;
  readonly time: Sql;
  readonly position: Sql;
  readonly within: (window: TimeWindow) => Sql;
  readonly where: (reading: Reading, query: Query) => Sql;
  /** Where deciding takes long: what is asked of rows first to cut them into slices. Null where it is quick. */
  readonly cutBy: (query: Query) => Query | null;
}

/** That a time lies in the window. */
export const within = (column: Sql, { from, to }: TimeWindow): Sql =>
  sql`(${column} >= ${stored(from)} AND ${column} < ${stored(to)})`;

/** Results by submit time. */
export const RESULT_LIST: List = {
  of: "results",
  tables: sql`result r CROSS JOIN run ON run.run_key = r.run_key`,
  key: sql`r.run_key`,
  time: sql`r.submit_time`,
  position: sql`r.position`,
  within: (window) => within(sql`r.submit_time`, window),
  where: (reading, query) => reading.where("results", query),
  cutBy: (query) => (needsScan(query) ? withoutScan(query) : null),
};

/** Runs by creation, in a window of their start. */
export const RUN_LIST: List = {
  of: "runs",
  tables: sql`run`,
  key: sql`run.run_key`,
  time: sql`run.created`,
  position: sql`0`,
  within: (window) => within(sql`run.begin`, window),
  where: (reading, query) => someResult(reading.where("runs", query)),
  // Each run may have to look through all its results.
  cutBy: (query) => (query.kind === "all" ? null : { kind: "all" }),
};

/** That the condition holds for the run with one of its results, or without any when it has none. */
export const someResult = (condition: Sql): Sql =>
  condition === TRUE
    ? TRUE
    : sql`EXISTS (SELECT 1 FROM (SELECT 1) LEFT JOIN result r ON r.run_key = run.run_key WHERE ${condition})`;
