import type { Query } from "../../../model/query/ast.ts";
import { simplify } from "../../../model/query/simplify.ts";
import { lineQuery, runParts } from "../../query/truths.ts";
import type { Reading } from "../query/reading.ts";
import { joinTexts, listOf, type Sql, sql } from "../sql.ts";

/** What remains to be decided of the query by each line of a run's logs. */
export const lineQueries = (
  reading: Reading,
  query: Query,
): ((runKeys: readonly number[]) => Map<number, Query>) => {
  const parts = runParts(query);
  const simple = simplify(query);
  const truth = joinTexts(parts.map((part) => sql`((${reading.where("runs", part)}) IS TRUE)`));
  return (runKeys) => {
    if (parts.length === 0) return new Map(runKeys.map((key) => [key, simple]));
    const rows = reading.db.all<{ run_key: number; truth: string }>(select(truth, runKeys));
    const truths = Map.groupBy(rows, (row) => row.run_key);
    return new Map(
      [...truths].map(([key, ways]) => [
        key,
        lineQuery(
          query,
          ways.map((way) => way.truth),
        ),
      ]),
    );
  };
};

const select = (truth: Sql, runKeys: readonly number[]): Sql =>
  sql`SELECT DISTINCT run.run_key, '' || ${truth} AS truth FROM run LEFT JOIN result r ON r.run_key = run.run_key
    WHERE run.run_key IN (${listOf(runKeys)})`;
