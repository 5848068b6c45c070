import { fold } from "../log/match/fold.ts";
import type { Database } from "./database.ts";
import { sql } from "./sql.ts";

/** Fields whose values are kept in the dictionary. */
export type NameField =
  | "check"
  | "package"
  | "item"
  | "nvr"
  | "type"
  | "arch"
  | "scenario"
  | "version"
  | "release"
  | "dist"
  | "task"
  | "runner"
  | "fingerprint"
  | "severity"
  | "finding"
  | "log";

const CACHED = 50_000;

/** The dictionary of names: integer keys for texts that repeat. Keys are remembered in memory; forget them when a transaction is undone. */
export class Names {
  readonly #db: Database;
  readonly #keys = new Map<string, number>();
  readonly #values = new Map<number, string>();
  #uses = new Map<number, number>();

  constructor(db: Database) {
    this.#db = db;
  }

  /** The key of the name, made when it is new. */
  key(field: NameField, text: string): number {
    const value = text.toWellFormed();
    const id = `${field}\n${value}`;
    const known = this.#keys.get(id);
    if (known !== undefined) return known;
    const found = this.#find(field, value) ?? this.#add(field, value);
    if (this.#keys.size >= CACHED) this.#keys.clear();
    this.#keys.set(id, found);
    return found;
  }

  /** As `key`, null for null. */
  keyOrNull(field: NameField, text: string | null): number | null {
    return text === null ? null : this.key(field, text);
  }

  value(key: number): string {
    const known = this.#values.get(key);
    if (known !== undefined) return known;
    const row = this.#db.get<{ value: string }>(sql`SELECT value FROM name WHERE key = ${key}`);
    if (row === undefined) throw new Error(`no name has key ${key}`);
    if (this.#values.size >= CACHED) this.#values.clear();
    this.#values.set(key, row.value);
    return row.value;
  }

  /** Notes that one more row uses the name; `writeUses` stores what was noted. */
  use(key: number | null): void {
    this.#note(key, 1);
  }

  /** Notes that one row less uses the name. */
  unuse(key: number | null): void {
    this.#note(key, -1);
  }

  writeUses(): void {
    for (const [key, uses] of this.#uses)
      this.#db.run(sql`UPDATE name SET uses = uses + ${uses} WHERE key = ${key}`);
    this.#uses.clear();
  }

  /** Drops all that a transaction may have made and lost. */
  forget(): void {
    this.#keys.clear();
    this.#values.clear();
    this.#uses = new Map();
  }

  #note(key: number | null, uses: number): void {
    if (key !== null) this.#uses.set(key, (this.#uses.get(key) ?? 0) + uses);
  }

  #find(field: NameField, value: string): number | undefined {
    return this.#db.get<{ key: number }>(
      sql`SELECT key FROM name WHERE field = ${field} AND value = ${value}`,
    )?.key;
  }

  #add(field: NameField, value: string): number {
    return this.#db.insert(
      sql`INSERT INTO name (field, value, fold) VALUES (${field}, ${value}, ${fold(value)})`,
    );
  }
}
