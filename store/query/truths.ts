import type { Query } from "../../model/query/ast.ts";
import { simplify } from "../../model/query/simplify.ts";
import { isOfLine } from "./tree.ts";

export const NONE: Query = { kind: "none" };

/** Parts that are true or false of a whole run with one of its results, in the order of the tree. */
export const runParts = (query: Query): Query[] => {
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

/** What is left of the query when its run parts are decided: a line need hold for one of the ways in which the run with one of its results meets
    them. Each way has a 1 or 0 for each part, in order. */
export const lineQuery = (query: Query, ways: Iterable<string>): Query =>
  simplify({ kind: "or", parts: Array.from(ways, (way) => decided(query, way)) });

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
