import { statfsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { AppError } from "../../model/errors.ts";
import { LIMITS } from "../../model/limits.ts";

/** Throws `disk-full` where a shipment may not fit the disk, though a small write would. */
export const refuseFull = (db: DatabaseSync): void => {
  const file = db.location();
  if (file !== null && freeSpace(file) < LIMITS.chunk)
    throw new AppError("disk-full", "no space is left for the store");
};

/** Whether the journal fits the disk once more. */
export const hasRoomForJournal = (db: DatabaseSync): boolean => {
  const file = db.location();
  const journal = file === null ? undefined : statSync(`${file}-wal`, { throwIfNoEntry: false });
  return file === null || journal === undefined || freeSpace(file) > journal.size;
};

/** Closes the database without writing its journal back: only the last connection does that, and one that may only read does not. */
export const closeAsItIs = (db: DatabaseSync): void => {
  const last = new DatabaseSync(db.location() ?? "", { readOnly: true });
  last.exec("PRAGMA schema_version");
  db.close();
  last.close();
};

const freeSpace = (file: string): number => {
  const { bavail, bsize } = statfsSync(dirname(file));
  return bavail * bsize;
};
