import type { Command } from "commander";
import type { Settings } from "../model/settings.ts";
import { openUpkeep } from "../store/open.ts";
import type { Contents, Upkeep } from "../store/upkeep.ts";
import { humanBytes } from "./human.ts";
import { note } from "./noted.ts";
import { newCommand, settingsOf, withSettings } from "./program.ts";
import { openProgress } from "./progress.ts";
import { storeOptions, storeUrl } from "./settings.ts";
import { print, say } from "./terminal.ts";

/** A command on the store as a whole, with the flags that name it. */
export const upkeepCommand = (name: string, about: string): Command =>
  withSettings(newCommand(name, about), "data", "store").option("--json", "print what was done as JSON");

interface Flags {
  readonly json?: true;
}

interface Copied {
  readonly action: "backup" | "restore";
  /** Where the copy is. */
  readonly subject: string;
  /** What to say when it is done. */
  readonly done: string;
}

type Copying = (upkeep: Upkeep, onProgress: (text: string) => void) => Promise<Contents>;

/** Runs a copy of the store with its progress shown, and prints what the copy holds. */
export const copyStore = async (
  flags: Flags,
  { action, subject, done }: Copied,
  copy: Copying,
): Promise<void> => {
  const settings: Settings = settingsOf({ ...flags });
  await using upkeep = await openUpkeep(storeUrl(settings), storeOptions(settings));
  const progress = openProgress(process.stderr);
  try {
    const contents = await copy(upkeep, progress.show);
    progress.clear();
    if (flags.json) print(JSON.stringify(contents));
    else say(`taskotron: ${done}: ${textOf(contents)}`);
  } finally {
    progress.clear();
  }
  await note(settings, action, subject);
};

const textOf = ({ runs, results, log_bytes: bytes }: Contents): string =>
  `${counted(runs, "run")}, ${counted(results, "result")}, ${humanBytes(bytes)} of logs`;

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;
