import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { AppError } from "../../model/errors.ts";
import { MIGRATIONS } from "./schema.ts";

/** Milliseconds that a write waits for the writer of another process. */
const PATIENCE = 5_000;

/** Opens `queue.db` in the folder, made or brought up to date. Every commit is on the disk when it returns. Throws `store`. */
export const openDatabase = (folder: string): DatabaseSync => {
  const file = join(folder, "queue.db");
  try {
    mkdirSync(folder, { recursive: true });
    const db = new DatabaseSync(file, { timeout: PATIENCE });
    db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
    migrate(db);
    return db;
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const reason = cause instanceof Error ? cause.message : "unknown reason";
    throw new AppError("store", `the queue ${file} cannot be opened: ${reason}`, {}, cause);
  }
};

const migrate = (db: DatabaseSync): void => {
  db.exec("BEGIN IMMEDIATE");
  const version = Number(db.prepare("PRAGMA user_version").get()?.["user_version"]);
  if (version > MIGRATIONS.length)
    throw new AppError(
      "store",
      `the queue has schema ${version}, this program knows schemas up to ${MIGRATIONS.length}: use a newer taskotron`,
    );
  for (const change of MIGRATIONS.slice(version)) db.exec(change);
  db.exec(`PRAGMA user_version = ${MIGRATIONS.length}; COMMIT`);
};
