import { realpath } from "node:fs/promises";
import { dirname, basename, join, resolve, sep } from "node:path";
import { AppError } from "../../model/errors.ts";

/** The real path of a file or folder that is, or will be, below one of the folders. The runner may have rights that the task has not: a link that leads out
    must not be followed for it. Throws `directive` for a path outside, and for one whose parent is missing. */
export const inside = async (path: string, folders: readonly string[]): Promise<string> => {
  const full = resolve(path);
  const real = await realpath(full).catch(async () =>
    join(await realpath(dirname(full)).catch(() => ""), basename(full)),
  );
  for (const folder of folders) {
    const root = await realpath(folder).catch(() => null);
    if (root !== null && (real === root || real.startsWith(root + sep))) return real;
  }
  throw new AppError(
    "directive",
    `${path} is not in a folder of this run; allowed are ${folders.join(" and ")}`,
  );
};
