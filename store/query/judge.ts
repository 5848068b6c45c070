import type { Query } from "../../model/query/ast.ts";
import type { Row, Rows } from "./rows.ts";

/** Decides whether a query holds for rows of one kind. What a row has no value for meets no condition, so that a negation holds for it. `now` is
    what relative times count from, epoch milliseconds. */
export const judge = (rows: Rows, query: Query, now: number): ((row: Row) => boolean) => {
  throw new Error(`not built yet: ${rows} ${query.kind} ${now}`);
};
