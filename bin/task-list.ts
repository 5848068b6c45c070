import type { Command } from "commander";
import { newCommand } from "./program.ts";
import { bundledTasks } from "./tasks-folder.ts";
import { print, table } from "./terminal.ts";

export const listCommand = (): Command =>
  newCommand("list", "Lists the bundled tasks.")
    .option("--json", "print them as JSON")
    .action(async (flags: { json?: true }) => {
      const tasks = await bundledTasks();
      if (flags.json) return print(JSON.stringify(tasks, null, 2));
      print(
        table([
          ["task", "takes", "what it does"],
          ...tasks.map(({ name, types, desc }) => [name, types.join(", "), desc.split("\n")[0] ?? ""]),
        ]),
      );
    });
