import type { Database } from "./database.ts";
import { type Sql, sql } from "./sql.ts";
import { DAY } from "../record/times.ts";

/** What the daily totals take of a result. */
interface Counted {
  readonly package_key: number;
  readonly check_key: number;
  readonly submit_time: number;
  readonly outcome: number;
}

interface Sum {
  readonly key: number;
  readonly day: number;
  readonly outcome: number;
  n: number;
  last: number;
}

/** Adds results, each once, to the totals per package and day and per check and day. */
export const addTotals = (db: Database, results: readonly Counted[]): void => {
  for (const sum of sums(results, "package_key")) db.run(upsert(sql`package_day`, sql`package_key`, sum));
  for (const sum of sums(results, "check_key")) db.run(upsert(sql`check_day`, sql`check_key`, sum));
};

const upsert = (table: Sql, column: Sql, sum: Sum): Sql =>
  sql`INSERT INTO ${table} (${column}, day, outcome, n, last)
    VALUES (${sum.key}, ${sum.day}, ${sum.outcome}, ${sum.n}, ${sum.last})
    ON CONFLICT DO UPDATE SET n = n + excluded.n, last = max(last, excluded.last)`;

const sums = (results: readonly Counted[], column: "package_key" | "check_key"): Iterable<Sum> => {
  const found = new Map<string, Sum>();
  for (const { submit_time: time, outcome, [column]: key } of results) {
    const day = Math.floor(time / DAY);
    const id = `${key} ${day} ${outcome}`;
    const sum = found.get(id) ?? { key, day, outcome, n: 0, last: time };
    sum.n += 1;
    sum.last = Math.max(sum.last, time);
    found.set(id, sum);
  }
  return found.values();
};
