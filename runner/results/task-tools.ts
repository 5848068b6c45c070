import { chmod, copyFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import type { Workspace } from "../execute/workspace.ts";

const SCRIPT = join(import.meta.dirname, "taskotron_result.sh");

/** Puts `taskotron_result` where the run's programs find it, be they in a sandbox, and gives their environment with it first on `PATH`. */
export const withTools = async (
  env: Readonly<Record<string, string>>,
  workspace: Pick<Workspace, "scratch">,
): Promise<Readonly<Record<string, string>>> => {
  // the folder of a step before the first
  const folder = await workspace.scratch(0);
  const script = join(folder, "taskotron_result");
  await copyFile(SCRIPT, script);
  await chmod(script, 0o755);
  return { ...env, PATH: [folder, env["PATH"]].filter(Boolean).join(delimiter) };
};
