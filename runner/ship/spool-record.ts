import { open, readdir, readFile, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import type { RunInput, Seal } from "../../model/run.ts";

/** The small part of a spool, its `run.json`. */
export interface SpoolRecord {
  /** The process that writes the spool. */
  readonly owner: string;
  /** Folder that the task works in and that goes with the run; null for one that is to stay. */
  readonly workspace: string | null;
  readonly input: RunInput;
  /** Null while the run goes on, and when its runner was killed. */
  readonly seal: Seal | null;
}

export const logPath = (folder: string, log: string): string => join(folder, "logs", log);

/** Replaces the record: a reader, also after a crash, sees the old one or the new one. */
export const writeRecord = async (folder: string, record: SpoolRecord): Promise<void> => {
  const path = join(folder, "run.json");
  const file = await open(`${path}.new`, "w");
  try {
    await file.writeFile(JSON.stringify(record));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
  const directory = await open(folder, "r");
  await directory.sync().finally(() => directory.close());
};

/** Null for a spool whose runner was killed before it was made. */
export const readRecord = async (folder: string): Promise<SpoolRecord | null> => {
  const text = await readFile(join(folder, "run.json"), "utf8").catch(() => null);
  return text === null ? null : (JSON.parse(text) as SpoolRecord);
};

/** Bytes of each log. */
export const readLogSizes = async (folder: string): Promise<ReadonlyMap<string, number>> => {
  const names = (await readdir(join(folder, "logs"))).sort();
  const sizes = await Promise.all(names.map(async (name) => (await stat(logPath(folder, name))).size));
  return new Map(names.map((name, at) => [name, sizes[at] ?? 0]));
};
