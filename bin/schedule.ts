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
  readonly priority?: string;
  readonly delay?: string;
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
    .option("--priority <number>", "higher goes first, from -100 to 100 (default: 0)")
    .option("--delay <time>", "begin it no sooner than after this time: 90s, 15m, 2h, 1d")
    .option("--json", "print the API's answer, one line per job")
    .addHelpText(
      "after",
      examples(
        "taskotron schedule -i ./packages -t koji_build rpmlint",
        "taskotron schedule -i f42 -t koji_tag --delay 15m --priority -10 depcheck",
        "taskotron schedule -i eslint-10.15.0 -t npm_package npm-manifest",
      ),
    )
    .action(async (task: string, flags: Flags) => {
      await using client = await openClient(settingsOf({ ...flags }));
      const path = await taskPath(client, task);
      const more = wishesOf(flags);
      for (const item of rpmItems(flags.item)) {
        const wish = {
          task: path,
          item,
          type: flags.type,
          ...more,
        };
        const job = (await client.call("POST", "/jobs", JSON.stringify(wish))) as JobAnswer;
        print(flags.json ? JSON.stringify(job) : `${job.uuid}  ${job.state}  ${safeText(item)}`);
      }
    });

const UNITS: Readonly<Record<string, number>> = { s: 1e3, m: 60e3, h: 3600e3, d: 86400e3 };

/** What the flags say beyond task and item. Throws `usage`. */
const wishesOf = ({ arch, priority, delay }: Flags): object => {
  if (priority !== undefined && !/^-?\d{1,3}$/.test(priority))
    throw new AppError("usage", `--priority must be a whole number, not ${JSON.stringify(priority)}`);
  const time = /^(\d{1,6})([smhd])$/.exec(delay ?? "0s");
  if (time === null)
    throw new AppError(
      "usage",
      `--delay must be a time like 90s, 15m, 2h or 1d, not ${JSON.stringify(delay)}`,
    );
  return {
    ...(arch === undefined ? {} : { arch }),
    ...(priority === undefined ? {} : { priority: Number(priority) }),
    ...(delay === undefined ? {} : { delay_ms: Number(time[1]) * (UNITS[time[2] ?? ""] ?? 0) }),
  };
};

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
