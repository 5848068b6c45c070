import { open, readdir, readFile, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Artifact } from "../../model/artifact.ts";
import type { RunInput, Seal } from "../../model/run.ts";

/** The small part of a spool, its `run.json`. */
export interface SpoolRecord {
  /** The process that writes the spool. */
  readonly owner: string;
  /** Folder that the task works in and that goes with the run; null for one that is to stay. */
  readonly workspace: string | null;
  readonly input: RunInput;
  /** Name of the check that the task is. Spools of older runners do not say; it is the task's name then. */
  readonly check?: string;
  /** Folder that the task leaves artifacts in. Spools of older runners do not say, and have none. */
  readonly artifactsdir?: string;
  /** The artifacts, once they are all in the spool. */
  readonly artifacts?: readonly Artifact[];
  /** Null while the run goes on, and when its runner was killed. */
  readonly seal: Seal | null;
}

/** What is known of a run that begins. */
export type SpoolStart = Pick<SpoolRecord, "workspace" | "input" | "check" | "artifactsdir">;

export const logPath = (folder: string, log: string): string => join(folder, "logs", log);

/** Where the artifacts are, each named by its sha256. */
export const artifactsFolder = (folder: string): string => join(folder, "artifacts");

/** Replaces the record: a reader, also one after a crash, sees the old one or the new one. */
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
