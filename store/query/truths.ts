import type { Query } from "../../../model/query/ast.ts";
import { simplify } from "../../../model/query/simplify.ts";
import type { Reading } from "../query/reading.ts";
import { isOfLine } from "../../query/tree.ts";
import { joinTexts, listOf, type Sql, sql } from "../sql.ts";

export const NONE: Query = { kind: "none" };

/** Parts that are true or false of a whole run with one of its results, in the order of the tree. */
const runParts = (query: Query): Query[] => {
  switch (query.kind) {
    case "and":
    case "or":
      return query.parts.flatMap(runParts);
    case "not":
      return runParts(query.part);
    case "all":
    case "none":
    case "text":
      return [];
    default:
      return isOfLine(query) ? [] : [query];
  }
};

/** What is left of the query when its run parts are decided: `truth` has a 1 or 0 for each, in order. */
const decided = (query: Query, truth: string): Query => {
  let at = 0;
  const decide = (part: Query): Query => {
    if (part.kind === "not") return { kind: "not", part: decide(part.part) };
    if (part.kind === "and" || part.kind === "or") return { kind: part.kind, parts: part.parts.map(decide) };
    if (part.kind === "all" || part.kind === "none" || part.kind === "text" || isOfLine(part)) return part;
    return { kind: truth[at++] === "1" ? "all" : "none" };
  };
  return decide(query);
};

/** What remains to be decided of the query by each line of a run's logs: one query for each way in which the run with one of its
    results meets the conditions on fields; a line need hold for one of them. */
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
    return new Map([...truths].map(([key, ways]) => [key, anyWay(query, ways)]));
  };
};

const select = (truth: Sql, runKeys: readonly number[]): Sql =>
  sql`SELECT DISTINCT run.run_key, '' || ${truth} AS truth FROM run LEFT JOIN result r ON r.run_key = run.run_key
    WHERE run.run_key IN (${listOf(runKeys)})`;

const anyWay = (query: Query, ways: readonly { readonly truth: string }[]): Query =>
  simplify({ kind: "or", parts: ways.map((way) => decided(query, way.truth)) });
