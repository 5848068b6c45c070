import { AppError } from "../../model/errors.ts";
import { type Job, jobOfRun, laterRetryOf } from "../../model/job.ts";
import { LIMITS } from "../../model/limits.ts";
import type { Run, State } from "../../model/run.ts";
import { fromTime, toTime } from "../../model/time.ts";
import { LOST } from "./close-run.ts";
import { type RecoverOptions, retryLost } from "./recover.ts";
import { addRetry } from "./retry.ts";

export interface ReconcileOptions extends Omit<RecoverOptions, "name" | "lostWorkers"> {
  /** Since when runners could have been heard, epoch milliseconds: a server's start. */
  readonly listening: number;
  /** Runs in a state, begun since a time or not begun; oldest first. */
  readonly runsIn: (state: State, since: string) => AsyncIterable<Run>;
}

/** Milliseconds that whoever records a run may take until its job is in the queue. */
const ADDING = 5_000;

const EVER = toTime(0);

/** Gives the queue back what the store knows to be wished, after the queue lost some or all of it: runs that wait without a job get theirs again; runs that
    are executed without a job, and of which nothing has been heard for `LIMITS.lease`, are closed and wished once more; so are runs that somebody has
    closed as lost, where the retry is missing. Answers how many jobs were added. It may be repeated, and several servers may do it at once. */
export const reconcile = async (options: ReconcileOptions): Promise<number> => {
  const now = options.now();
  const silent =
    (ms: number) =>
    ({ heard }: Run): boolean =>
      fromTime(heard) < now - ms;
  const isUnheard = now - options.listening > LIMITS.lease ? silent(LIMITS.lease) : () => false;
  return (
    (await repair(options, options.runsIn("SCHEDULED", EVER), silent(ADDING), addMissing)) +
    (await repair(options, options.runsIn("RUNNING", EVER), isUnheard, closeForgotten)) +
    (await repair(options, options.runsIn("CRASHED", toTime(now - LIMITS.remembered)), isLost, retryMissing))
  );
};

const isLost = ({ fault }: Run): boolean => fault === LOST;

/** Does a step for each run that was wished for and needs it, and answers how many jobs that added. One that fails does not keep the others from it. */
const repair = async (
  options: ReconcileOptions,
  runs: AsyncIterable<Run>,
  needsIt: (run: Run) => boolean,
  step: (options: ReconcileOptions, job: Job, run: Run) => Promise<boolean>,
): Promise<number> => {
  let added = 0;
  for await (const run of runs) {
    const job = needsIt(run) ? jobOfRun(run) : null;
    if (job !== null && (await step(options, job, run).catch(toldOf(options, run)))) added++;
  }
  return added;
};

/** Tells an error of one run; one that meets all of them is thrown. */
const toldOf =
  ({ onMessage }: ReconcileOptions, { uuid }: Run) =>
  (error: unknown): false => {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    onMessage(`run ${uuid} cannot be given back to the queue: ${error.message}`);
    return false;
  };

const addMissing = async ({ queue, sink, now }: ReconcileOptions, job: Job): Promise<boolean> => {
  const row = await queue.get(job.uuid);
  if (row === null) return queue.add(job);
  // who cancelled it did not come to its run
  if (row.state === "cancelled")
    await sink.seal(job.uuid, { state: "CANCELLED", finished: toTime(now()), logs: [] });
  return false;
};

const closeForgotten = async (options: ReconcileOptions, job: Job): Promise<boolean> => {
  const row = await options.queue.get(job.uuid);
  // whoever takes over its lease closes it
  if (row?.state === "leased") return false;
  await retryLost(options, job, await options.readRun(job.uuid));
  return true;
};

const retryMissing = async (options: ReconcileOptions, job: Job, run: Run): Promise<boolean> => {
  const retry = laterRetryOf(job, options.now());
  if (retry === null || (await options.readRun(retry.uuid)) !== null) return false;
  await addRetry(options, job, run.task);
  return true;
};
