import { type Counting, totalsFor } from "../query/daily.ts";
import { type Sql, sql } from "./sql.ts";
import { DAY, stored } from "../record/times.ts";

/** Rows to add up as `r`: results with `n` = 1, or days with as many as they had. */
export const countSource = (counting: Counting): Sql => {
  const table = totalsFor(counting);
  const { window } = counting.selection;
  const [from, to] = [stored(window.from), stored(window.to)];
  if (table === null)
    return sql`(SELECT *, 1 AS n, submit_time AS last FROM result WHERE submit_time >= ${from} AND submit_time < ${to}) r`;
  const key = table === "package" ? sql`package_key` : sql`check_key`;
  const days = table === "package" ? sql`package_day` : sql`check_day`;
  // Days that the window holds in full; what is left at its ends is counted from the results.
  const first = Math.ceil(from / DAY);
  const end = Math.max(first, Math.floor(to / DAY));
  return sql`(SELECT ${key}, day * 86400000 AS submit_time, outcome, n, last FROM ${days}
      WHERE day >= ${first} AND day < ${end}
    UNION ALL ${singles(key, from, Math.min(to, first * DAY))}
    UNION ALL ${singles(key, Math.max(from, end * DAY, Math.min(to, first * DAY)), to)}) r`;
};

const singles = (key: Sql, from: number, to: number): Sql =>
  sql`SELECT ${key}, submit_time, outcome, 1 AS n, submit_time AS last FROM result
    WHERE submit_time >= ${from} AND submit_time < ${to}`;
