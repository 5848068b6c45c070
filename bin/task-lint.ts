import type { Command } from "commander";
import { relative } from "node:path";
import { lintTask, type Notice } from "../runner/formula/lint.ts";
import { EXIT, examples, newCommand } from "./program.ts";
import { paint, print, safeText, say } from "./terminal.ts";

export const lintCommand = (): Command =>
  newCommand("lint", "Checks formulas without running them: errors, and what is probably not meant.")
    .argument("<path...>", "formulas, or folders that hold one")
    .option("--json", "print the notices as JSON")
    .addHelpText(
      "after",
      examples("taskotron task lint tasks/*", "taskotron task lint --json ./my-check.yml"),
    )
    .action(async (paths: readonly string[], flags: { json?: true }) => {
      const notices = (await Promise.all(paths.map(lintTask))).flat();
      if (flags.json) print(JSON.stringify(notices, null, 2));
      else for (const notice of notices) print(lineOf(notice));
      const errors = notices.filter(({ severity }) => severity === "error").length;
      if (!flags.json) say(`${count(errors, "error")}, ${count(notices.length - errors, "warning")}`);
      process.exitCode = errors > 0 ? EXIT.failed : EXIT.done;
    });

const lineOf = ({ severity, file, line, column, message }: Notice): string => {
  const path = relative(process.cwd(), file);
  const place = `${path === "" || path.startsWith("..") ? file : path}:${line}:${column}`;
  return `${safeText(place)}: ${paint(severity === "error" ? "red" : "yellow", severity)}: ${safeText(message)}`;
};

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? "" : "s"}`;
