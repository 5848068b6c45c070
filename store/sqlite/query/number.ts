import type { ValueTest } from "../../../model/query/ast.ts";
import { type NumberTest, numberTest, timeTest } from "../../query/bounds.ts";
import { allOf, FALSE, type Sql, sql } from "../sql.ts";

/** Columns of the lowest and the highest number that a row has. */
interface Stretch {
  readonly from: Sql;
  readonly to: Sql;
}

/** A condition on numbers; null for a test that is none on numbers. A value that is no number holds for none. */
export const numberCondition = (column: Stretch, kind: "number" | "duration", test: ValueTest): Sql | null =>
  within(column, numberTest(kind, test));

/** A condition on a column of epoch milliseconds. */
export const timeCondition = (column: Sql, test: ValueTest, now: number): Sql | null =>
  within({ from: column, to: column }, timeTest(test, now));

const within = (column: Stretch, test: NumberTest): Sql | null => {
  if (test === "other") return null;
  if (test === "none") return FALSE;
  const parts: Sql[] = [sql`${column.from} IS NOT NULL`];
  if (test.from !== null) parts.push(sql`${column.to} ${test.includesFrom ? sql`>=` : sql`>`} ${test.from}`);
  if (test.to !== null) parts.push(sql`${column.from} ${test.includesTo ? sql`<=` : sql`<`} ${test.to}`);
  return allOf(parts);
};
