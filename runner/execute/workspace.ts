import { lchown, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { giveAway } from "./give-away.ts";
import { removeTree } from "./remove-tree.ts";

/** The folders of one run, removed at its end. The task may write to what is in `folders`, not beside it. */
export interface Workspace extends AsyncDisposable {
  readonly folder: string;
  readonly workdir: string;
  readonly artifactsdir: string;
  /** What is `/tmp` in a sandbox. */
  readonly tmp: string;
  /** The folders that were made so far, but for `tmp`. */
  readonly folders: readonly string[];
  /** Makes an empty folder for a step's own files. */
  readonly scratch: (step: number) => Promise<string>;
  /** Lets the task use a further folder that exists. */
  readonly adopt: (path: string) => Promise<void>;
  /** Gives the folders of the run, and those that are still to come, to the user that its programs are. */
  readonly giveTo: (uid: number) => Promise<void>;
  /** Gives that user also what the runner has put into them since: before each of its programs. */
  readonly handOver: () => Promise<void>;
}

/** Where the workspace in this folder has its artifacts. */
export const artifactsFolderIn = (folder: string): string => join(folder, "artifacts");

/** Makes the folders of a run, readable by this user only. */
export const makeWorkspace = async (root: string, uuid: string, keep: boolean): Promise<Workspace> => {
  const folder = join(root, uuid);
  const folders: string[] = [];
  let owner: number | null = null;
  const adopt = async (path: string): Promise<void> => {
    if (owner !== null) await lchown(path, owner, owner);
    folders.push(path);
  };
  const make = async (name: string): Promise<string> => {
    const path = join(folder, name);
    await mkdir(path, { recursive: true, mode: 0o700 });
    await adopt(path);
    return path;
  };
  await removeTree(folder);
  const workdir = await make("work");
  const artifactsdir = await make("artifacts");
  return {
    folder,
    workdir,
    artifactsdir,
    tmp: join(folder, "tmp"),
    folders,
    scratch: (step) => make(`step-${step}`),
    adopt,
    giveTo: async (uid) => {
      owner = uid;
      await Promise.all(folders.map((path) => lchown(path, uid, uid)));
    },
    handOver: async () => {
      if (owner === null) return;
      for (const path of folders) await giveAway(path, owner);
    },
    [Symbol.asyncDispose]: async () => {
      if (!keep) await removeTree(folder);
    },
  };
};
