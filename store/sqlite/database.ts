import { DatabaseSync, type StatementSync } from "node:sqlite";
import { closeAsItIs, hasRoomForJournal } from "./room.ts";
import type { Sql } from "./sql.ts";

/** Name of the store's file in its folder. */
export const FILE = "taskotron.db";

/** Statements kept ready; queries make new texts without end, so that all are dropped when there are more. */
const STATEMENTS = 500;

const PRAGMAS = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA foreign_keys = ON;
  PRAGMA cache_size = -65536;
  PRAGMA wal_autocheckpoint = 8000;
  PRAGMA temp_store = MEMORY;
  PRAGMA journal_size_limit = 67108864;
`;

/** Milliseconds that a write waits for the writer of another process. */
const PATIENCE = 5_000;

/** One connection to the database file and its prepared statements. The caller says what type the rows have, as no one else knows. */
export class Database {
  readonly raw: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(file: string) {
    this.raw = new DatabaseSync(file, { timeout: PATIENCE });
  }

  /** Sets how the file is kept; the first write to it. */
  configure(): void {
    this.raw.exec(PRAGMAS);
  }

  all<Row>(statement: Sql): Row[] {
    return this.#prepared(statement.text).all(...statement.params) as Row[];
  }

  get<Row>(statement: Sql): Row | undefined {
    return this.#prepared(statement.text).get(...statement.params) as Row | undefined;
  }

  /** Answers the number of rows that changed. */
  run(statement: Sql): number {
    return Number(this.#prepared(statement.text).run(...statement.params).changes);
  }

  /** Inserts one row and answers its integer key. */
  insert(statement: Sql): number {
    return Number(this.#prepared(statement.text).run(...statement.params).lastInsertRowid);
  }

  /** Writes the journal back into the file, unless others still read it, and closes. On a disk without room for that the journal stays as it is:
      a start then finds all, and the little room that it needs. */
  close(): void {
    if (!this.raw.isOpen) return;
    this.#statements.clear();
    if (!hasRoomForJournal(this.raw)) return closeAsItIs(this.raw);
    this.raw.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    this.raw.close();
  }

  #prepared(text: string): StatementSync {
    const known = this.#statements.get(text);
    if (known !== undefined) return known;
    if (this.#statements.size >= STATEMENTS) this.#statements.clear();
    const made = this.raw.prepare(text);
    this.#statements.set(text, made);
    return made;
  }
}
