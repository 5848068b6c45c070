import type { Query } from "../../model/query/ast.ts";
import type { CountKey, Selection } from "../store.ts";
import { type Sql, sql } from "./sql.ts";
import { DAY, stored } from "../record/times.ts";

/** What a count asks for. */
export interface Counting {
  readonly selection: Selection;
  readonly by: readonly CountKey[];
  /** Only the newest result of each (check, item, type, arch, scenario). */
  readonly latest: boolean;
}

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

/** Which daily totals answer the count; null when they cannot. */
const totalsFor = ({ selection, by, latest }: Counting): "package" | "check" | null => {
  if (latest || by.some((key) => !DAILY.has(key))) return null;
  const subjects = new Set([subjectOf(selection.parsed.query), ...by.filter((key) => SUBJECTS.has(key))]);
  subjects.delete("all");
  if (subjects.size > 1 || subjects.has("other")) return null;
  return subjects.has("package") ? "package" : "check";
};

const SUBJECTS: ReadonlySet<CountKey> = new Set(["check", "package"]);
const DAILY: ReadonlySet<CountKey> = new Set([...SUBJECTS, "outcome", "day", "week", "month"]);

/** What a query without other conditions names: everything, or packages or checks. */
const subjectOf = (query: Query): "all" | "package" | "check" | "other" => {
  if (query.kind === "all") return "all";
  if (query.kind !== "field" || query.test.kind !== "equals") return "other";
  return query.field === "package" || query.field === "check" ? query.field : "other";
};
