import { setInterval } from "node:timers/promises";
import { readArrived } from "../ingest/arrived.ts";
import type { Sink } from "../ingest/sink.ts";
import { wishOf } from "../model/job.ts";
import { LIMITS } from "../model/limits.ts";
import { parseQuery } from "../model/query/parse.ts";
import { dueJob, type Repeat } from "../model/repeat.ts";
import type { Run, State } from "../model/run.ts";
import { toTime } from "../model/time.ts";
import type { Queue } from "../queue/queue.ts";
import { reconcile } from "../runner/work/reconcile.ts";
import type { Store } from "../store/store.ts";

interface Keeping {
  readonly store: Store;
  readonly queue: Queue;
  readonly sink: Sink;
  readonly now: () => number;
  /** Since when runners could have been heard, epoch milliseconds. */
  readonly listening: number;
  /** A line for people. */
  readonly onMessage: (text: string) => void;
}

/** Keeps the queue as the store has it, at once and then again and again: gives it back what it lost, and wishes for what repeats. Any number of servers may do it. */
export const startQueueKeeping = (keeping: Keeping): AsyncDisposable => {
  const stopping = new AbortController();
  const kept = keep(keeping, stopping.signal);
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await kept;
    },
  };
};

const keep = async (keeping: Keeping, signal: AbortSignal): Promise<void> => {
  try {
    await turn(keeping);
    for await (const _ of setInterval(LIMITS.recover, undefined, { signal })) await turn(keeping);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
};

const turn = async (keeping: Keeping): Promise<void> => {
  try {
    const added = await giveBack(keeping);
    if (added > 0) keeping.onMessage(`${added} jobs that the queue had lost were added again`);
    for (const repeat of await keeping.queue.repeats()) await wishAgain(keeping, repeat);
  } catch (error) {
    keeping.onMessage(error instanceof Error ? error.message : String(error));
  }
};

const giveBack = ({ store, queue, sink, now, listening, onMessage }: Keeping): Promise<number> =>
  reconcile({
    queue,
    sink,
    now,
    listening,
    onMessage,
    readRun: async (uuid) => {
      const arrived = await readArrived(store, uuid);
      return arrived && { ...arrived.run, logs: arrived.logs };
    },
    runsIn: (state, since) => runsIn(store, state, { from: since, to: toTime(now() + 1) }),
  });

async function* runsIn(
  store: Store,
  state: State,
  window: { readonly from: string; readonly to: string },
): AsyncIterable<Run> {
  const selection = { parsed: parseQuery(`state:${state}`), window };
  let cursor: string | null = null;
  do {
    const { data, next }: { data: readonly Run[]; next: string | null } = await store.findRuns(selection, {
      limit: LIMITS.page,
      cursor,
      order: "oldest",
    });
    yield* data;
    cursor = next;
  } while (cursor !== null);
}

/** The record of the run comes first: a job that is lost then is given back. */
const wishAgain = async ({ store, queue, now }: Keeping, repeat: Repeat): Promise<void> => {
  const job = dueJob(repeat, now());
  if (job === null || (await store.getRun(job.uuid)) !== null) return;
  const { uuid, item, type, arch, created } = job;
  await store.putRun({
    uuid,
    task: repeat.task,
    item,
    type,
    arch,
    created,
    state: "SCHEDULED",
    wish: wishOf(job),
  });
  await queue.add(job);
};
