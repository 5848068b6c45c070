import { failure } from "./failure.ts";
import type { Database } from "./database.ts";

interface Write {
  /** Does the work inside the transaction; the answer settles the write once it is durable. */
  readonly work: () => () => void;
  readonly fail: (error: unknown) => void;
}

/** Milliseconds of work after which a transaction ends, so that readers get their turn. */
const TURN = 20;

/** Gathers the writes of one turn of the event loop into one transaction, and so into one fsync. Each has its own savepoint: one that
    fails undoes nothing of the others. Promises settle after the commit. */
export class Commits {
  readonly #db: Database;
  readonly #undone: () => void;
  #waiting: Write[] = [];
  #scheduled = false;

  /** `undone` is called when what a write did was taken back. */
  constructor(db: Database, undone: () => void) {
    this.#db = db;
    this.#undone = undone;
  }

  write<T>(work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({
        work: () => {
          const value = work();
          return () => resolve(value);
        },
        fail: (error) => reject(failure(error)),
      });
      this.#schedule();
    });
  }

  /** Commits all that waits. */
  flush(): void {
    while (this.#waiting.length > 0) this.#commit();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#commit();
      if (this.#waiting.length > 0) this.#schedule();
    });
  }

  #commit(): void {
    const begun: Write[] = [];
    const done: (() => void)[] = [];
    try {
      if (this.#waiting.length === 0) return;
      this.#db.raw.exec("BEGIN IMMEDIATE");
      const end = performance.now() + TURN;
      do this.#take(begun, done);
      while (this.#waiting.length > 0 && performance.now() < end);
      this.#db.raw.exec("COMMIT");
    } catch (error) {
      this.#abandon(begun.length === 0 ? this.#waiting.splice(0) : begun, error);
      return;
    }
    for (const settle of done) settle();
  }

  #take(begun: Write[], done: (() => void)[]): void {
    const write = this.#waiting.shift();
    if (write === undefined) return;
    begun.push(write);
    this.#db.raw.exec("SAVEPOINT write");
    try {
      done.push(write.work());
      this.#db.raw.exec("RELEASE write");
    } catch (error) {
      // A full disk may have ended the whole transaction; then nothing of this turn is kept.
      if (!this.#db.raw.isTransaction) throw error;
      this.#db.raw.exec("ROLLBACK TO write; RELEASE write");
      this.#undone();
      done.push(() => write.fail(error));
    }
  }

  #abandon(writes: readonly Write[], error: unknown): void {
    if (this.#db.raw.isOpen && this.#db.raw.isTransaction) this.#db.raw.exec("ROLLBACK");
    this.#undone();
    for (const write of writes) write.fail(error);
  }
}
