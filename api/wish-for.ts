import { type Job, jobOfRun, wishOf } from "../model/job.ts";
import type { Run } from "../model/run.ts";
import { toTime } from "../model/time.ts";
import type { JobRow, Queue } from "../queue/queue.ts";
import type { Store } from "../store/store.ts";
import { stateOf } from "./job.ts";

/** What scheduling works with. */
export interface Scheduling {
  readonly store: Store;
  readonly queue: Queue;
  readonly now: () => number;
}

interface Wished {
  readonly job: Job;
  /** Name of its task. */
  readonly task: string;
  /** Whoever wishes knows its uuid, or would get the same one again. */
  readonly mayRepeat: boolean;
}

/** Records the run and puts its job into the queue, in this order: what the queue loses can be given back. A repeated wish is the job that there is; one whose
    key another job has that still waits is that job. Throws `busy` when the queue takes nothing; a wish that cannot be repeated is then withdrawn. */
export const wishFor = async (
  scheduling: Scheduling,
  wished: Wished,
): Promise<{ readonly row: JobRow; readonly isNew: boolean }> => {
  const { queue } = scheduling;
  const other = await gathering(queue, wished.job);
  if (other !== null) return { row: other, isNew: false };
  const run = await recorded(scheduling, wished);
  const job = jobOfRun(run) ?? wished.job;
  const isNew = run.state === "SCHEDULED" && (await added(scheduling, wished, job));
  const row = await queue.get(job.uuid);
  const overtaken = row === null && run.state === "SCHEDULED" ? await gathering(queue, wished.job) : null;
  if (overtaken !== null) await withdraw(scheduling, run.uuid, `wished for as ${overtaken.uuid}`);
  return { row: overtaken ?? row ?? { ...job, state: stateOf(run), worker: run.runner }, isNew };
};

/** The job that waits for all wishes with this one's key. */
const gathering = async (queue: Queue, { key }: Job): Promise<JobRow | null> => {
  const waiting = key === null ? null : await queue.findWaiting(key);
  return waiting === null ? null : queue.get(waiting);
};

const recorded = async ({ store }: Scheduling, { job, task }: Wished): Promise<Run> => {
  const { uuid, item, type, arch, created, attempt, retry_of } = job;
  const fresh = { created, attempt, retry_of, wish: wishOf(job), state: "SCHEDULED" } as const;
  const known = await store.getRun(uuid);
  return store.putRun({ uuid, task, item, type, arch, ...(known === null ? fresh : {}) });
};

const added = async (
  scheduling: Scheduling,
  { job: wished, mayRepeat }: Wished,
  job: Job,
): Promise<boolean> => {
  try {
    return await scheduling.queue.add({ ...job, key: wished.key });
  } catch (error) {
    if (!mayRepeat) await withdraw(scheduling, job.uuid, "the queue took nothing");
    throw error;
  }
};

const withdraw = async ({ store, now }: Scheduling, uuid: string, fault: string): Promise<void> =>
  void (await store.sealRun(uuid, { state: "CANCELLED", fault, finished: toTime(now()), logs: [] }));
