import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "commander";
import type { JobAnswer, TaskAnswer } from "../model/answer/task.ts";
import { AppError } from "../model/errors.ts";
import { isGitAddress } from "../runner/source/address.ts";
import { openClient, type Client } from "./client.ts";
import { rpmItems } from "./first-run/rpm-items.ts";
import { examples, newCommand, settingsOf, withSettings } from "./program.ts";
import { print, safeText } from "./terminal.ts";

interface Flags {
  readonly item: string;
  readonly type: string;
  readonly arch?: string;
  readonly json?: true;
}

export const scheduleCommand = (): Command =>
  withSettings(
    newCommand("schedule", "Puts runs into the queue; a worker of the server executes them."),
    "data",
    "queue",
    "store",
    "server",
    "token",
  )
    .argument("<task>", "a bundled task by name, the path of a formula or its folder, or URL#REF:PATH of git")
    .requiredOption(
      "-i, --item <item>",
      "what to run it on: an item, an RPM file, or a tree of them in koji's layout",
    )
    .requiredOption("-t, --type <type>", "kind of item, such as koji_build or npm_package")
    .option("-a, --arch <arch>", "architecture")
    .option("--json", "print the API's answer, one line per job")
    .addHelpText(
      "after",
      examples(
        "taskotron schedule -i ./packages -t koji_build rpmlint",
        "taskotron schedule -i eslint-10.15.0 -t npm_package npm-manifest",
      ),
    )
    .action(async (task: string, flags: Flags) => {
      await using client = await openClient(settingsOf({ ...flags }));
      const path = await taskPath(client, task);
      for (const item of rpmItems(flags.item)) {
        const wish = {
          task: path,
          item,
          type: flags.type,
          ...(flags.arch === undefined ? {} : { arch: flags.arch }),
        };
        const job = (await client.call("POST", "/jobs", JSON.stringify(wish))) as JobAnswer;
        print(flags.json ? JSON.stringify(job) : `${job.uuid}  ${job.state}  ${safeText(item)}`);
      }
    });

const taskPath = async (client: Client, task: string): Promise<string> => {
  if (isGitAddress(task)) return task;
  if (existsSync(task)) return resolve(task);
  const { data } = (await client.call("GET", "/tasks")) as { data: TaskAnswer[] };
  const found = data.find(({ name }) => name === task);
  if (found === undefined)
    throw new AppError(
      "not-found",
      `no task ${task}: it is no path, and the bundled ones are ${data.map(({ name }) => name).join(", ")}`,
    );
  return found.path;
};
