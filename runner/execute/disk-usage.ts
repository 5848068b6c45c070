import { lstat, opendir, statfs } from "node:fs/promises";

/** Bytes on disk of everything in a folder. Links are not followed, and each name counts at least as a block, so that a folder full of empty files has a size too.
    What cannot be looked into, such as a folder that the task closed or one deeper than a path may be long, counts as its name; `freeSpace` sees it. */
export const diskUsage = async (folder: string, signal: AbortSignal): Promise<number> => {
  let bytes = 0;
  const folders: Buffer[] = [Buffer.from(folder)];
  for (let next = folders.pop(); next !== undefined && !signal.aborted; next = folders.pop()) {
    const at = next;
    await eachEntry(at, async (name, isFolder) => {
      const path = Buffer.concat([at, SLASH, name]);
      bytes += await sizeOf(path);
      if (isFolder) folders.push(path);
    });
  }
  return bytes;
};

const SLASH = Buffer.from("/");
const BLOCK = 4096;

const sizeOf = async (path: Buffer): Promise<number> => {
  const found = await lstat(path).catch(() => null);
  return Math.max(BLOCK, (found?.blocks ?? 0) * 512);
};

/** Names are bytes: a task may give a file one that is no text. */
const eachEntry = async (
  folder: Buffer,
  take: (name: Buffer, isFolder: boolean) => Promise<void>,
): Promise<void> => {
  try {
    for await (const entry of await opendir(folder, { encoding: "buffer" as BufferEncoding }))
      await take(Buffer.from(entry.name), entry.isDirectory());
  } catch {
    // It was removed meanwhile, or is closed, or too deep.
  }
};

/** Bytes that an ordinary user can still write to the file system of a folder. */
export const freeSpace = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
};
