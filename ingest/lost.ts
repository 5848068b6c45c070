import { AppError } from "../model/errors.ts";
import { LIMITS } from "../model/limits.ts";
import { parseQuery } from "../model/query/parse.ts";
import { toTime } from "../model/time.ts";
import type { Store } from "../store/store.ts";
import { readArrived } from "./arrived.ts";

/** Why a run is CRASHED that nobody ended. */
const LOST = "runner-lost";

/** Closes running runs that no runner has been heard of for `LIMITS.lease`, as CRASHED with what arrived of them. Answers their uuids. */
export const closeLostRuns = async (store: Store, now: number): Promise<readonly string[]> => {
  const window = { from: toTime(0), to: toTime(now + 1) };
  const running = { parsed: parseQuery("state:RUNNING"), window };
  const { data } = await store.findRuns(running, { limit: LIMITS.page, cursor: null, order: "oldest" });
  const silent = data.filter(({ heard }) => Date.parse(heard) < now - LIMITS.lease);
  for (const { uuid } of silent) await closeLost(store, uuid, now);
  return silent.map(({ uuid }) => uuid);
};

const closeLost = async (store: Store, uuid: string, now: number): Promise<void> => {
  const arrived = await readArrived(store, uuid);
  if (arrived === null) return;
  try {
    await store.sealRun(uuid, { state: "CRASHED", fault: LOST, finished: toTime(now), logs: arrived.logs });
  } catch (error) {
    // its runner was faster
    if (!(error instanceof AppError) || error.code !== "run-closed") throw error;
  }
};
