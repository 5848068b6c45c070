import { createReadStream } from "node:fs";
import { type Command, Option } from "commander";
import { FORMATS } from "../ingest/format.ts";
import { AppError } from "../model/errors.ts";
import type { Outcome } from "../model/outcome.ts";
import { openClient } from "./client.ts";
import { EXIT, examples, newCommand, settingsOf, withSettings } from "./program.ts";
import { outcomeText, print, safeText } from "./terminal.ts";

interface Flags {
  readonly format: string;
  readonly item?: string;
  readonly type?: string;
  readonly arch?: string;
  readonly check?: string;
  readonly json?: true;
}

interface Imported {
  readonly uuid: string;
  readonly outcome: Outcome | null;
  readonly results: number;
  readonly problems: readonly { readonly line: number | null; readonly message: string }[];
}

export const importCommand = (): Command =>
  withSettings(
    newCommand("import", "Takes files of results or logs into the store; `-` reads stdin."),
    "data",
    "store",
    "server",
    "token",
  )
    .argument(
      "<file...>",
      "TAP, ResultYAML, JUnit, subunit, `go test -json` or Rust test output, or plain logs",
    )
    .addOption(new Option("--format <format>", "what the files are").choices(FORMATS).default("auto"))
    .option("-i, --item <item>", "what was tested, where the file does not say; default the file's name")
    .option("-t, --type <type>", "kind of item, where the file does not say", "file")
    .option("-a, --arch <arch>", "architecture, where the file does not say")
    .option("--check <name>", "name of the check, where the file does not say")
    .option("--json", "print the API's answer, one line per file")
    .addHelpText(
      "after",
      examples(
        "taskotron import results.tap -i bash-5.2-1.fc42 -t koji_build --check upstream-tests",
        "bats --tap tests/ | taskotron import - -i foo-1.2-3.fc42 -t koji_build",
        "taskotron import --format log build.log -i gdb-16.1-3.fc43 -t koji_build --check rebuild",
      ),
    )
    .action(async (files: string[], flags: Flags) => {
      await using client = await openClient(settingsOf({ ...flags }));
      for (const file of files) {
        const query = new URLSearchParams({
          format: flags.format,
          item: flags.item ?? nameOf(file),
          type: flags.type ?? "file",
        });
        if (flags.arch !== undefined) query.set("arch", flags.arch);
        if (flags.check !== undefined) query.set("check", flags.check);
        const imported = (await client.call("POST", `/import?${query.toString()}`, open(file))) as Imported;
        if (flags.json) print(JSON.stringify({ file, ...imported }));
        else printImported(file, imported);
        if (imported.outcome === "CRASHED" || imported.outcome === "ABORTED") process.exitCode = EXIT.failed;
      }
    });

const nameOf = (file: string): string => (file === "-" ? "stdin" : file.replace(/^.*\//, ""));

async function* open(file: string): AsyncIterable<Uint8Array> {
  try {
    yield* (file === "-" ? process.stdin : createReadStream(file)) as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw new AppError(
      "not-found",
      `${file} cannot be read: ${error instanceof Error ? error.message : ""}`,
      {},
      error,
    );
  }
}

const printImported = (file: string, { uuid, outcome, results, problems }: Imported): void => {
  print(
    `${outcomeText(outcome)}  ${uuid}  ${results} ${results === 1 ? "result" : "results"}  ${safeText(file)}`,
  );
  for (const problem of problems)
    print(`  ${problem.line === null ? "" : `line ${problem.line}: `}${safeText(problem.message)}`);
};
