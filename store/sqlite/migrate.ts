import type { DatabaseSync } from "node:sqlite";
import { AppError } from "../../model/errors.ts";
import { FIRST } from "./migrations/0001-first.ts";
import { ARTIFACTS } from "./migrations/0002-artifacts.ts";
import { SOURCE } from "./migrations/0003-source.ts";
import { RETENTION } from "./migrations/0004-retention.ts";
import { TOKENS } from "./migrations/0005-tokens.ts";
import { WISH } from "./migrations/0006-wish.ts";

/** Every step of the schema; step n takes a database from version n - 1 to n. Steps that were released never change. */
export const MIGRATIONS: readonly string[] = [FIRST, ARTIFACTS, SOURCE, RETENTION, TOKENS, WISH];

const versionOf = (db: DatabaseSync): number =>
  Number(db.prepare("PRAGMA user_version").get()?.["user_version"]);

/** Throws `store` for a database that a newer program made. Writes nothing. */
export const refuseNewer = (db: DatabaseSync, migrations: readonly string[] = MIGRATIONS): void => {
  const found = versionOf(db);
  if (found > migrations.length)
    throw new AppError(
      "store",
      `the store has schema ${found}, this program knows schemas up to ${migrations.length}: use a newer taskotron`,
      { schema: found, known: migrations.length },
    );
};

/** Brings the schema to the newest version, each step in a transaction of its own: a step that fails leaves the state before it. */
export const migrate = (db: DatabaseSync, migrations: readonly string[] = MIGRATIONS): void => {
  for (let version = versionOf(db) + 1; version <= migrations.length; version++)
    step(db, migrations, version);
};

const step = (db: DatabaseSync, migrations: readonly string[], version: number): void => {
  db.exec("BEGIN IMMEDIATE");
  try {
    // Another process may have been faster.
    if (versionOf(db) < version) db.exec(`${migrations[version - 1]}; PRAGMA user_version = ${version}`);
    db.exec("COMMIT");
  } catch (error) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw error;
  }
};
