import { atomPredicate } from "../../query/atoms.ts";
import { type Sql, sql } from "../sql.ts";
import type { Place } from "./place.ts";

/** The value of a key of a result's data. A list has each of its elements for a value; what is inside them is compared as its JSON, as a map is. */
export const dataKey = (key: string): Place => {
  const found = sql`FROM json_each(r.data) entry WHERE entry.key = ${key} AND entry.type <> 'null'`;
  const elements = sql`SELECT 1 ${found} AND entry.type = 'array'`;
  return {
    passes: (context, test) => {
      const passes = atomPredicate(test);
      const id = context.predicate(
        (atom) => (typeof atom === "string" || typeof atom === "number") && passes(atom),
      );
      return sql`(EXISTS (SELECT 1 ${found} AND entry.type <> 'array' AND holds(${id}, ${valueOf(sql`entry`)}))
        OR EXISTS (${elements} AND EXISTS (SELECT 1 FROM json_each(entry.value) element
          WHERE element.type <> 'null' AND holds(${id}, ${valueOf(sql`element`)}))))`;
    },
    exists: sql`EXISTS (SELECT 1 ${found})`,
  };
};

/** Numbers as JavaScript has them: the driver refuses integers beyond 2^53. */
const valueOf = (row: Sql): Sql =>
  sql`CASE ${row}.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false'
    WHEN 'integer' THEN CAST(${row}.value AS REAL) ELSE ${row}.value END`;
