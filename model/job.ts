import { LIMITS } from "./limits.ts";
import type { Run, Wish } from "./run.ts";
import { toTime } from "./time.ts";
import { uuidV5 } from "./uuid.ts";

/** A run that waits for its executor. */
export interface Job {
  /** The run's uuid. */
  readonly uuid: string;
  /** A bundled task by name, an address in git, or the path of a formula or of the directory that holds it on the worker's machine. */
  readonly task: string;
  readonly item: string;
  readonly type: string;
  readonly arch: string;
  readonly attempt: number;
  readonly retry_of: string | null;
  /** Higher goes first. */
  readonly priority: number;
  /** It is not leased before this time; null: its turn comes at once. */
  readonly not_before: string | null;
  /** What wishes have in common of which one run is enough: while a job with the key waits, no other is taken. Null for a job of its own. */
  readonly key: string | null;
  readonly created: string;
}

/** A job's fields and no others: what a queue keeps of one. */
export const jobFields = (job: Job) =>
  ({
    uuid: job.uuid,
    task: job.task,
    item: job.item,
    type: job.type,
    arch: job.arch,
    attempt: job.attempt,
    retry_of: job.retry_of,
    priority: job.priority,
    not_before: job.not_before,
    key: job.key,
    created: job.created,
  }) satisfies Job;

/** What is kept of a job with its run. */
export const wishOf = ({ task, priority, not_before }: Job): Wish => ({ task, priority, not_before });

/** The job of a run, made again from what is kept with it; without its key. Null for a run that no queue has known, as one by `runtask`. */
export const jobOfRun = ({ uuid, item, type, arch, attempt, retry_of, created, wish }: Run): Job | null =>
  wish && { ...wish, uuid, item, type, arch, attempt, retry_of, key: null, created };

/** The next attempt of a job, for now: a new run whose id follows from the old one's. */
export const retryOf = (job: Job, now: number): Job => ({
  ...job,
  uuid: uuidV5(job.uuid, String(job.attempt + 1)),
  attempt: job.attempt + 1,
  retry_of: job.uuid,
  not_before: null,
  key: null,
  created: toTime(now),
});

/** The same after a lost runner: it waits, each further one longer, for a machine that is in trouble. Null when there were `LIMITS.attempts`. */
export const laterRetryOf = (job: Job, now: number): Job | null =>
  job.attempt >= LIMITS.attempts
    ? null
    : { ...retryOf(job, now), not_before: toTime(now + LIMITS.again * 4 ** (job.attempt - 1)) };
