import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "../../model/errors.ts";
import type { Store } from "../store.ts";
import { Database, FILE } from "./database.ts";
import { guarded } from "./failure.ts";
import { migrate, refuseNewer } from "./migrate.ts";
import { SqliteStore } from "./store.ts";

/** Opens the store in a folder, makes both where they are missing, and brings the schema up to date. */
export const openSqliteStore = (folder: string, now: () => number): Store => {
  makeFolder(folder);
  return guarded(() => {
    const db = new Database(join(folder, FILE));
    try {
      refuseNewer(db.raw);
      db.configure();
      migrate(db.raw);
      return new SqliteStore(db, now);
    } catch (error) {
      db.raw.close();
      throw error;
    }
  });
};

const makeFolder = (folder: string): void => {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new AppError("store", `the folder ${folder} cannot be made: ${String(error)}`, { folder }, error);
  }
};
