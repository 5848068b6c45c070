import { rename, rm, writeFile } from "node:fs/promises";
import { randomUUID } from "node:crypto";

/** Writes a file whole, in place of whatever is there: a link at its path is not followed. */
export const putFile = async (path: string, bytes: string | Uint8Array): Promise<void> => {
  const fresh = `${path}.${randomUUID()}`;
  try {
    await writeFile(fresh, bytes, { flag: "wx" });
    await rename(fresh, path);
  } finally {
    await rm(fresh, { force: true });
  }
};
