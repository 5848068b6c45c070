import type { Command } from "commander";
import { setTimeout as sleep } from "node:timers/promises";
import type { LinesAnswer } from "../model/answer/log.ts";
import { isFinal, MAIN_LOG, type Run } from "../model/run.ts";
import { openClient } from "./client.ts";
import { EXIT, examples, newCommand, settingsOf, withSettings } from "./program.ts";
import { print, safeText } from "./terminal.ts";

const PAGE = 1000;
const PAUSE_MS = 500;

export const tailCommand = (): Command =>
  withSettings(
    newCommand("tail", "Prints a run's log while it grows; ends when the run does."),
    "data",
    "store",
    "server",
    "token",
  )
    .argument("<uuid>", "the run")
    .option("--log <name>", "which of its logs", MAIN_LOG)
    .option("--first <line>", "line to start from", "1")
    .addHelpText(
      "after",
      examples(
        "taskotron tail 0198f3c2-7a50-7000-8000-0123456789ab",
        "taskotron tail UUID --log stderr.log --first 100",
      ),
    )
    .action(async (uuid: string, flags: { log: string; first: string }) => {
      await using client = await openClient(settingsOf({ ...flags }));
      const path = `/runs/${encodeURIComponent(uuid)}`;
      let next = Math.max(1, Number.parseInt(flags.first, 10) || 1);
      for (;;) {
        const run = (await client.call("GET", path)) as Run;
        const known = run.logs.some(({ name }) => name === flags.log);
        const page = known
          ? ((await client.call(
              "GET",
              `${path}/logs/${encodeURIComponent(flags.log)}?first=${next}&count=${PAGE}`,
            )) as LinesAnswer)
          : null;
        for (const line of page?.data ?? []) print(safeText(line.text));
        next += page?.data.length ?? 0;
        if (page?.data.length === PAGE) continue;
        if (isFinal(run.state)) return void (process.exitCode = run.ok ? EXIT.done : EXIT.failed);
        await sleep(PAUSE_MS);
      }
    });
