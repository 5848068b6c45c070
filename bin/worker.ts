import { readArrived } from "../ingest/arrived.ts";
import type { Settings } from "../model/settings.ts";
import type { Worker } from "../runner/work/worker.ts";
import type { House } from "./house.ts";
import { startWork, type WorkerTalk } from "./start-work.ts";

/** The worker of a server, in its process and on its store. */
export const startHouseWorker = (
  { queue, sink, store }: House,
  settings: Settings,
  talk: WorkerTalk,
): Promise<Worker> =>
  startWork(
    {
      queue,
      sink,
      settings,
      retryInterrupted: false,
      readRun: async (uuid) => {
        const arrived = await readArrived(store, uuid);
        return arrived && { ...arrived.run, logs: arrived.logs };
      },
    },
    talk,
  );
