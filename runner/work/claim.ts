import { AppError } from "../../model/errors.ts";
import type { Job } from "../../model/job.ts";
import { toTime } from "../../model/time.ts";
import { scheduled, type SealOptions } from "./close-run.ts";

/** A run that is in these hands. */
export interface Claim {
  /** Gives a sign of life: between the claim and the first shipment a task is fetched and its environment made. */
  readonly beat: () => Promise<void>;
}

/** Notes with the store that a job's run is in these hands. Null for a run that nobody may begin any more: one that has ended, and one that another worker
    has begun, since a queue that was lost and made again may hold a job twice. A run that the store does not know is recorded by whoever executes it. */
export const claim = async (
  { sink, readRun, now }: SealOptions,
  job: Job,
  runner: string,
): Promise<Claim | null> => {
  const run = await readRun(job.uuid);
  if (run === null) return { beat: async () => undefined };
  if (run.state !== "SCHEDULED") return null;
  const { uuid, item, type, arch } = job;
  try {
    const started = toTime(now());
    await sink.putRun({ ...scheduled(job, run.task), state: "RUNNING", started, runner });
  } catch (error) {
    if (error instanceof AppError && error.code === "run-closed") return null;
    throw error;
  }
  return { beat: () => sink.putRun({ uuid, task: run.task, item, type, arch }) };
};
