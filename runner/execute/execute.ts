import type { Artifact } from "../../model/artifact.ts";
import type { Reading } from "../../ingest/reader.ts";
import type { ResultInput } from "../../model/result.ts";
import { LIMITS } from "../../model/limits.ts";
import { MAIN_LOG } from "../../model/run.ts";
import type { Ending } from "../../model/ending.ts";
import { endingOf, interruptedBy, type StepsEnd } from "./ending.ts";
import type { Formula } from "../formula/formula.ts";
import type { Journal } from "./journal.ts";
import { Output } from "./output.ts";
import { notBegun, perform, type Stage } from "./perform.ts";
import { collectArtifacts } from "../artifacts/collect.ts";
import { References } from "../artifacts/references.ts";
import { Warnings } from "../artifacts/warnings.ts";
import { artifactsFolder } from "../ship/spool-record.ts";
import type { Spool } from "../ship/spool.ts";
import { openSecrets } from "../secrets/open.ts";
import type { RunTaskOptions } from "../task-options.ts";
import { makeWorkspace } from "./workspace.ts";

/** What executing a task gave; its logs, results and artifacts are in the spool. */
export interface Execution extends Ending, Pick<StepsEnd, "end" | "exitCode"> {
  readonly reading: Reading;
  readonly results: readonly ResultInput[];
  readonly artifacts: readonly Artifact[];
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
  const { signal, limits, item, type, arch, readReport, services } = options;
  await using workspace = await makeWorkspace(options.folders.work, options.uuid, options.keepWorkspace);
  const results: ResultInput[] = [];
  const warnings = new Warnings((message) => journal.say("WARNING", message));
  const references = new References(workspace.artifactsdir, warnings.add);
  const tell = (told: readonly ResultInput[]): void => {
    results.push(...told);
    spool.addResults(told);
  };
  const defaults = { task: formula.check, item, type, arch, log: MAIN_LOG };
  const reader = options.openReader(defaults, (told) => tell(references.take(told)));
  const output = new Output(spool, reader, options);
  const hidden = await openSecrets(options, formula, { output, journal });
  const secrets = hidden instanceof Error ? null : hidden;
  const stage: Stage = {
    ...{ formula, workspace, output, journal, defaults, readReport, services, signal },
    limits: { ...limits, idle: formula.environment.quiet ?? limits.idle },
    isReported: options.sink !== null,
  };
  const steps = hidden instanceof Error ? notBegun(hidden) : await perform(options, stage, secrets);
  const interrupted = signal.aborted;
  await output.flush();
  const reading = await reader.end();
  await secrets?.settle(workspace.artifactsdir);
  const artifacts = await keepArtifacts(spool, workspace.artifactsdir, warnings);
  tell(references.settle(artifacts));
  warnings.end();
  const ending = interrupted ? interruptedBy(signal.reason) : endingOf(steps, reading);
  if (options.keepWorkspace) journal.say("INFO", `the task's folders are kept in ${workspace.folder}`);
  const { end, exitCode } = steps;
  const fault = secrets === null || ending.fault === null ? ending.fault : secrets.text(ending.fault);
  return { ...ending, fault, end, exitCode, reading, results: results.sort(byPosition), artifacts };
};

const byPosition = (a: ResultInput, b: ResultInput): number => a.position - b.position;

/** Copies the artifacts to the spool. */
const keepArtifacts = async (spool: Spool, from: string, { add }: Warnings): Promise<readonly Artifact[]> => {
  const into = artifactsFolder(spool.folder);
  const artifacts = await collectArtifacts({ from, into, limits: LIMITS, warn: add });
  await spool.keepArtifacts(artifacts);
  return artifacts;
};
