import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { openSqliteStore } from "../../../store/sqlite/open.ts";
import { Database } from "../../../store/sqlite/database.ts";
import type { Store } from "../../../store/store.ts";

/** A folder of the test's own, removed after it. */
export const ownFolder = (context: TestContext): string => {
  const folder = mkdtempSync(join(tmpdir(), "taskotron-sqlite-"));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

export const FILE = "taskotron.db";

/** A store in a folder and a second connection to its file. */
export const openBoth = (
  folder: string,
  now: () => number,
): { store: Store; db: Database } & AsyncDisposable => {
  const store = openSqliteStore(folder, now);
  const db = new Database(join(folder, FILE));
  return {
    store,
    db,
    [Symbol.asyncDispose]: async () => {
      db.close();
      await store[Symbol.asyncDispose]();
    },
  };
};
