import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { TestContext } from "node:test";
import type { Seal } from "../../../../model/run.ts";
import { lineStarts } from "../../../../model/lines.ts";
import { Logs } from "../../../../store/sqlite/logs/logs.ts";
import { LOG_SCHEMA } from "../../../../store/sqlite/logs/schema.ts";

export const MAIN = "output.log";

export interface Opened {
  readonly db: DatabaseSync;
  readonly logs: Logs;
}

/** Logs in memory. */
export const openLogs = (segmentBlocks?: number): Opened => {
  const db = new DatabaseSync(":memory:");
  db.exec(LOG_SCHEMA);
  return { db, logs: new Logs(db, segmentBlocks === undefined ? {} : { segmentBlocks }) };
};

/** A file with the tables, gone after the test. */
export const logFile = (t: TestContext): string => {
  const folder = mkdtempSync(join(tmpdir(), "logs-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "store.db");
  const db = new DatabaseSync(file);
  db.exec(`PRAGMA journal_mode = WAL; ${LOG_SCHEMA}`);
  db.close();
  return file;
};

export const sealOf = (bytes: Uint8Array, name = MAIN): Seal["logs"][number] => ({
  name,
  bytes: bytes.length,
  lines: lineStarts(bytes).length,
  sha256: createHash("sha256").update(bytes).digest("hex"),
});

/** Stores a whole log; sealed unless told otherwise. */
export const put = ({ logs }: Opened, runKey: number, bytes: Uint8Array): void => {
  logs.append({ runKey, name: MAIN, offset: 0 }, bytes);
  logs.verifyAndClose(runKey, [sealOf(bytes)]);
};

export const stored = ({ logs }: Opened, runKey: number): Buffer =>
  Buffer.concat([...logs.readBytes({ runKey, name: MAIN }, 0, Infinity)]);
