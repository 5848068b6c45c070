import { constants } from "node:fs";
import { open, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Masks } from "./masks.ts";

/** Takes a run's secrets out of the files below a folder: text files are rewritten with marks, a file of other bytes that holds a secret is removed.
    Links are not followed. Answers what was done, a line for each file. No program may write there meanwhile. */
export const maskFiles = async (folder: string, masks: Masks): Promise<readonly string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const told: string[] = [];
  for (const entry of entries) {
    const line = entry.isFile() ? await maskFile(join(entry.parentPath, entry.name), masks) : null;
    if (line !== null) told.push(`${join(entry.parentPath, entry.name).slice(folder.length + 1)} ${line}`);
  }
  return told;
};

const maskFile = async (path: string, masks: Masks): Promise<string | null> => {
  const file = await open(path, constants.O_RDWR | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const before = await file.readFile();
    const marks = masks.count();
    const after = masks.bytes(before);
    if (masks.count() === marks) return null;
    if (before.includes(0)) {
      await rm(path);
      return "holds a secret among bytes that are no text, and was removed";
    }
    await file.truncate(0);
    await file.write(after, 0, after.length, 0);
    return "held a secret, which was masked";
  } finally {
    await file.close();
  }
};
