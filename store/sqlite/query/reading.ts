import type { Query } from "../../../model/query/ast.ts";
import type { Database } from "../database.ts";
import type { Rows } from "../../query/rows.ts";
import type { Sql } from "../sql.ts";
import { compile } from "./compile.ts";
import { Predicates } from "./predicates.ts";

/** One read of the store: compiles queries, and on disposal drops the predicates that they needed. */
export interface Reading extends Disposable {
  readonly db: Database;
  readonly where: (rows: Rows, query: Query) => Sql;
}

/** Makes readings of a database. */
export const readings = (db: Database, now: () => number): (() => Reading) => {
  const predicates = new Predicates(db);
  return () => {
    const used: number[] = [];
    const predicate: Predicates["add"] = (decide) => {
      const id = predicates.add(decide);
      used.push(id);
      return id;
    };
    return {
      db,
      where: (rows, query) => compile({ db, now: now(), predicate }, rows, query),
      [Symbol.dispose]: () => predicates.remove(used),
    };
  };
};
