import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";

/** The folders of one run, removed at its end. */
export interface Workspace extends AsyncDisposable {
  readonly folder: string;
  readonly workdir: string;
  readonly artifactsdir: string;
  /** Makes an empty folder for a step's own files. */
  readonly scratch: (step: number) => Promise<string>;
}

/** Makes the folders of a run, readable by this user only. */
export const makeWorkspace = async (root: string, uuid: string, keep: boolean): Promise<Workspace> => {
  const folder = join(root, uuid);
  const make = async (name: string): Promise<string> => {
    await mkdir(join(folder, name), { recursive: true, mode: 0o700 });
    return join(folder, name);
  };
  await rm(folder, { recursive: true, force: true });
  return {
    folder,
    workdir: await make("work"),
    artifactsdir: await make("artifacts"),
    scratch: (step) => make(`step-${step}`),
    [Symbol.asyncDispose]: async () => {
      if (!keep) await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
};
