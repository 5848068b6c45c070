import { type Job, laterRetryOf } from "../../model/job.ts";
import { isFinal } from "../../model/run.ts";
import type { Queue } from "../../queue/queue.ts";
import { scheduled, type SealOptions } from "./close-run.ts";

/** Wishes a job once more, for later, and answers the retry; null when it had its `LIMITS.attempts`. The run's record comes before the job. It may be repeated,
    also after a crash half-way: there is one retry. */
export const addRetry = async (
  { sink, queue, readRun, now }: SealOptions & { readonly queue: Queue },
  job: Job,
  task: string | undefined,
): Promise<Job | null> => {
  const retry = laterRetryOf(job, now());
  if (retry === null) return null;
  const run = await readRun(retry.uuid);
  if (run === null) await sink.putRun(scheduled(retry, task));
  if (run === null || !isFinal(run.state)) await queue.add(retry);
  return retry;
};
