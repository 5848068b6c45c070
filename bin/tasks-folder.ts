import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TaskAnswer } from "../model/answer/task.ts";
import { AppError } from "../model/errors.ts";
import { findFormula } from "../runner/formula/find-formula.ts";
import { itemTypes } from "../runner/formula/formula.ts";
import { readFormula } from "../runner/formula/read-formula.ts";
import { listTasks } from "../runner/formula/list-tasks.ts";
import { isGitAddress } from "../runner/source/address.ts";
import { openTask } from "../runner/source/open.ts";
import { gitOptions } from "./task-source.ts";

/** The checks that come with the project. */
const BUNDLED = join(import.meta.dirname, "../tasks");

/** Milliseconds that a task may take to be fetched while somebody waits for the answer. */
const SCHEDULING = 60_000;

export const bundledTasks = (): Promise<TaskAnswer[]> => listTasks(BUNDLED);

/** The task at a path of this machine or an address of git, read from there; null where there is none. Throws `formula` for one that is wrong, `network` and
    `missing-tool` for one that cannot be had. */
export const taskAt = async (path: string): Promise<TaskAnswer | null> => {
  try {
    return isGitAddress(path) ? await taskInGit(path) : await taskIn(path);
  } catch (error) {
    if (error instanceof AppError && error.code === "not-found") return null;
    throw error;
  }
};

const taskIn = async (path: string): Promise<TaskAnswer> => {
  const found = await findFormula(path);
  const formula = await readFormula(found);
  const { name, desc, maintainer } = formula;
  return { name, desc, maintainer, path: found, types: [...itemTypes(formula)] };
};

/** The address stays the task's path: a worker takes it from there again. */
const taskInGit = async (address: string): Promise<TaskAnswer> => {
  const folder = mkdtempSync(join(tmpdir(), "taskotron-task-"));
  await using task = await openTask(address, folder, {
    ...gitOptions(AbortSignal.timeout(SCHEDULING)),
    committed: true,
  });
  return { ...(await taskIn(task.path)), path: address };
};
