import { setTimeout as sleep } from "node:timers/promises";
import type { AppError } from "../../model/errors.ts";
import type { Job } from "../../model/job.ts";
import { LIMITS } from "../../model/limits.ts";
import type { Lease } from "../../queue/queue.ts";
import { endingOfError, Interruption } from "../execute/ending.ts";
import type { RunReport } from "../report.ts";
import { retry } from "../ship/retry.ts";
import { claim } from "./claim.ts";
import { LOST, sealUnfinished } from "./close-run.ts";
import { recoverLost, type RecoverOptions } from "./recover.ts";
import { addRetry } from "./retry.ts";

export interface WorkerOptions extends Omit<RecoverOptions, "lostWorkers"> {
  /** Who executes, `host/pid`: the queue's word for this process. */
  readonly name: string;
  /** Runs that are executed side by side. */
  readonly concurrency: number;
  /** Executes a job to its end and reports it; the signal's reason says how to end early. */
  readonly execute: (job: Job, signal: AbortSignal) => Promise<RunReport>;
  /** Workers that are known to be gone, though their leases last. */
  readonly findLost?: () => Promise<readonly string[]>;
  readonly onStarted: (job: Job) => void;
  readonly onFinished: (report: RunReport, job: Job) => void;
  /** Milliseconds between two looks into an empty queue. */
  readonly poll_ms: number;
  /** Milliseconds between two renewals of a lease; `LIMITS.renew` unless given. */
  readonly renew_ms?: number;
  /** A number from 0 to 1. */
  readonly random: () => number;
  /** A run that `stop` interrupts is wished once more, for another worker. */
  readonly retryInterrupted?: boolean;
}

export interface Worker {
  /** Leases no more, lets the tasks at hand go on for that long (not at all unless given), ends what is left of them as ABORTED, and resolves when all
      is put away. A second call may cut the time short. */
  readonly stop: (grace_ms?: number) => Promise<void>;
}

/** What ends a worker: it leases no more, and later its tasks end. */
interface Stopping {
  readonly leasing: AbortSignal;
  readonly tasks: AbortSignal;
}

/** Executes jobs as they come, and closes runs whose worker was lost. */
export const startWorker = (options: WorkerOptions): Worker => {
  const leasing = new AbortController();
  const tasks = new AbortController();
  const stopping = { leasing: leasing.signal, tasks: tasks.signal };
  const slots = Array.from({ length: options.concurrency }, () => leaseLoop(options, stopping));
  const loops = Promise.all([...slots, recoverLoop(options, leasing.signal)]);
  return {
    stop: async (grace_ms = 0) => {
      leasing.abort();
      const interrupt = (): void => tasks.abort(new Interruption({ state: "ABORTED", fault: "interrupted" }));
      const timer = grace_ms === 0 ? interrupt() : setTimeout(interrupt, grace_ms);
      await loops;
      clearTimeout(timer ?? undefined);
    },
  };
};

const leaseLoop = async (options: WorkerOptions, stopping: Stopping): Promise<void> => {
  while (!stopping.leasing.aborted) {
    const lease = await attempt(options, () => options.queue.lease(options.name, LIMITS.lease));
    if (lease) await attempt(options, () => work(options, lease, stopping.tasks));
    else await pause(options.poll_ms, stopping.leasing);
  }
};

const recoverLoop = async (options: WorkerOptions, stopping: AbortSignal): Promise<void> => {
  while (!stopping.aborted) {
    await attempt(options, async () =>
      recoverLost({ ...options, lostWorkers: (await options.findLost?.()) ?? [] }),
    );
    await pause(LIMITS.recover, stopping);
  }
};

const work = async (options: WorkerOptions, lease: Lease, stopping: AbortSignal): Promise<void> => {
  const fenced = new AbortController();
  const renewing = setInterval(
    () => void attempt(options, () => renew(options, lease, fenced)),
    options.renew_ms ?? LIMITS.renew,
  );
  try {
    await workOn(options, lease.job, AbortSignal.any([stopping, fenced.signal]));
  } finally {
    clearInterval(renewing);
  }
  await options.queue.finish(lease);
};

const workOn = async (options: WorkerOptions, job: Job, signal: AbortSignal): Promise<void> => {
  try {
    // a server that is away now is asked again: the job is ours meanwhile
    const onRetry = ({ message }: AppError): void => options.onMessage(message);
    const asked = { signal, random: options.random, onRetry };
    const claimed = await retry(() => claim(options, job, options.name), asked);
    if (claimed === null) return;
    options.onStarted(job);
    const beating = setInterval(() => void claimed.beat().catch(() => undefined), LIMITS.heartbeat);
    const report = await options.execute(job, signal).finally(() => clearInterval(beating));
    options.onFinished(report, job);
    if (options.retryInterrupted && report.fault === "interrupted") await addRetry(options, job, report.task);
  } catch (error) {
    options.onMessage(`run ${job.uuid} could not be executed: ${messageOf(error)}`);
    await sealUnfinished(options, job, endingOfError(error));
  }
};

/** Ends the task when its lease is void: its job was cancelled, or another worker was given it. A job that the queue has lost goes on: its run is in the store. */
const renew = async ({ queue }: WorkerOptions, lease: Lease, fenced: AbortController): Promise<void> => {
  if (await queue.renew(lease, LIMITS.lease)) return;
  const row = await queue.get(lease.job.uuid);
  if (row === null) return;
  const isCancelled = row.state === "cancelled";
  fenced.abort(
    new Interruption(isCancelled ? { state: "CANCELLED", fault: null } : { state: "CRASHED", fault: LOST }),
  );
};

/** What fails here is tried again at the next turn. */
const attempt = async <T>({ onMessage }: WorkerOptions, step: () => Promise<T>): Promise<T | null> => {
  try {
    return await step();
  } catch (error) {
    onMessage(messageOf(error));
    return null;
  }
};

const pause = (ms: number, stopping: AbortSignal): Promise<unknown> =>
  sleep(ms, undefined, { signal: stopping }).catch(() => {});

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
