import type { FieldRef, Query } from "../../../model/query/ast.ts";
import { FIELDS, type FieldName } from "../../../model/query/fields.ts";

const parts = (query: Query): readonly Query[] => {
  if (query.kind === "and" || query.kind === "or") return query.parts;
  return query.kind === "not" ? [query.part] : [];
};

/** Whether some part of the query, at any depth, is as wanted. */
export const somePart = (query: Query, wanted: (part: Query) => boolean): boolean =>
  wanted(query) || parts(query).some((part) => somePart(part, wanted));

const isSlowField = (field: FieldRef): boolean =>
  field.startsWith("data.") || FIELDS[field as FieldName].kind === "text";

/** Whether rows must be read one by one to decide: where text or data is looked into. */
export const needsScan = (query: Query): boolean =>
  somePart(query, (part) => part.kind === "text" || (part.kind === "field" && isSlowField(part.field)));

/** The query with what needs a scan left open: it holds for every row that the whole query holds for, and for others. */
export const withoutScan = (query: Query): Query => opened(query, true);

const opened = (query: Query, open: boolean): Query => {
  switch (query.kind) {
    case "and":
    case "or":
      return { kind: query.kind, parts: query.parts.map((part) => opened(part, open)) };
    case "not":
      return { kind: "not", part: opened(query.part, !open) };
    case "text":
      return open ? { kind: "all" } : { kind: "none" };
    case "field":
      if (!isSlowField(query.field)) return query;
      return open ? { kind: "all" } : { kind: "none" };
    default:
      return query;
  }
};
