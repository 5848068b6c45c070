import type { ValueTest } from "../../../model/query/ast.ts";
import type { Database } from "../database.ts";
import { fold } from "../../log/match/fold.ts";
import type { NameField } from "../names.ts";
import { codesWhere } from "../outcomes.ts";
import { anyOf, FALSE, listOf, type Sql, sql } from "../sql.ts";
import { numberCondition, timeCondition } from "./number.ts";
import type { Predicate } from "./predicates.ts";
import { textPredicate } from "../../query/text.ts";
import { type Comparison, valuePredicate } from "../../query/value.ts";

/** What conditions are compiled with. */
export interface Compiling {
  readonly db: Database;
  readonly now: number;
  /** Makes a predicate known to `holds` in SQL and answers its id. */
  readonly predicate: (predicate: Predicate) => number;
}

/** Where a field's value stands: the condition that it passes a test, and the one that there is a value. */
export interface Place {
  readonly passes: (context: Compiling, test: ValueTest) => Sql;
  readonly exists: Sql;
}

/** Whether any of the values passes, by a predicate in JavaScript. */
export const holds = (
  context: Compiling,
  predicate: (value: string) => boolean,
  values: readonly Sql[],
): Sql => {
  const id = context.predicate((...given) =>
    given.some(
      (value) => (typeof value === "string" || typeof value === "number") && predicate(String(value)),
    ),
  );
  const list = values.reduce((before, value) => sql`${before}, ${value}`, sql`${id}`);
  return sql`holds(${list})`;
};

/** A key of the dictionary. Tests run once per name, not once per row; equality becomes the keys themselves, so that an index serves it. */
export const named = (field: NameField, column: Sql, comparison: Comparison = "text"): Place => ({
  passes: (context, test) => keyCondition(context, { field, column, comparison }, test),
  exists: sql`${column} IS NOT NULL`,
});

interface Key {
  readonly field: NameField;
  readonly column: Sql;
  readonly comparison: Comparison;
}

const keyCondition = (context: Compiling, { field, column, comparison }: Key, test: ValueTest): Sql => {
  if (test.kind !== "equals") {
    const passes = holds(context, valuePredicate(comparison, test), [sql`value`]);
    return sql`${column} IN (SELECT key FROM name WHERE field = ${field} AND ${passes})`;
  }
  const keys = context.db
    .all<{ key: number }>(sql`SELECT key FROM name WHERE field = ${field} AND fold = ${fold(test.value)}`)
    .map(({ key }) => key);
  return anyOf(keys.map((key) => sql`${column} = ${key}`));
};

/** A place on the item that `owner` (a row with an `item_key`) is about. */
export const ofItem = (owner: Sql, place: Place): Place => ({
  passes: (context, test) => within(owner, place.passes(context, test)),
  exists: within(owner, place.exists),
});

const within = (owner: Sql, condition: Sql): Sql =>
  condition === FALSE ? FALSE : sql`${owner}.item_key IN (SELECT item_key FROM item WHERE ${condition})`;

/** An outcome's code. */
export const outcomeCode = (column: Sql): Place => ({
  passes: (_context, test) =>
    sql`${column} IN (${listOf(codesWhere((outcome) => valuePredicate("text", test)(outcome)))})`,
  exists: sql`${column} IS NOT NULL`,
});

/** Text that a value is looked for in, by whole words. */
export const searched = (columns: readonly Sql[]): Place => ({
  passes: (context, test) => holds(context, textPredicate(test), columns),
  exists: anyOf(columns.map((column) => sql`${column} IS NOT NULL`)),
});

/** Text of ASCII that is compared as a whole; `lower` gives it in lower case. */
export const whole = (column: Sql, lower: Sql): Place => ({
  passes: (context, test) =>
    test.kind === "equals"
      ? sql`${lower} = ${fold(test.value)}`
      : holds(context, valuePredicate("text", test), [column]),
  exists: sql`${column} IS NOT NULL`,
});

/** Epoch milliseconds. */
export const time = (column: Sql): Place => ({
  passes: (context, test) => timeCondition(column, test, context.now) ?? FALSE,
  exists: sql`${column} IS NOT NULL`,
});

/** Milliseconds that something took. */
export const duration = (column: Sql): Place => ({
  passes: (context, test) =>
    numberCondition({ from: column, to: column }, "duration", test) ??
    holds(context, valuePredicate("text", test), [column]),
  exists: sql`${column} IS NOT NULL`,
});

/** A stretch of numbers, both ends included; it passes when one of them does. */
export const stretch = (from: Sql, to: Sql): Place => ({
  passes: (_context, test) => numberCondition({ from, to }, "number", test) ?? FALSE,
  exists: sql`${from} IS NOT NULL`,
});

/** A place in rows of another table: it passes where one of them does. `rows` is a SELECT that a condition can be added to. */
export const among = (rows: Sql, place: Place): Place => ({
  passes: (context, test) => sql`EXISTS (${rows} AND ${place.passes(context, test)})`,
  exists: sql`EXISTS (${rows} AND ${place.exists})`,
});

/** A place of the run that a row with a `run_key` belongs to. */
export const ofRun = (owner: Sql, place: Place): Place => ({
  passes: (context, test) =>
    sql`${owner}.run_key IN (SELECT run_key FROM run WHERE ${place.passes(context, test)})`,
  exists: sql`${owner}.run_key IN (SELECT run_key FROM run WHERE ${place.exists})`,
});
