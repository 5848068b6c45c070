import type { Command } from "commander";
import { examples } from "./program.ts";
import { copyStore, upkeepCommand } from "./upkeep.ts";

export const backupCommand = (): Command =>
  upkeepCommand("backup", "Copies the store while it is used, and checks the copy.")
    .argument("<target>", "a new folder; with Elasticsearch a folder of the cluster's path.repo")
    .addHelpText(
      "after",
      examples(
        "taskotron backup /backup/taskotron-$(date +%F)",
        "taskotron backup --data /var/lib/taskotron --json /backup/today",
      ),
    )
    .action((target: string, flags: { readonly json?: true }) =>
      copyStore(
        flags,
        { action: "backup", subject: target, done: `${target} is a complete backup` },
        (upkeep, show) => upkeep.backup(target, show),
      ),
    );
