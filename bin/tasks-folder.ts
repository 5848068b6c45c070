import { join } from "node:path";
import type { TaskAnswer } from "../model/answer/task.ts";
import { AppError } from "../model/errors.ts";
import { findFormula } from "../runner/formula/find-formula.ts";
import { itemTypes, readFormula } from "../runner/formula/formula.ts";
import { listTasks } from "../runner/formula/list-tasks.ts";

/** The checks that come with the project. */
const BUNDLED = join(import.meta.dirname, "../tasks");

export const bundledTasks = (): Promise<TaskAnswer[]> => listTasks(BUNDLED);

/** The task at a path of this machine; null where there is none. Throws `formula` for one that is wrong. */
export const taskAt = async (path: string): Promise<TaskAnswer | null> => {
  try {
    const found = await findFormula(path);
    const formula = await readFormula(found);
    const { name, desc, maintainer } = formula;
    return { name, desc, maintainer, path: found, types: [...itemTypes(formula)] };
  } catch (error) {
    if (error instanceof AppError && error.code === "not-found") return null;
    throw error;
  }
};
