import { execFile } from "node:child_process";
import { AppError } from "../../model/errors.ts";

interface ToolEnd {
  readonly exitCode: number;
  readonly stdout: string;
  /** The last line on stderr. */
  readonly lastWords: string;
}

/** Runs a program of this machine that answers in a few words. Throws `missing-tool` with `install` as the advice, and the reason of the signal. */
export const runTool = async (
  file: string,
  args: readonly string[],
  { signal, install }: { readonly signal: AbortSignal; readonly install: string },
): Promise<ToolEnd> => {
  const { promise, resolve, reject } = Promise.withResolvers<ToolEnd>();
  execFile(file, args, { signal }, (error, stdout, stderr) => {
    if (error?.code === "ENOENT")
      reject(new AppError("missing-tool", `${file} is not installed: ${install}`, { tool: file }));
    else if (error?.name === "AbortError") reject(error);
    else resolve({ exitCode: exitCodeOf(error), stdout, lastWords: lastLine(stderr) });
  });
  return promise;
};

const exitCodeOf = (error: Error | null): number => {
  if (error === null) return 0;
  return "code" in error && typeof error.code === "number" ? error.code : 1;
};

/** The last line that is not empty. */
export const lastLine = (text: string): string => text.trim().split("\n").at(-1)?.trim() ?? "";
