import { AppError } from "../../model/errors.ts";
import { findFormulas } from "./find-formula.ts";
import { inspectFormula } from "./read-formula.ts";
import { doubtsOf } from "./doubts.ts";
import { missingFiles } from "./missing-files.ts";

/** What is wrong with a formula (`error`: it would not be run), or probably not what its author meant (`warning`). */
export interface Notice {
  readonly severity: "error" | "warning";
  readonly file: string;
  /** From 1, as the column. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Checks the formulas at a path without running anything. Notices come in the order of their places. */
export const lintTask = async (path: string): Promise<readonly Notice[]> => {
  try {
    const notices: Notice[] = [];
    for (const file of await findFormulas(path)) notices.push(...(await lintFile(file)));
    return notices;
  } catch (error) {
    return [noticeOf("error", asFault(error), path)];
  }
};

const lintFile = async (file: string): Promise<readonly Notice[]> => {
  try {
    const { formula, faults } = await inspectFormula(file);
    const doubts = [...doubtsOf(formula), ...(await missingFiles(formula))];
    return [
      ...faults.map((fault) => noticeOf("error", fault, file)),
      ...doubts.map((doubt) => noticeOf("warning", doubt, file)),
    ].sort((a, b) => a.line - b.line || a.column - b.column);
  } catch (error) {
    return [noticeOf("error", asFault(error), file)];
  }
};

const asFault = (error: unknown): AppError => {
  if (error instanceof AppError) return error;
  throw error;
};

const noticeOf = (severity: Notice["severity"], { message, fields }: AppError, path: string): Notice => {
  const [line, column] = [fields["line"], fields["column"]].map((place) =>
    typeof place === "number" ? place : 1,
  );
  const file = typeof fields["file"] === "string" ? fields["file"] : path;
  const place = `${file}:${line}:${column}: `;
  return {
    severity,
    file,
    line: line ?? 1,
    column: column ?? 1,
    message: message.startsWith(place) ? message.slice(place.length) : message,
  };
};
