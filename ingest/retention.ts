import { LIMITS } from "../model/limits.ts";
import { type Class, CLASSES, type Policy } from "../model/retention.ts";
import { toTime } from "../model/time.ts";
import type { Store } from "../store/store.ts";

/** How many runs something was removed of, by class. */
export type Removed = Readonly<Record<Class, number>>;

/** Removes from the store what the policy keeps no longer, some runs at a time so that others get their turn. May be ended and repeated at any point. */
export const applyRetention = async (
  store: Store,
  policy: Policy,
  { now, signal }: { readonly now: number; readonly signal: AbortSignal },
): Promise<Removed> => {
  const removed = { logs: 0, findings: 0, runs: 0, totals: 0 };
  for (const name of CLASSES) {
    const kept = policy[name];
    if (kept === null) continue;
    for (let count = 1; count > 0 && !signal.aborted; removed[name] += count)
      count = await store.expire(name, toTime(now - kept), LIMITS.expired);
  }
  return removed;
};
