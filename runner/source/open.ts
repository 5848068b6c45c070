import { realpath } from "node:fs/promises";
import { basename, join } from "node:path";
import { AppError } from "../../model/errors.ts";
import type { Source } from "../../model/run.ts";
import { type GitAddress, isGitAddress, parseGitAddress, withoutSecrets } from "./address.ts";
import { removeTree } from "../execute/remove-tree.ts";
import { checkoutAt } from "./checkout.ts";
import { clone } from "./clone.ts";
import type { GitOptions } from "./git.ts";

/** A task that can be read, until it is disposed of. */
export interface OpenTask extends AsyncDisposable {
  /** Its formula or folder. */
  readonly path: string;
  /** Null for a task that is in no git repository. */
  readonly source: Source | null;
}

export interface OpenTaskOptions extends GitOptions {
  /** Takes a task only as a commit has it. */
  readonly committed: boolean;
}

/** Finds a task at a path or an address of git; what must be cloned goes to `folder`, which is removed with it. Throws `usage`, `missing-tool`,
    `not-found`, `network`. */
export const openTask = async (task: string, folder: string, options: OpenTaskOptions): Promise<OpenTask> => {
  if (isGitAddress(task)) return cloned(parseGitAddress(task), folder, options);
  if (options.committed) return cloned(await committedAt(task, options), folder, options);
  // a developer's task runs without git too
  const checkout = await checkoutAt(task, options).catch(() => null);
  return { path: task, source: checkout?.source ?? null, [Symbol.asyncDispose]: async () => {} };
};

const committedAt = async (task: string, options: GitOptions): Promise<GitAddress> => {
  const checkout = await checkoutAt(task, options);
  if (checkout === null)
    throw new AppError(
      "usage",
      `the production profile takes tasks from git, and ${task} is in no git checkout; give its repository (https://HOST/task.git#REF), or a path in a checkout of it`,
    );
  const { source, path } = checkout;
  if (source.dirty)
    throw new AppError(
      "usage",
      `the production profile runs what is committed, and ${task} has changes since ${source.commit.slice(0, 12)}; commit them first`,
    );
  return { url: source.url, ref: source.commit, path };
};

const cloned = async (address: GitAddress, folder: string, options: GitOptions): Promise<OpenTask> => {
  const remove = () => removeTree(folder);
  try {
    // a formula is found by the name of its folder
    const top = join(folder, basename(new URL(address.url).pathname).replace(/\.git$/, "") || "task");
    const commit = await clone(address, top, options);
    const path = await insideClone(top, address);
    const source = { url: withoutSecrets(address.url), commit, dirty: false };
    return { path, source, [Symbol.asyncDispose]: remove };
  } catch (error) {
    await remove();
    throw error;
  }
};

const insideClone = async (top: string, { url, path }: GitAddress): Promise<string> => {
  const full = join(top, path);
  const real = await realpath(full).catch(() => null);
  const home = await realpath(top);
  if (real !== null && (real === home || real.startsWith(`${home}/`))) return full;
  throw new AppError("not-found", `there is no ${JSON.stringify(path)} in ${withoutSecrets(url)}`);
};
