import { LIMITS } from "../../model/limits.ts";
import type { FieldRef } from "../../model/query/ast.ts";
import type { Suggestion } from "../store.ts";
import type { Database } from "./database.ts";
import { fold } from "../log/match/fold.ts";
import type { NameField } from "./names.ts";
import { outcomeOf } from "./outcomes.ts";
import { sql } from "./sql.ts";

/** Fields whose values are suggested from the dictionary, which counts the rows that use each name. */
const FROM_NAMES = new Set<string>([
  "check",
  "package",
  "item",
  "nvr",
  "type",
  "arch",
  "scenario",
  "version",
  "release",
  "dist",
  "task",
  "runner",
  "fingerprint",
  "severity",
  "finding",
  "log",
] satisfies NameField[]);

/** Behind every text that begins with a prefix. */
const LAST = "\u{10ffff}";

/** Values of the field that begin with the prefix, most frequent first; none for a field without a list of values. */
export const suggest = (
  db: Database,
  field: FieldRef,
  { prefix, limit }: { prefix: string; limit: number },
): Suggestion[] => {
  const start = fold(prefix);
  if (field === "outcome") return outcomes(db, start).slice(0, limit);
  if (!FROM_NAMES.has(field)) return [];
  return db
    .all<Suggestion>(
      sql`SELECT value, uses AS count FROM name WHERE field = ${field} AND fold >= ${start}
        AND fold < ${start + LAST} AND uses > 0 AND length(CAST(value AS BLOB)) <= ${LIMITS.term} ORDER BY uses DESC, value LIMIT ${limit}`,
    )
    .map((row) => ({ ...row }));
};

const outcomes = (db: Database, start: string): Suggestion[] =>
  db
    .all<{ outcome: number; count: number }>(
      sql`SELECT outcome, sum(n) AS count FROM check_day GROUP BY outcome ORDER BY count DESC, outcome`,
    )
    .map(({ outcome, count }) => ({ value: outcomeOf(outcome), count }))
    .filter(({ value }) => fold(value).startsWith(start));
