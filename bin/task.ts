import type { Command } from "commander";
import { newCommand } from "./program.ts";
import { lintCommand } from "./task-lint.ts";
import { listCommand } from "./task-list.ts";
import { newTaskCommand } from "./task-new.ts";
import { schemaCommand } from "./task-schema.ts";

export const taskCommand = (): Command =>
  newCommand("task", "Lists tasks, checks formulas, begins new tasks.")
    .addCommand(listCommand())
    .addCommand(newTaskCommand())
    .addCommand(lintCommand())
    .addCommand(schemaCommand());
