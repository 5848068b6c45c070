import type { Query } from "./ast.ts";
import type { FieldName } from "./fields.ts";
import type { Warning } from "./parsed.ts";

/** Fields that nothing has a value for yet. */
const EMPTY_FIELDS: ReadonlySet<string> = new Set<FieldName>([
  "host",
  "tag",
  "owner",
  "bug",
  "label",
  "waiver",
]);

/** Conditions of a query that no result can meet yet, each told where it stands. */
export const unsupported = (query: Query): Warning[] => {
  switch (query.kind) {
    case "and":
    case "or":
      return query.parts.flatMap(unsupported);
    case "not":
      return unsupported(query.part);
    case "series":
      return [warning(query, "conditions on a series are not answered yet: this part finds nothing")];
    case "is":
      return query.flag === "flaky" || query.flag === "regression" || query.flag === "waived"
        ? [warning(query, `is:${query.flag} is not answered yet: this part finds nothing`)]
        : [];
    case "field":
    case "has":
      return EMPTY_FIELDS.has(query.field)
        ? [warning(query, `nothing has a value of ${query.field} yet: this part finds nothing`)]
        : [];
    default:
      return [];
  }
};

const warning = ({ span }: Extract<Query, { readonly span: unknown }>, message: string): Warning => ({
  message,
  start: span.start,
  end: span.end,
});
