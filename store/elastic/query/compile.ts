import type { Query } from "../../../model/query/ast.ts";
import type { Rows } from "../../query/rows.ts";
import type { Dsl } from "./filter.ts";
import type { Reading } from "./reading.ts";

/** A filter on documents of results, or of runs when runs are asked. It passes every document that the query holds for; for findings, every result
    with one that it holds for. Where it is exact, it passes no other. */
export interface Compiled {
  readonly filter: Dsl;
  readonly exact: boolean;
}

export const compile = async (reading: Reading, rows: Rows, query: Query): Promise<Compiled> => {
  throw new Error(`not built yet: ${reading.now} ${rows} ${query.kind}`);
};
