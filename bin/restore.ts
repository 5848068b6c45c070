import type { Command } from "commander";
import { AppError } from "../model/errors.ts";
import { examples, settingsOf } from "./program.ts";
import { findServer } from "./server-file.ts";
import { copyStore, upkeepCommand } from "./upkeep.ts";

export const restoreCommand = (): Command =>
  upkeepCommand("restore", "Puts a backup where no store is yet.")
    .argument("<source>", "a folder that `taskotron backup` wrote")
    .addHelpText(
      "after",
      examples("taskotron restore --data /var/lib/taskotron /backup/taskotron-2026-11-24"),
    )
    .action((source: string, flags: { readonly json?: true }) => {
      const { data } = settingsOf({ ...flags });
      const server = findServer(data);
      if (server !== undefined)
        throw new AppError(
          "bad-value",
          `${data} is served at ${server.address} (process ${server.pid}): stop it first`,
        );
      return copyStore(
        flags,
        { action: "restore", subject: source, done: `${source} is restored` },
        (upkeep, show) => upkeep.restore(source, show),
      );
    });
