import { chmod, mkdir, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { inside } from "../execute/inside.ts";
import type { StepContext } from "./directive.ts";

/** The real path of a folder that a step puts files into; made where it is missing, for everybody to read. A relative path starts at the workdir.
    Throws `directive` for one that is not in a folder of the run. */
export const targetFolder = async (
  path: string,
  { workdir, artifactsdir }: Pick<StepContext, "workdir" | "artifactsdir">,
): Promise<string> => {
  const made = async (full: string): Promise<string> => {
    if (await isThere(full)) return inside(full, [workdir, artifactsdir]);
    const parent = dirname(full);
    const folder = join(parent === full ? full : await made(parent), full.slice(parent.length));
    await mkdir(folder);
    await chmod(folder, 0o755);
    return inside(folder, [workdir, artifactsdir]);
  };
  return made(resolve(workdir, path));
};

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
