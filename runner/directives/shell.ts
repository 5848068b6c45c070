import Type from "typebox";
import type { ProgramEnd } from "../execute/process.ts";
import { directive, isClean } from "./directive.ts";

const Ignored = Type.Object(
  { ignorereturn: Type.Union([Type.String(), Type.Array(Type.String())]) },
  { additionalProperties: false },
);

const Commands = Type.Union([Type.String(), Type.Array(Type.Union([Type.String(), Ignored]))], {
  description:
    "Runs a command line, or a list of them one after the other, each in a `/bin/sh` of its own. The first that does not exit with 0 ends the task; " +
    "a list entry `ignorereturn: command` (or a list of commands) goes on whatever its exit code. Their stdout is exported as text, without the newlines at its end.",
});

/** `shell`: command lines of `/bin/sh`. */
export const shell = directive(Commands, async (parameters, { run }) => {
  const texts: string[] = [];
  let end: ProgramEnd = { exitCode: 0, signal: null, limit: null, bytes: 0 };
  for (const { line, ignored } of commandsOf(parameters)) {
    const { text, ...own } = await run("/bin/sh", ["-c", line]);
    texts.push(text);
    end = ignored && own.limit === null && own.exitCode !== null ? { ...own, exitCode: 0 } : own;
    if (!isClean(end)) break;
  }
  return { end, value: texts.filter((text) => text !== "").join("\n") };
});

interface CommandLine {
  readonly line: string;
  readonly ignored: boolean;
}

const commandsOf = (parameters: Type.Static<typeof Commands>): readonly CommandLine[] =>
  [parameters].flat().flatMap((entry): readonly CommandLine[] => {
    if (typeof entry === "string") return [{ line: entry, ignored: false }];
    return [entry.ignorereturn].flat().map((line) => ({ line, ignored: true }));
  });
