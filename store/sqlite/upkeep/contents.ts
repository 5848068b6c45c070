import type { DatabaseSync } from "node:sqlite";
import type { Contents } from "../../upkeep.ts";

export const contentsOf = (db: DatabaseSync): Contents => {
  const row = db
    .prepare(
      `SELECT (SELECT count(*) FROM run) AS runs, (SELECT count(*) FROM result) AS results,
        (SELECT coalesce(sum(bytes), 0) FROM log) AS log_bytes`,
    )
    .get() as unknown as Contents;
  return { runs: row.runs, results: row.results, log_bytes: row.log_bytes };
};
