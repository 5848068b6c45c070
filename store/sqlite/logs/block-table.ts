import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Block } from "../../log/blocks.ts";
import { pack, unpack } from "../../log/pack.ts";

interface BlockRow {
  readonly first: number;
  readonly offset: number;
  readonly bytes: number;
  readonly carry: Uint8Array | null;
  readonly packed: Uint8Array;
}

const open = (row: BlockRow): Block => ({
  first: row.first,
  offset: row.offset,
  carry: row.carry,
  bytes: unpack(row.packed),
});

/** Statements on the rows of full blocks. */
export class BlockTable {
  readonly #add: StatementSync;
  readonly #get: StatementSync;
  readonly #at: StatementSync;
  readonly #offsetBeforeLine: StatementSync;
  readonly #ids: StatementSync;
  readonly #remove: StatementSync;

  constructor(db: DatabaseSync) {
    const select = "SELECT first, offset, bytes, carry, packed FROM log_block";
    this.#add = db.prepare(
      "INSERT INTO log_block (log, first, offset, bytes, carry, packed) VALUES (?, ?, ?, ?, ?, ?)",
    );
    this.#get = db.prepare(`${select} WHERE id = ?`);
    this.#at = db.prepare(`${select} WHERE log = ? AND offset <= ? ORDER BY offset DESC LIMIT 1`);
    this.#offsetBeforeLine = db.prepare(
      "SELECT offset FROM log_block WHERE log = ? AND first < ? ORDER BY first DESC, offset DESC LIMIT 1",
    );
    this.#ids = db.prepare("SELECT id FROM log_block WHERE log = ?");
    this.#remove = db.prepare("DELETE FROM log_block WHERE log = ?");
  }

  /** Answers the id of the new block; ids ascend. */
  add(log: number, block: Block): number {
    const { first, offset, carry, bytes } = block;
    return Number(this.#add.run(log, first, offset, bytes.length, carry, pack(bytes)).lastInsertRowid);
  }

  get(id: number): Block | null {
    const row = this.#get.get(id) as BlockRow | undefined;
    return row === undefined ? null : open(row);
  }

  /** The block that holds the byte at this offset; null where it is not in a full block. */
  at(log: number, offset: number): Block | null {
    const row = this.#at.get(log, offset) as BlockRow | undefined;
    return row === undefined || row.offset + row.bytes <= offset ? null : open(row);
  }

  /** Offset of a block at or before the line's start, with at most one other block between. */
  offsetFor(log: number, line: number): number {
    const before = this.#offsetBeforeLine.get(log, line) as { offset: number } | undefined;
    return before?.offset ?? 0;
  }

  ids(log: number): number[] {
    return (this.#ids.all(log) as unknown as { id: number }[]).map(({ id }) => id);
  }

  remove(log: number): void {
    this.#remove.run(log);
  }
}
