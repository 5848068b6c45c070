import type { SQLOutputValue } from "node:sqlite";
import type { Database } from "../database.ts";

/** Decides on values of a row: texts, numbers or null. */
export type Predicate = (...values: readonly SQLOutputValue[]) => boolean;

/** Decisions that SQL cannot make, for the time of a statement: `holds(ID, value…)` in SQL asks the predicate that was added as ID. */
export class Predicates {
  readonly #known = new Map<number, Predicate>();
  #last = 0;

  constructor(db: Database) {
    db.raw.function("holds", { varargs: true }, (id, ...values) =>
      this.#known.get(Number(id))?.(...values) === true ? 1 : 0,
    );
  }

  add(predicate: Predicate): number {
    this.#last += 1;
    this.#known.set(this.#last, predicate);
    return this.#last;
  }

  remove(ids: readonly number[]): void {
    for (const id of ids) this.#known.delete(id);
  }
}
