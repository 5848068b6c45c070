import { basename } from "node:path";
import type { Sink } from "../../ingest/sink.ts";
import type { Ending } from "../../model/ending.ts";
import { AppError } from "../../model/errors.ts";
import { type Job, wishOf } from "../../model/job.ts";
import { isFinal, type Run, type RunInput, type Seal } from "../../model/run.ts";
import { toTime } from "../../model/time.ts";

/** The fault of a run whose runner was lost. */
export const LOST = "runner-lost";

/** A run as far as the server has it; `logs` with the hashes of their bytes so far. */
export interface ArrivedRun extends Pick<Run, "task" | "state" | "fault"> {
  readonly logs: Seal["logs"];
}

export interface SealOptions {
  readonly sink: Sink;
  readonly now: () => number;
  /** Null for a run that the server does not know. */
  readonly readRun: (uuid: string) => Promise<ArrivedRun | null>;
}

/** Closes a run that its runner could not start, as for a formula that is wrong, or could not end, as for a full disk, with what has arrived of it. */
export const sealUnfinished = async (
  { sink, now, readRun }: SealOptions,
  job: Job,
  ending: Ending,
): Promise<void> => {
  const logs = (await readRun(job.uuid))?.logs ?? [];
  await closeRun(sink, job, { ...ending, finished: toTime(now()), logs });
};

/** Closes a run without its runner, as far as it has arrived. */
export const closeLost = async (
  { sink, now }: SealOptions,
  job: Job,
  run: ArrivedRun | null,
): Promise<void> => {
  if (run !== null && isFinal(run.state)) return;
  await closeRun(sink, job, {
    state: "CRASHED",
    fault: LOST,
    finished: toTime(now()),
    logs: run?.logs ?? [],
  });
};

/** Seals a job's run, whose record is made where the server does not know it. A run that is closed already stays as it is. */
const closeRun = async (sink: Sink, job: Job, seal: Seal): Promise<void> => {
  try {
    await sink.seal(job.uuid, seal).catch(async (error: unknown) => {
      if (!isCode(error, "not-found")) throw error;
      await sink.putRun(scheduled(job));
      await sink.seal(job.uuid, seal);
    });
  } catch (error) {
    if (!isCode(error, "run-closed")) throw error;
  }
};

/** The record of a job's run before anybody executes it. The task's name, if it is not known, is taken from its path: its formula may be gone. */
export const scheduled = (job: Job, task: string = basename(job.task).replace(/\.ya?ml$/, "")): RunInput => {
  const { uuid, item, type, arch, created, attempt, retry_of } = job;
  return { uuid, task, item, type, arch, created, attempt, retry_of, state: "SCHEDULED", wish: wishOf(job) };
};

const isCode = (error: unknown, code: AppError["code"]): boolean =>
  error instanceof AppError && error.code === code;
