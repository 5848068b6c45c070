import type { Query } from "../../../model/query/ast.ts";
import { simplify } from "../../../model/query/simplify.ts";

/** A condition that is not on the text itself. */
export type FieldLeaf = Extract<Query, { readonly kind: "field" | "has" | "is" | "series" }>;

/** The query of text alone that remains once everything else is decided, simplified: `all` or `none` where the text does not matter. */
export const bindFields = (query: Query, decide: (leaf: FieldLeaf) => boolean): Query =>
  simplify(bind(query, decide));

const bind = (query: Query, decide: (leaf: FieldLeaf) => boolean): Query => {
  switch (query.kind) {
    case "field":
    case "has":
    case "is":
    case "series":
      return { kind: decide(query) ? "all" : "none" };
    case "and":
    case "or":
      return { kind: query.kind, parts: query.parts.map((part) => bind(part, decide)) };
    case "not":
      return { kind: "not", part: bind(query.part, decide) };
    default:
      return query;
  }
};
