import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Log } from "../../../model/run.ts";
import type { Block } from "../../log/blocks.ts";
import { countLines } from "../../log/blocks.ts";

/** A log of a run. `tail_*` is what follows its last full block; empty once the log is closed. */
export interface LogRow {
  readonly id: number;
  readonly run_key: number;
  readonly name: string;
  readonly bytes: number;
  readonly lines: number;
  readonly sha256: string | null;
  readonly tail_first: number;
  readonly tail_carry: Uint8Array | null;
  readonly tail: Uint8Array;
}

export const tailOf = (log: LogRow): Block => ({
  first: log.tail_first,
  offset: log.bytes - log.tail.length,
  carry: log.tail_carry,
  bytes: log.tail,
});

/** Statements on the rows of logs. */
export class LogTable {
  readonly #find: StatementSync;
  readonly #get: StatementSync;
  readonly #list: StatementSync;
  readonly #describe: StatementSync;
  readonly #tails: StatementSync;
  readonly #create: StatementSync;
  readonly #grow: StatementSync;
  readonly #close: StatementSync;
  readonly #remove: StatementSync;

  constructor(db: DatabaseSync) {
    this.#find = db.prepare("SELECT * FROM log WHERE run_key = ? AND name = ?");
    this.#get = db.prepare("SELECT * FROM log WHERE id = ?");
    this.#list = db.prepare("SELECT * FROM log WHERE run_key = ? ORDER BY name");
    this.#describe = db.prepare("SELECT name, bytes, lines, sha256 FROM log WHERE run_key = ? ORDER BY name");
    this.#tails = db.prepare(
      "SELECT id, run_key, bytes - length(tail) AS offset FROM log WHERE sha256 IS NULL AND length(tail) > 0",
    );
    this.#create = db.prepare(
      "INSERT INTO log (run_key, name, bytes, lines, tail_first, tail) VALUES (?, ?, 0, 0, 1, x'') RETURNING *",
    );
    this.#grow = db.prepare(
      "UPDATE log SET bytes = ?, lines = ?, tail_first = ?, tail_carry = ?, tail = ? WHERE id = ?",
    );
    this.#close = db.prepare("UPDATE log SET sha256 = ?, tail_carry = NULL, tail = x'' WHERE id = ?");
    this.#remove = db.prepare("DELETE FROM log WHERE id = ?");
  }

  find(runKey: number, name: string): LogRow | undefined {
    return this.#find.get(runKey, name) as LogRow | undefined;
  }

  get(id: number): LogRow | undefined {
    return this.#get.get(id) as LogRow | undefined;
  }

  /** By name. */
  list(runKey: number): LogRow[] {
    return this.#list.all(runKey) as unknown as LogRow[];
  }

  /** By name, without the bytes. */
  describe(runKey: number): Log[] {
    return this.#describe.all(runKey).map((row) => ({ ...(row as unknown as Log) }));
  }

  /** Unfinished last blocks that hold something. */
  tails(): { readonly id: number; readonly run_key: number; readonly offset: number }[] {
    return this.#tails.all() as unknown as { id: number; run_key: number; offset: number }[];
  }

  create(runKey: number, name: string): LogRow {
    return this.#create.get(runKey, name) as unknown as LogRow;
  }

  /** Sets the log's new end. */
  grow(id: number, tail: Block): void {
    const bytes = tail.offset + tail.bytes.length;
    const lines = tail.first - 1 + countLines(tail);
    this.#grow.run(bytes, lines, tail.first, tail.carry, tail.bytes, id);
  }

  close(id: number, sha256: string): void {
    this.#close.run(sha256, id);
  }

  remove(id: number): void {
    this.#remove.run(id);
  }
}
