import { setImmediate } from "node:timers/promises";
import type { Database } from "./database.ts";
import { type Sql, sql } from "./sql.ts";

/** A stretch of time, both ends included, epoch milliseconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

interface Walk {
  readonly tables: Sql;
  readonly time: Sql;
  readonly order: "newest" | "oldest";
  readonly where: Sql;
}

/** Milliseconds that the work on one span should take. */
const TURN = 10;
const FIRST_ROWS = 200;
const MOST_ROWS = 20_000;

/** Cuts the rows of a walk into stretches of time, in its order, small enough that the event loop gets its turn between two.
    Rows of one millisecond are never cut. */
export async function* spans(db: Database, walk: Walk): AsyncGenerator<Span> {
  let rows = FIRST_ROWS;
  let at: number | null = null;
  for (;;) {
    const span = next(db, walk, at, rows);
    if (span === null) return;
    const start = performance.now();
    yield span;
    const factor = Math.min(2, Math.max(0.25, TURN / (performance.now() - start + 0.01)));
    rows = Math.min(MOST_ROWS, Math.max(10, Math.round(rows * factor)));
    at = walk.order === "newest" ? span.from : span.to;
    await setImmediate();
  }
}

const next = (db: Database, walk: Walk, at: number | null, rows: number): Span | null => {
  const newest = walk.order === "newest";
  const past = at === null ? sql`1` : newest ? sql`${walk.time} < ${at}` : sql`${walk.time} > ${at}`;
  const direction = newest ? sql`DESC` : sql`ASC`;
  const ahead = sql`SELECT ${walk.time} AS time FROM ${walk.tables} WHERE ${past} AND ${walk.where}
    ORDER BY ${walk.time} ${direction}`;
  const ends = db.get<{ low: number | null; high: number | null }>(
    sql`SELECT min(time) AS low, max(time) AS high FROM (${ahead} LIMIT ${rows})`,
  );
  return ends === undefined || ends.low === null || ends.high === null
    ? null
    : { from: ends.low, to: ends.high };
};
