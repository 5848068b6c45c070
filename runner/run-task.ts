import { join } from "node:path";
import { AppError } from "../model/errors.ts";
import type { Seal, Source } from "../model/run.ts";
import { toTime } from "../model/time.ts";
import { Interruption } from "./execute/ending.ts";
import { type Execution, executeTask } from "./execute/execute.ts";
import { artifactsFolderIn } from "./execute/workspace.ts";
import { findFormula } from "./formula/find-formula.ts";
import type { Formula } from "./formula/formula.ts";
import { readFormula } from "./formula/read-formula.ts";
import { Journal } from "./execute/journal.ts";
import { digestLogs } from "./ship/log-digest.ts";
import { Refusals } from "./refusals.ts";
import { reportOf, type RunReport } from "./report.ts";
import { type Shipped, startShipping } from "./ship/shipping.ts";
import { Spool } from "./ship/spool.ts";
import { checkInput, runInputOf, type RunTaskOptions } from "./task-options.ts";

/** Runs a task on an item: its output to the spool and to who listens, results, seal, and all of it to the sink while it runs. However the task ends,
    that is a report; thrown is only what keeps it from being started (`not-found`, `formula`, `usage`, `network`, `missing-tool`, `forbidden`) or kept (`disk-full`). */
export const runTask = async (options: RunTaskOptions): Promise<RunReport> => {
  const folder = join(options.folders.work, `${options.uuid}-task`);
  await using task = await options.openTask?.(options.taskPath, folder, options.signal);
  const formula = await readFormula(await findFormula(task?.path ?? options.taskPath));
  checkInput(formula, options);
  const source = task?.source ?? null;
  const refusals = refusalsOf(options, formula, source);
  const started = performance.now();
  const run = runInputOf(options, formula, source);
  const workspace = join(options.folders.work, run.uuid);
  const start = {
    input: run,
    workspace: options.keepWorkspace ? null : workspace,
    check: formula.check,
    artifactsdir: artifactsFolderIn(workspace),
  };
  const lost = new AbortController();
  const signal = AbortSignal.any([options.signal, lost.signal]);
  await using spool = await Spool.create(join(options.folders.spool, run.uuid), start, {
    isDurable: options.sink !== null,
    patience: options.limits.spoolFull,
    signal,
  });
  const journal = new Journal(spool, options.now, (level, line) => {
    if (level !== "DEBUG" || options.debug) options.onMessage(line);
  });
  const giveUp = new AbortController();
  const shipping = shipTo(options, { spool, journal, lost, giveUp });
  journal.say("INFO", `run ${run.uuid}: ${run.task} on ${run.type} ${run.item} (${run.arch})`);
  if (source !== null) journal.say("INFO", `its task is of ${sourceText(source)}`);
  const openReader = refusals.guard(options.openReader);
  const executed = await executeTask({ ...options, signal, openReader }, { formula, spool, journal });
  const execution = refusals.settle(executed);
  const { reading, results, state, fault } = execution;
  journal.say(state === "FINISHED" ? "INFO" : "ERROR", `${state}${fault === null ? "" : `: ${fault}`}`);
  const seal = await sealSpool(spool, execution, options.now()).catch(async (cause: unknown) => {
    giveUp.abort();
    await shipping;
    throw spoolFailure(spool, cause);
  });
  const shipped = await shipping;
  if (shipped !== "kept") await spool.remove();
  const duration_ms = Math.round(performance.now() - started);
  return reportOf({
    run,
    seal,
    reading,
    results,
    duration_ms,
    shipped: shipped === "shipped" && options.sink !== null,
  });
};

/** Throws `forbidden` when even the formula's own check may not be reported. */
const refusalsOf = (
  { refuseCheck }: RunTaskOptions,
  { check, namespace }: Formula,
  source: Source | null,
): Refusals => {
  const refusals = new Refusals((name) => refuseCheck?.(name, { source, namespace }) ?? null);
  refusals.check(check);
  return refusals;
};

const sourceText = ({ url, commit, dirty }: Source): string =>
  `${url} at ${commit}${dirty ? ", with changes since" : ""}`;

interface Shippable {
  readonly spool: Spool;
  readonly journal: Journal;
  /** Aborted when the run turns out not to be this runner's any more. */
  readonly lost: AbortController;
  readonly giveUp: AbortController;
}

const shipTo = (options: RunTaskOptions, { spool, journal, lost, giveUp }: Shippable): Promise<Shipped> => {
  if (options.sink === null) return Promise.resolve("shipped");
  return startShipping(spool, options.sink, {
    signal: options.signal,
    giveUp: giveUp.signal,
    random: options.random,
    onMessage: (message) => journal.say("WARNING", message),
    onClosed: () => lost.abort(new Interruption({ state: "CRASHED", fault: "run-closed" })),
  });
};

const sealSpool = async (spool: Spool, execution: Execution, now: number): Promise<Seal> => {
  const { end, exitCode, reading, state, fault, artifacts } = execution;
  const given = state === "FINISHED" && end.exitCode === 0 ? exitCode : null;
  await spool.finish();
  const seal: Seal = {
    state,
    fault,
    finished: toTime(now),
    exit_code: given ?? end.exitCode,
    exit_allowed: given !== null,
    signal: end.signal,
    limit: end.limit,
    plan: reading.plan,
    problems: [...reading.problems],
    logs: await digestLogs(spool.folder, spool.progress.logs.keys()),
    artifacts: [...artifacts],
  };
  await spool.seal(seal);
  return seal;
};

const spoolFailure = (spool: Spool, cause: unknown): AppError => {
  const reason = cause instanceof Error ? cause.message : "unknown reason";
  return new AppError("disk-full", `the spool ${spool.folder} cannot be written: ${reason}`, {}, cause);
};
