import type { Query } from "../../../model/query/ast.ts";
import { simplify } from "../../../model/query/simplify.ts";
import { judge } from "../../query/judge.ts";
import type { Row } from "../../query/rows.ts";
import { lineQuery, runParts } from "../../query/truths.ts";
import { turns } from "../../query/turns.ts";
import type { RunFields } from "../documents.ts";
import { aloneRow } from "../query/judged.ts";
import { needsOf } from "../query/needs.ts";
import type { Reading } from "../query/reading.ts";
import { resultRows } from "./result-rows.ts";

/** What remains to be decided of the query by each line of a run's logs, by run. */
type LineQueries = (runs: readonly RunFields[]) => Promise<ReadonlyMap<string, Query>>;

/** Each run is looked at with each of its results; one that has none by itself. */
export const lineQueries = (reading: Reading, query: Query): LineQueries => {
  const parts = runParts(query);
  const simple = simplify(query);
  if (parts.length === 0) return async (runs) => new Map(runs.map(({ run }) => [run, simple]));
  const tests = parts.map((part) => judge("runs", part, reading.now));
  const wayOf = (row: Row): string => tests.map((holds) => (holds(row) ? "1" : "0")).join("");
  const needs = needsOf("runs", { kind: "and", parts });
  return async (runs) => {
    const ways = new Map(runs.map(({ run }) => [run, new Set<string>()]));
    const turn = turns();
    if (needs.results)
      for await (const rows of resultRows(reading, { needs, runs, filter: { match_all: {} } }))
        for (const row of rows) {
          ways.get(row.run.run)?.add(wayOf(row));
          await turn();
        }
    for (const run of runs) {
      const known = ways.get(run.run);
      if (known?.size === 0) known.add(wayOf(aloneRow(run, [])));
    }
    return new Map([...ways].map(([run, known]) => [run, lineQuery(query, known)]));
  };
};
