import { basename } from "node:path";
import type { Report, ReportFormat } from "../../ingest/reader.ts";
import { AppError } from "../../model/errors.ts";
import { LIMITS } from "../../model/limits.ts";
import type { ResultInput } from "../../model/result.ts";
import type { StepContext } from "../directives/directive.ts";
import { readTaskFile } from "./task-file.ts";

/** Reads the output of a test runner, `path` being real. What is wrong in it, as tests that are missing, is one more result that is not ok. Throws `directive` for a file that
    is not of the format, or of none that is known. */
export const readTestFile = async (
  path: string,
  format: ReportFormat | "auto",
  { readReport, defaults }: Pick<StepContext, "readReport" | "defaults">,
): Promise<Report> => {
  const report = await readReport(await readTaskFile(path, LIMITS.reportFile), format, defaults);
  const { problems, bailout } = report.reading;
  const unread = problems.find(({ kind }) => kind === "bad-file" || kind === "no-tap");
  if (report.format === "log")
    throw new AppError("directive", `${path} is in no known format of results; name its \`format\``);
  if (unread !== undefined)
    throw new AppError("directive", `${path} is no ${report.format}: ${unread.message}`);
  if (problems.length === 0 && bailout === null) return report;
  const fault: ResultInput = {
    position: report.results.length + 1,
    check: `${defaults.task}.${basename(path)}`,
    item: defaults.item,
    type: defaults.type,
    arch: defaults.arch,
    outcome: bailout === null ? "FAILED" : "ABORTED",
    note: bailout || (problems[0]?.message ?? null),
    findings: problems.map(({ kind, line, message }) => ({
      severity: "error",
      tag: kind,
      message,
      subject: line === null ? basename(path) : `${basename(path)}:${line}`,
      line: null,
    })),
  };
  return { ...report, results: [...report.results, fault], outputs: [...report.outputs, null] };
};
