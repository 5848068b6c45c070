import { chmod, lstat, mkdir, opendir, rename, rm, rmdir, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Removes a folder that a task could write to, whatever it made there: folders that nobody may enter, names that are no text, trees deeper than a path may
    be long. Follows no link. Does nothing where the folder is not there. Nothing may write there any more. */
export const removeTree = async (folder: string): Promise<void> => {
  const found = await lstat(folder).catch(() => null);
  if (found === null) return;
  if (!found.isDirectory()) return unlink(folder);
  // Below the bin every folder is moved to its top before it is emptied, so that no path becomes long.
  const bin = join(dirname(folder), `.${process.pid}-${++bins}.bin`);
  await mkdir(bin, { mode: 0o700 });
  await rename(folder, join(bin, "0"));
  await chmod(join(bin, "0"), 0o700);
  for (let next = 0, count = 1; next < count; next++) count = await empty(bin, next, count);
  await rm(bin, { recursive: true });
};

let bins = 0;

/** Removes a folder of the bin, whose own folders become the bin's folder `count` and so on. Answers how many the bin has had. */
const empty = async (bin: string, at: number, count: number): Promise<number> => {
  const folder = join(bin, String(at));
  for await (const entry of await opendir(folder, { encoding: "buffer" as BufferEncoding })) {
    const path = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(entry.name)]);
    if (!entry.isDirectory()) {
      await unlink(path);
      continue;
    }
    await chmod(path, 0o700);
    await rename(path, join(bin, String(count++)));
  }
  try {
    await rmdir(folder);
  } catch (error) {
    // A process that is just dying wrote there: once more.
    if (!(error instanceof Error && "code" in error && error.code === "ENOTEMPTY")) throw error;
    await rename(folder, join(bin, String(count++)));
  }
  return count;
};
