import type { Command } from "commander";
import { CLI } from "../model/audit.ts";
import { CLASSES, policyOf } from "../model/retention.ts";
import type { Run } from "../model/run.ts";
import { openStore } from "../store/open.ts";
import { openClient } from "./client.ts";
import { onInterruption } from "./interruption.ts";
import { examples, newCommand, settingsOf, withSettings } from "./program.ts";
import { retain } from "./noted.ts";
import { openProgress } from "./progress.ts";
import { storeOptions, storeUrl } from "./settings.ts";
import { print, say } from "./terminal.ts";

interface Flags {
  readonly json?: true;
}

export const retentionCommand = (): Command => {
  const command = newCommand(
    "retention",
    "Removes what has been kept long enough, and pins runs that must stay. A server does the former once an hour.",
  ).addHelpText(
    "after",
    examples(
      "TASKOTRON_KEEP_LOGS=180d taskotron retention apply",
      "taskotron retention pin 0198f3c2-7a50-7000-8000-0123456789ab",
    ),
  );
  for (const sub of [applyCommand(), pinCommand("pin"), pinCommand("unpin")]) command.addCommand(sub);
  return command;
};

const applyCommand = (): Command =>
  withSettings(
    newCommand("apply", "Removes what the settings keep no longer, oldest first."),
    "data",
    "store",
  )
    .option("--json", "print what was removed as JSON")
    .action(async (flags: Flags) => {
      const settings = settingsOf({ ...flags });
      const policy = policyOf(settings);
      const stopped = new AbortController();
      onInterruption((code) => {
        process.exitCode = code;
        stopped.abort();
      });
      await using store = await openStore(storeUrl(settings), storeOptions(settings));
      const progress = openProgress(process.stderr);
      progress.show("removing what is too old");
      const removed = await retain(store, policy, {
        actor: CLI,
        now: Date.now(),
        signal: stopped.signal,
      });
      progress.clear();
      if (flags.json) return print(JSON.stringify(removed));
      for (const name of CLASSES)
        if (policy[name] === null) say(`taskotron: ${name} are kept for ever`);
        else if (name !== "totals") say(`taskotron: ${name} of ${removed[name]} runs removed`);
    });

const pinCommand = (name: "pin" | "unpin"): Command =>
  withSettings(
    newCommand(name, name === "pin" ? "Keeps a run for ever." : "Lets retention have a run again."),
    "data",
    "store",
    "server",
    "token",
  )
    .argument("<uuid>", "the run")
    .option("--json", "print the run as JSON")
    .action(async (uuid: string, flags: Flags) => {
      await using client = await openClient(settingsOf({ ...flags }));
      const path = `/runs/${encodeURIComponent(uuid)}/pin`;
      const run = (await client.call(name === "pin" ? "PUT" : "DELETE", path)) as Run;
      if (flags.json) print(JSON.stringify(run));
      else say(`taskotron: run ${run.uuid} is ${run.pinned ? "" : "no longer "}pinned`);
    });
