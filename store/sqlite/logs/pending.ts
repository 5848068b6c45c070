import type { DatabaseSync, StatementSync } from "node:sqlite";
import { decodeSet, encodeSet } from "../../log/sets.ts";

/** A block that no segment covers yet, with its trigrams ascending. */
export interface PendingBlock {
  readonly block: number;
  readonly run_key: number;
  readonly log: number;
  readonly trigrams: Uint32Array;
}

/** Blocks that no segment covers yet: at most a segment's worth. Their trigrams are kept decoded once they were asked for. */
export class Pending {
  readonly #add: StatementSync;
  readonly #oldest: StatementSync;
  readonly #after: StatementSync;
  readonly #clear: StatementSync;
  readonly #remove: StatementSync;
  #known: PendingBlock[] = [];

  constructor(db: DatabaseSync) {
    this.#add = db.prepare("INSERT INTO log_pending (block, run_key, log, trigrams) VALUES (?, ?, ?, ?)");
    this.#oldest = db.prepare("SELECT min(block) AS block FROM log_pending");
    this.#after = db.prepare("SELECT * FROM log_pending WHERE block > ? ORDER BY block");
    this.#clear = db.prepare("DELETE FROM log_pending");
    this.#remove = db.prepare("DELETE FROM log_pending WHERE log = ?");
  }

  add({ block, run_key, log, trigrams }: PendingBlock): void {
    this.#add.run(block, run_key, log, encodeSet(trigrams));
  }

  oldest(): number | null {
    return (this.#oldest.get() as { block: number | null } | undefined)?.block ?? null;
  }

  /** By id. */
  all(): readonly PendingBlock[] {
    const oldest = this.oldest() ?? Infinity;
    if ((this.#known[0]?.block ?? Infinity) < oldest)
      this.#known = this.#known.filter(({ block }) => block >= oldest);
    for (const row of this.#after.iterate(this.#known.at(-1)?.block ?? 0)) {
      const { block, run_key, log, trigrams } = row as unknown as PendingBlock & { trigrams: Uint8Array };
      this.#known.push({ block, run_key, log, trigrams: decodeSet(trigrams) });
    }
    return this.#known;
  }

  /** Removes all of them. */
  clear(): void {
    this.#clear.run();
    this.forget();
  }

  /** Removes those of one log. */
  remove(log: number): void {
    this.#remove.run(log);
    this.forget();
  }

  /** Drops what memory knows, after a rollback. */
  forget(): void {
    this.#known = [];
  }
}
