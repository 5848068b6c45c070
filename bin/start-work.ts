import { hostname } from "node:os";
import { resolve } from "node:path";
import { openTapReader } from "../ingest/tap/open.ts";
import type { Sink } from "../ingest/sink.ts";
import type { Job } from "../model/job.ts";
import { LIMITS } from "../model/limits.ts";
import type { Settings } from "../model/settings.ts";
import type { Queue } from "../queue/queue.ts";
import type { RunReport } from "../runner/report.ts";
import { runTask } from "../runner/run-task.ts";
import { resumeSpool } from "../runner/ship/resume.ts";
import type { SealOptions } from "../runner/work/close-run.ts";
import { deadWorkers, recoverLost } from "../runner/work/recover.ts";
import { startWorker, type Worker } from "../runner/work/worker.ts";
import { executor } from "./executor.ts";
import { wholeNumber } from "./settings.ts";
import { spoolFolder } from "./spool-folder.ts";
import { bundledTasks } from "./tasks-folder.ts";
import { taskSource } from "./task-source.ts";

export interface WorkerTalk {
  readonly onStarted: (job: Job) => void;
  readonly onFinished: (report: RunReport, job: Job) => void;
  /** A line for people. */
  readonly onMessage: (text: string) => void;
}

/** What a worker of this machine works with: where jobs come from, and where runs go to. */
export interface Work {
  readonly queue: Queue;
  readonly sink: Sink;
  readonly readRun: SealOptions["readRun"];
  readonly settings: Settings;
  /** A run that is interrupted is wished once more, for another worker. */
  readonly retryInterrupted: boolean;
}

const POLL_MS = 200;

const NAME = `${hostname()}/${process.pid}`;

/** Puts away what an earlier worker of this data folder left behind, then executes jobs as they come. */
export const startWork = async (work: Work, talk: WorkerTalk): Promise<Worker> => {
  const { queue, sink, settings } = work;
  const recovery = { ...work, name: NAME, now: Date.now, onMessage: talk.onMessage };
  const findLost = () => deadWorkers(queue, hostname());
  await resumeSpool(spoolFolder(settings), sink, {
    openReader: openTapReader,
    refuseCheck: taskSource(settings).refuseCheck,
    now: Date.now,
    random: Math.random,
    signal: AbortSignal.timeout(LIMITS.lease),
    onMessage: talk.onMessage,
    onRetry: (error) => talk.onMessage(error.message),
  });
  await recoverLost({ ...recovery, lostWorkers: await findLost() });
  return startWorker({
    ...recovery,
    ...talk,
    concurrency: wholeNumber(settings, "concurrency"),
    execute: executeHere(work, talk),
    findLost,
    random: Math.random,
    poll_ms: POLL_MS,
  });
};

const executeHere = ({ sink, settings }: Work, { onMessage }: WorkerTalk) => {
  const machine = executor(settings, false);
  return async (job: Job, signal: AbortSignal): Promise<RunReport> =>
    runTask({
      taskPath: await pathOf(job.task),
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
};

/** Bundled tasks go by name: each machine has its own. */
const pathOf = async (task: string): Promise<string> =>
  (await bundledTasks()).find(({ name }) => name === task)?.path ?? task;
