import { LIMITS } from "../../model/limits.ts";
import { isFinal } from "../../model/run.ts";
import { toTime } from "../../model/time.ts";
import { uuidV5 } from "../../model/uuid.ts";
import type { Job } from "../../model/job.ts";
import type { Queue } from "../../queue/queue.ts";
import { isRunning } from "../ship/owner.ts";
import { type ArrivedRun, closeRun, LOST, scheduled, type SealOptions } from "./close-run.ts";

export interface RecoverOptions extends SealOptions {
  readonly queue: Queue;
  /** Who recovers. */
  readonly name: string;
  /** Workers that are known to be gone, though their leases last. */
  readonly lostWorkers: readonly string[];
  readonly onMessage: (text: string) => void;
}

/** Closes the runs whose worker was lost as CRASHED (`runner-lost`) with what arrived of them, and wishes each once more, up to `LIMITS.attempts`
    executions in all. A run that was sealed before its worker was lost stays as it is. Answers the lost jobs. Repeating it, also
    after a crash half-way, adds no second retry. */
export const recoverLost = async (options: RecoverOptions): Promise<readonly Job[]> => {
  const leases = await options.queue.takeOver(options.lostWorkers, options.name, LIMITS.lease);
  const lost: Job[] = [];
  for (const lease of leases) {
    const run = await options.readRun(lease.job.uuid);
    if (run === null || isLost(run)) {
      await closeLost(options, lease.job, run);
      lost.push(lease.job);
    }
    await options.queue.finish(lease);
  }
  return lost;
};

/** True for a run without an end, and for one that was closed without its runner, but maybe not yet wished again. */
const isLost = ({ state, fault }: ArrivedRun): boolean => !isFinal(state) || fault === LOST;

const closeLost = async (options: RecoverOptions, job: Job, run: ArrivedRun | null): Promise<void> => {
  const { sink, queue, onMessage } = options;
  const finished = toTime(options.now());
  if (run === null || !isFinal(run.state))
    await closeRun(sink, job, { state: "CRASHED", fault: LOST, finished, logs: run?.logs ?? [] });
  if (job.attempt >= LIMITS.attempts) return onMessage(`run ${job.uuid} lost its runner`);
  const retry = retryOf(job, finished);
  if ((await queue.get(retry.uuid)) === null) {
    await sink.putRun(scheduled(retry, run?.task));
    await queue.add(retry);
  }
  onMessage(`run ${job.uuid} lost its runner; it is tried again as ${retry.uuid}`);
};

/** The next attempt: a new run whose id follows from the old one's. */
const retryOf = (job: Job, created: string): Job => ({
  ...job,
  uuid: uuidV5(job.uuid, String(job.attempt + 1)),
  attempt: job.attempt + 1,
  retry_of: job.uuid,
  created,
});

/** Workers of this host in the queue whose process is gone; names are `host/pid`. */
export const deadWorkers = async (queue: Queue, host: string): Promise<readonly string[]> => {
  const rows = await queue.list(LIMITS.page);
  const names = new Set(
    rows.flatMap(({ state, worker }) => (state === "leased" && worker !== null ? [worker] : [])),
  );
  return [...names].filter((name) => {
    const [, pid] = /^(.*)\/(\d+)$/.exec(name)?.slice(1) ?? [];
    return name.startsWith(`${host}/`) && pid !== undefined && !isRunning(Number(pid));
  });
};
