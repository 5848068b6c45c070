import { hostname } from "node:os";
import { resolve } from "node:path";
import { readArrived } from "../ingest/arrived.ts";
import { openTapReader } from "../ingest/tap/open.ts";
import { LIMITS } from "../model/limits.ts";
import type { Settings } from "../model/settings.ts";
import type { Job } from "../model/job.ts";
import { deadWorkers, recoverLost, type RecoverOptions } from "../runner/work/recover.ts";
import type { RunReport } from "../runner/report.ts";
import { resumeSpool } from "../runner/ship/resume.ts";
import { runTask } from "../runner/run-task.ts";
import { startWorker, type Worker } from "../runner/work/worker.ts";
import { executor } from "./executor.ts";
import type { House } from "./house.ts";
import { spoolFolder } from "./spool-folder.ts";
import { taskSource } from "./task-source.ts";
import { wholeNumber } from "./settings.ts";

export interface WorkerTalk {
  readonly onStarted: (job: Job) => void;
  readonly onFinished: (report: RunReport, job: Job) => void;
  /** A line for people. */
  readonly onMessage: (text: string) => void;
}

const POLL_MS = 200;

/** Puts away what an earlier worker of this data folder left behind, then executes jobs as they come. */
export const startHouseWorker = async (
  house: House,
  settings: Settings,
  talk: WorkerTalk,
): Promise<Worker> => {
  const recovery = recoveryOf(house, talk);
  const machine = executor(settings, false);
  await resumeSpool(spoolFolder(settings), house.sink, {
    openReader: openTapReader,
    refuseCheck: taskSource(settings).refuseCheck,
    now: Date.now,
    random: Math.random,
    signal: AbortSignal.timeout(LIMITS.lease),
    onMessage: talk.onMessage,
    onRetry: (error) => talk.onMessage(error.message),
  });
  await recoverLost({ ...recovery, lostWorkers: await deadWorkers(house.queue, hostname()) });
  return startWorker({
    ...recovery,
    ...talk,
    concurrency: wholeNumber(settings, "concurrency"),
    execute: (job, signal) => execute(house, settings, { job, machine, signal, onMessage: talk.onMessage }),
    random: Math.random,
    poll_ms: POLL_MS,
  });
};

const NAME = `${hostname()}/${process.pid}`;

const recoveryOf = (
  { queue, sink, store }: House,
  { onMessage }: WorkerTalk,
): Omit<RecoverOptions, "lostWorkers"> => ({
  queue,
  sink,
  name: NAME,
  now: Date.now,
  readRun: async (uuid) => {
    const arrived = await readArrived(store, uuid);
    return arrived && { ...arrived.run, logs: arrived.logs };
  },
  onMessage,
});

interface Execution {
  readonly job: Job;
  readonly machine: ReturnType<typeof executor>;
  readonly signal: AbortSignal;
  readonly onMessage: (text: string) => void;
}

const execute = (
  { sink }: House,
  settings: Settings,
  { job, machine, signal, onMessage }: Execution,
): Promise<RunReport> =>
  runTask({
    taskPath: job.task,
    item: job.item,
    type: job.type,
    arch: job.arch,
    uuid: job.uuid,
    jobid: job.uuid,
    attempt: job.attempt,
    retry_of: job.retry_of,
    runner: NAME,
    folders: { spool: spoolFolder(settings), work: resolve(settings.data, "work") },
    ...machine,
    sink,
    onOutput: () => undefined,
    onErrorOutput: () => undefined,
    // a run's own messages are in its taskotron.log
    onMessage: process.env["TASKOTRON_DEBUG"] ? onMessage : () => undefined,
    now: Date.now,
    random: Math.random,
    signal,
    keepWorkspace: false,
    debug: false,
  });
