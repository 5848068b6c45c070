import { Command, CommanderError, Option } from "commander";
import { AppError } from "../model/errors.ts";
import { SETTINGS, type SettingName, type Settings } from "../model/settings.ts";
import { loadSettings } from "./settings.ts";
import { safeText, say } from "./terminal.ts";
import { readToken } from "./token-file.ts";

/** Exit codes of every command. */
export const EXIT = { done: 0, failed: 1, usage: 2, hungUp: 129, interrupted: 130, terminated: 143 } as const;

/** Adds the flags of these settings, with their environment variables in the help text. */
export const withSettings = (command: Command, ...names: readonly SettingName[]): Command => {
  for (const name of names) {
    if (name === "token") {
      command.option("--token-file <file>", "file with the token to use, `-` for stdin [TASKOTRON_TOKEN]");
      continue;
    }
    const { env, fallback, about } = SETTINGS[name];
    command.addOption(
      new Option(`--${name} <value>`, `${about} [${env}]${fallback === "" ? "" : ` (default: ${fallback})`}`),
    );
  }
  return command;
};

/** Settings for a command that was given these flags, in the folder and environment of this process. */
export const settingsOf = (flags: Readonly<Record<string, unknown>>): Settings =>
  loadSettings(
    {
      ...Object.fromEntries(
        Object.entries(flags).filter(
          (entry): entry is [SettingName, string] => typeof entry[1] === "string" && entry[0] in SETTINGS,
        ),
      ),
      ...(typeof flags["tokenFile"] === "string" ? { token: readToken(flags["tokenFile"]) } : {}),
    },
    process.env,
    [".", "/etc/taskotron"],
  );

/** Examples under a command's help. */
export const examples = (...lines: readonly string[]): string =>
  `\nExamples:\n${lines.map((line) => `  ${line}`).join("\n")}`;

/** Runs a program to its exit code: errors become one line on stderr, never a stack trace. */
export const runProgram = async (program: Command, args: readonly string[]): Promise<void> => {
  // whoever reads our output has enough, as `head` does
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    process.exit(error.code === "EPIPE" ? EXIT.done : EXIT.failed);
  });
  try {
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    process.exitCode = report(error);
  }
};

const report = (error: unknown): number => {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (error instanceof AppError) {
    say(`taskotron: ${safeText(error.message)}`);
    return error.code === "usage" || error.code === "setting" ? EXIT.usage : EXIT.failed;
  }
  if (process.env["TASKOTRON_DEBUG"]) throw error;
  say(
    `taskotron: ${safeText(error instanceof Error ? error.message : String(error))} (TASKOTRON_DEBUG=1 shows where)`,
  );
  return EXIT.failed;
};

/** A command that fails by exceptions, shows its help on an error, and takes the words of the contract. */
export const newCommand = (name: string, about: string): Command =>
  new Command(name)
    .description(about)
    .exitOverride()
    .showHelpAfterError("(--help shows examples)")
    .allowExcessArguments(false);
