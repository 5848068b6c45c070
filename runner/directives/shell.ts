import Type from "typebox";
import type { ProgramEnd } from "../execute/process.ts";
import { directive, isClean } from "./directive.ts";

/** YAML takes the commands `true` and `false` for what they are called. */
const Command = Type.Union([Type.String(), Type.Boolean()]);

const Ignored = Type.Object(
  { ignorereturn: Type.Union([Command, Type.Array(Command)]) },
  { additionalProperties: false },
);

const Commands = Type.Union([Command, Type.Array(Type.Union([Command, Ignored]))], {
  description:
    "Runs a command line, or a list of them one after the other, each in a `/bin/sh` of its own. The first that does not exit with 0 ends the task; " +
    "a list entry `ignorereturn: command` (or a list of commands) goes on whatever its exit code. Their stdout is exported as text, without the newlines at its end.",
});

/** `shell`: command lines of `/bin/sh`. */
export const shell = directive(Commands, async (parameters, { run, answers }) => {
  const texts: string[] = [];
  let end: ProgramEnd = { exitCode: 0, signal: null, limit: null, bytes: 0 };
  for (const { line, ignored } of commandsOf(parameters)) {
    const { text, ...own } = await run("/bin/sh", ["-c", line]);
    texts.push(text);
    end = ignored && own.limit === null && own.exitCode !== null ? { ...own, exitCode: 0 } : own;
    if (!isClean(end)) break;
  }
  const value = texts.filter((text) => text !== "").join("\n");
  // of several commands the results count as one text too
  answers.saw(value);
  return { end, value };
});

interface CommandLine {
  readonly line: string;
  readonly ignored: boolean;
}

const commandsOf = (parameters: Type.Static<typeof Commands>): readonly CommandLine[] =>
  [parameters].flat().flatMap((entry): readonly CommandLine[] => {
    if (typeof entry !== "object") return [{ line: String(entry), ignored: false }];
    return [entry.ignorereturn].flat().map((line) => ({ line: String(line), ignored: true }));
  });
