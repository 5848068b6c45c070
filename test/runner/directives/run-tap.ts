import { openTapReader } from "../../../ingest/tap/open.ts";
import type { RunTaskOptions } from "../../../runner/task-options.ts";
import { type Ran, runSteps, type TaskBox } from "../box.ts";

/** Runs steps with the real reader of TAP: what a run of them comes to. */
export const runTap = (
  box: TaskBox,
  steps: string,
  files: Readonly<Record<string, string>> = {},
  options: Partial<RunTaskOptions> = {},
): Promise<Ran> => runSteps(box, steps, { files, openReader: openTapReader, ...options });

/** The results of a run, one line each. */
export const told = ({ report }: Ran): readonly string[] =>
  report.results.map(({ check, item, outcome, note }) =>
    [check, item, outcome, note].filter((each) => each !== null && each !== undefined).join(" | "),
  );

export const kinds = ({ report }: Ran): readonly string[] => report.problems.map(({ kind }) => kind);
