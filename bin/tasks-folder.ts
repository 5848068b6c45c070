import { join } from "node:path";
import type { TaskAnswer } from "../model/answer/task.ts";
import { listTasks } from "../runner/list-tasks.ts";

/** The checks that come with the project. */
export const TASKS_FOLDER = join(import.meta.dirname, "../tasks");

export const bundledTasks = async (): Promise<TaskAnswer[]> => [...(await listTasks(TASKS_FOLDER))];
