import { AppError } from "../../model/errors.ts";
import type { ProgramEnd } from "../execute/process.ts";
import type { RunOptions, StepContext } from "./directive.ts";

/** A program that a step runs, with the packages that it is in. */
export interface Tool {
  readonly program: string;
  readonly apt: string;
  readonly dnf: string;
}

/** Runs a tool with a log of its own and gives what it printed on stdout. Throws `missing-tool` with the lines that install it. */
export const runTool = async (
  { program, apt, dnf }: Tool,
  args: readonly string[],
  { run, ...options }: Pick<StepContext, "run"> & RunOptions,
): Promise<{ readonly end: ProgramEnd; readonly text: string }> => {
  try {
    const { text, ...end } = await run(program, args, options);
    return { end, text };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "missing-tool") throw error;
    throw new AppError(
      "missing-tool",
      `${program} is not installed; try: apt install ${apt}, or: dnf install ${dnf}`,
      { tool: program },
      error,
    );
  }
};
