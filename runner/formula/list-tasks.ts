import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { TaskAnswer } from "../../model/answer/task.ts";
import { AppError } from "../../model/errors.ts";
import { findFormula } from "./find-formula.ts";
import { itemTypes } from "./formula.ts";
import { readFormula } from "./read-formula.ts";

/** The tasks in the folders of `root`, by name. A folder without a formula is none; one whose formula is wrong is told and left out. */
export const listTasks = async (
  root: string,
  onBroken: (error: AppError) => void = () => {},
): Promise<TaskAnswer[]> => {
  const entries = await readdir(root, { withFileTypes: true });
  const tasks: TaskAnswer[] = [];
  for (const entry of entries.filter((each) => each.isDirectory())) {
    try {
      tasks.push(await describe(join(root, entry.name)));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code !== "not-found") onBroken(error);
    }
  }
  return tasks.sort((a, b) => (a.name < b.name ? -1 : 1));
};

const describe = async (folder: string): Promise<TaskAnswer> => {
  const path = await findFormula(folder);
  const formula = await readFormula(path);
  const { name, desc, maintainer } = formula;
  return { name, desc, maintainer, path, types: [...itemTypes(formula)] };
};
