import type { Report } from "../../ingest/reader.ts";
import { AppError } from "../../model/errors.ts";
import { LIMITS } from "../../model/limits.ts";
import type { StepContext } from "../directives/directive.ts";
import { findFile, readTaskFile } from "./task-file.ts";

/** Results as a step gives them: as a text, or in a file. */
export interface ResultsSource {
  readonly results?: string;
  readonly file?: string;
}

/** What makes a whole text unusable; anything else is told as a problem of the run. */
const FATAL: ReadonlySet<string> = new Set(["bad-file", "no-tap", "unknown-outcome"]);

/** The text of results, and its name in messages. Throws `directive`. */
export const textOf = async (
  { results, file }: ResultsSource,
  context: StepContext,
): Promise<{ readonly text: string; readonly name: string }> => {
  if ((results === undefined) === (file === undefined))
    throw new AppError("directive", "results come either as `results`, a text, or as `file`, a path");
  if (file === undefined) return { text: results ?? "", name: "`results`" };
  return {
    text: (await readTaskFile(await findFile(file, context), LIMITS.reportFile)).toString(),
    name: file,
  };
};

/** Reads TAP or ResultYAML. Throws `directive`, naming what is wrong, for a text that is neither, and for an outcome that is none. */
export const readResults = async (
  text: string,
  name: string,
  { readReport, defaults }: Pick<StepContext, "readReport" | "defaults">,
): Promise<Report> => {
  if (text.trim() === "") throw new AppError("directive", `${name} is empty: TAP or ResultYAML is expected`);
  const bytes = Buffer.from(text);
  const told = await readReport(bytes, "auto", defaults);
  // what looks like nothing is most likely a broken map: its reader says why
  const report = told.format === "log" ? await readReport(bytes, "resultyaml", defaults) : told;
  if (report.format !== "tap" && report.format !== "resultyaml")
    throw new AppError(
      "directive",
      `${name} is ${report.format}, not TAP or ResultYAML: the directive \`tests\` reads it`,
    );
  const fatal = report.reading.problems.find(({ kind }) => FATAL.has(kind));
  if (fatal !== undefined)
    throw new AppError(
      "directive",
      `${name}: ${fatal.message}${fatal.line === null ? "" : `, line ${fatal.line}`}`,
    );
  return report;
};
