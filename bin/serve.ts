import type { Command } from "commander";
import { AppError } from "../model/errors.ts";
import { policyOf } from "../model/retention.ts";
import type { Settings } from "../model/settings.ts";
import { examples, newCommand, settingsOf, withSettings } from "./program.ts";
import { findServer } from "./server-file.ts";
import type { Serving } from "./server.ts";

const DEMO_DATA = "data-demo";

export const serveCommand = (): Command =>
  withSettings(
    newCommand("serve", "Serves the pages and the API, and executes jobs."),
    "port",
    "host",
    "data",
    "store",
    "queue",
    "token",
    "anonymous",
    "rate_requests",
    "rate_mib",
    "concurrency",
  )
    .option("--no-worker", "execute nothing here")
    .option("--first-run", "check the installed npm packages once a day, to have something real to look at")
    .option(
      "--demo",
      `fill the data folder (default: ${DEMO_DATA}) with a generated year, marked as generated`,
    )
    .addHelpText(
      "after",
      examples(
        "taskotron serve",
        "taskotron serve --port 9000 --data /var/lib/taskotron",
        "taskotron token create --scope admin && taskotron serve --host 0.0.0.0",
      ),
    )
    .action(async (flags: Serving) => {
      const given = settingsOf({ ...flags });
      const settings = flags.demo && given.data === "data" ? { ...given, data: DEMO_DATA } : given;
      refuseSecond(settings);
      policyOf(settings);
      // what a server consists of takes longer to load than all other commands together
      const { serve } = await import("./server.ts");
      await serve(settings, flags);
    });

const refuseSecond = ({ data }: Settings): void => {
  const running = findServer(data);
  if (running !== undefined)
    throw new AppError(
      "setting",
      `the data folder ${data} is already served at ${running.address} (process ${running.pid})`,
    );
};
