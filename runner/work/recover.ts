import { LIMITS } from "../../model/limits.ts";
import type { Job } from "../../model/job.ts";
import { isFinal } from "../../model/run.ts";
import type { Queue } from "../../queue/queue.ts";
import { isRunning } from "../ship/owner.ts";
import { type ArrivedRun, closeLost, LOST, type SealOptions } from "./close-run.ts";
import { addRetry } from "./retry.ts";

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
      await retryLost(options, lease.job, run);
      lost.push(lease.job);
    }
    await options.queue.finish(lease);
  }
  return lost;
};

/** True for a run without an end, and for one that was closed without its runner, but maybe not yet wished again. */
const isLost = ({ state, fault }: ArrivedRun): boolean => !isFinal(state) || fault === LOST;

/** Closes a lost run and wishes it once more. */
export const retryLost = async (
  options: Omit<RecoverOptions, "name" | "lostWorkers">,
  job: Job,
  run: ArrivedRun | null,
): Promise<void> => {
  await closeLost(options, job, run);
  const retry = await addRetry(options, job, run?.task);
  const more = retry === null ? "" : `; it is tried again as ${retry.uuid}`;
  options.onMessage(`run ${job.uuid} lost its runner${more}`);
};

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
