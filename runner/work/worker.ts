import { setTimeout as sleep } from "node:timers/promises";
import type { Sink } from "../../ingest/sink.ts";
import { LIMITS } from "../../model/limits.ts";
import type { Job } from "../../model/job.ts";
import type { Lease, Queue } from "../../queue/queue.ts";
import { endingOfError, Interruption } from "../execute/ending.ts";
import { recoverLost, type RecoverOptions } from "./recover.ts";
import type { RunReport } from "../report.ts";
import { LOST, sealUnfinished } from "./close-run.ts";

export interface WorkerOptions extends Omit<RecoverOptions, "lostWorkers"> {
  readonly queue: Queue;
  readonly sink: Sink;
  /** Who executes, `host/pid`: the queue's word for this process. */
  readonly name: string;
  /** Runs that are executed side by side. */
  readonly concurrency: number;
  /** Executes a job to its end and reports it; the signal's reason says how to end early. */
  readonly execute: (job: Job, signal: AbortSignal) => Promise<RunReport>;
  readonly onStarted: (job: Job) => void;
  readonly onFinished: (report: RunReport, job: Job) => void;
  /** Milliseconds between two looks into an empty queue. */
  readonly poll_ms: number;
  /** Milliseconds between two renewals of a lease; `LIMITS.renew` unless given. */
  readonly renew_ms?: number;
}

export interface Worker {
  /** Leases no more, ends the tasks at hand as ABORTED, and resolves when all is put away. */
  readonly stop: () => Promise<void>;
}

/** Executes jobs as they come, and closes runs whose worker was lost. */
export const startWorker = (options: WorkerOptions): Worker => {
  const stopping = new AbortController();
  const loops = [
    ...Array.from({ length: options.concurrency }, () => leaseLoop(options, stopping.signal)),
    recoverLoop(options, stopping.signal),
  ];
  return {
    stop: async () => {
      stopping.abort(new Interruption({ state: "ABORTED", fault: "interrupted" }));
      await Promise.all(loops);
    },
  };
};

const leaseLoop = async (options: WorkerOptions, stopping: AbortSignal): Promise<void> => {
  while (!stopping.aborted) {
    const lease = await attempt(options, () => options.queue.lease(options.name, LIMITS.lease));
    if (lease) await attempt(options, () => work(options, lease, stopping));
    else await pause(options.poll_ms, stopping);
  }
};

const recoverLoop = async (options: WorkerOptions, stopping: AbortSignal): Promise<void> => {
  while (!stopping.aborted) {
    await attempt(options, () => recoverLost({ ...options, lostWorkers: [] }));
    await pause(LIMITS.lease / 3, stopping);
  }
};

const work = async (options: WorkerOptions, lease: Lease, stopping: AbortSignal): Promise<void> => {
  const { queue, execute, onStarted, onFinished } = options;
  const { job } = lease;
  const fenced = new AbortController();
  const renewing = setInterval(
    () => void attempt(options, () => renew(options, lease, fenced)),
    options.renew_ms ?? LIMITS.renew,
  );
  onStarted(job);
  try {
    onFinished(await execute(job, AbortSignal.any([stopping, fenced.signal])), job);
  } catch (error) {
    options.onMessage(`run ${job.uuid} could not be executed: ${messageOf(error)}`);
    await sealUnfinished(options, job, endingOfError(error));
  } finally {
    clearInterval(renewing);
  }
  await queue.finish(lease);
};

/** Ends the task when its lease is void: its job was cancelled, or another worker was given it. */
const renew = async ({ queue }: WorkerOptions, lease: Lease, fenced: AbortController): Promise<void> => {
  if (await queue.renew(lease, LIMITS.lease)) return;
  const row = await queue.get(lease.job.uuid);
  const cancelled = row?.state === "cancelled";
  fenced.abort(
    new Interruption(cancelled ? { state: "CANCELLED", fault: null } : { state: "CRASHED", fault: LOST }),
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
