import type { ValueTest } from "../../../model/query/ast.ts";
import { sql } from "../sql.ts";
import { numberOf } from "./number.ts";
import type { Place } from "./place.ts";
import { inRange, valuePredicate } from "./value.ts";

type Atom = string | number;

/** The value of a key of a result's data; objects and arrays are compared as their JSON. */
export const dataKey = (key: string): Place => {
  const entry = sql`SELECT 1 FROM json_each(r.data) entry WHERE entry.key = ${key} AND entry.type <> 'null'`;
  const value = sql`CASE entry.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE entry.value END`;
  return {
    passes: (context, test) => {
      const passes = atomPredicate(test);
      const id = context.predicate(
        (atom) => (typeof atom === "string" || typeof atom === "number") && passes(atom),
      );
      return sql`EXISTS (${entry} AND holds(${id}, ${value}))`;
    },
    exists: sql`EXISTS (${entry})`,
  };
};

/** Two numbers compare as numbers, all else as text. */
const atomPredicate = (test: ValueTest): ((atom: Atom) => boolean) => {
  const asText = valuePredicate("text", test);
  if (test.kind === "equals") {
    const wanted = numberOf(test.value);
    return (atom) => (typeof atom === "number" && wanted !== null ? atom === wanted : asText(String(atom)));
  }
  if (test.kind !== "range" || !isNumeric(test.from) || !isNumeric(test.to))
    return (atom) => asText(String(atom));
  const asNumber = inRange(test, (a, b) => Number(a) - Number(b));
  return (atom) => (typeof atom === "number" ? asNumber(String(atom)) : false);
};

const isNumeric = (end: string | null): boolean => end === null || numberOf(end) !== null;
