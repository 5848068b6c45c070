import type { Reading } from "../../ingest/reader.ts";
import type { ResultInput } from "../../model/result.ts";
import { MAIN_LOG } from "../../model/run.ts";
import type { Ending } from "../../model/ending.ts";
import { endingOf, interruptedBy, type StepsEnd } from "./ending.ts";
import type { Formula } from "../formula/formula.ts";
import type { Journal } from "./journal.ts";
import { killMarked } from "./leftovers.ts";
import { Output } from "./output.ts";
import { runSteps } from "./run-steps.ts";
import type { Spool } from "../ship/spool.ts";
import { environmentOf, type RunTaskOptions, variablesOf } from "../task-options.ts";
import { makeWorkspace } from "./workspace.ts";

/** What executing a task gave; its logs and results are in the spool. */
export interface Execution extends Ending, Pick<StepsEnd, "end" | "exitCode"> {
  readonly reading: Reading;
  readonly results: readonly ResultInput[];
}

/** Executes a task in a fresh workspace, and leaves neither that nor a process behind. */
export const executeTask = async (
  options: RunTaskOptions,
  {
    formula,
    spool,
    journal,
  }: { readonly formula: Formula; readonly spool: Spool; readonly journal: Journal },
): Promise<Execution> => {
  const { signal, limits } = options;
  await using workspace = await makeWorkspace(options.folders.work, options.uuid, options.keepWorkspace);
  const results: ResultInput[] = [];
  const { item, type, arch, readReport, services } = options;
  const defaults = { task: formula.check, item, type, arch, log: MAIN_LOG };
  const reader = options.openReader(defaults, (told) => {
    results.push(...told);
    spool.addResults(told);
  });
  const output = new Output(spool, reader, options);
  const steps = await runSteps(
    {
      formula,
      workspace,
      env: environmentOf(options, workspace),
      limits: { ...limits, idle: formula.environment.quiet ?? limits.idle },
      signal,
      output,
      journal,
      defaults,
      readReport,
      services,
    },
    variablesOf(options, formula, workspace),
  );
  const interrupted = signal.aborted;
  const leftovers = await killMarked(options.uuid);
  if (leftovers > 0) journal.say("WARNING", `${leftovers} processes that the task left behind were killed`);
  const reading = await reader.end();
  const ending = interrupted ? interruptedBy(signal.reason) : endingOf(steps, reading);
  if (options.keepWorkspace) journal.say("INFO", `the task's folders are kept in ${workspace.folder}`);
  return { ...ending, end: steps.end, exitCode: steps.exitCode, reading, results };
};
