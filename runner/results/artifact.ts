import { realpath } from "node:fs/promises";
import { basename, extname, isAbsolute, join, relative } from "node:path";
import { inside } from "../execute/inside.ts";
import type { StepContext } from "../directives/directive.ts";
import { LIMITS } from "../../model/limits.ts";
import { putFile } from "./put-file.ts";
import { readTaskFile } from "./task-file.ts";

/** The artifact that a result names, below the run's artifacts; null, and a warning, for one that is outside of them or not there. */
export const artifactIn = async (
  artifact: string | null | undefined,
  { artifactsdir, say }: Pick<StepContext, "artifactsdir" | "say">,
): Promise<string | null> => {
  if (artifact === null || artifact === undefined) return null;
  const path = isAbsolute(artifact) ? artifact : join(artifactsdir, artifact);
  const real = await readable(path, artifactsdir);
  if (real === null) say("WARNING", `the artifact ${artifact} is left out: no such file in ${artifactsdir}`);
  return real;
};

const readable = async (path: string, folder: string): Promise<string | null> => {
  try {
    const real = await realpath(await inside(path, [folder]));
    return relative(await realpath(folder), real);
  } catch {
    return null;
  }
};

/** Makes a file of the run one of its artifacts, and answers its name there. A file that is one already stays where it is. */
export const keepFile = async (path: string, context: StepContext): Promise<string> => {
  const { artifactsdir } = context;
  const kept = await readable(path, artifactsdir);
  if (kept !== null) return kept;
  const bytes = await readTaskFile(path, LIMITS.reportFile);
  const name = await freeName(basename(path), artifactsdir);
  await putFile(join(artifactsdir, name), bytes);
  return name;
};

const freeName = async (name: string, folder: string, turn = 1): Promise<string> => {
  const end = extname(name);
  const candidate = turn === 1 ? name : `${name.slice(0, name.length - end.length)}-${turn}${end}`;
  return (await readable(join(folder, candidate), folder)) === null
    ? candidate
    : freeName(name, folder, turn + 1);
};
