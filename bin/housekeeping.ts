import { closeLostRuns } from "../ingest/lost.ts";
import { SERVER } from "../model/audit.ts";
import { LIMITS } from "../model/limits.ts";
import type { Policy } from "../model/retention.ts";
import type { Store } from "../store/store.ts";
import { retain } from "./noted.ts";

export interface HousekeepingOptions {
  readonly store: Store;
  readonly policy: Policy;
  readonly now: () => number;
  /** A line for people. */
  readonly onMessage: (text: string) => void;
}

/** What a server does beside answering, again and again: closes runs whose runner is lost, and removes what is kept no longer. */
export const startHousekeeping = ({ store, policy, now, onMessage }: HousekeepingOptions): Disposable => {
  const stopping = new AbortController();
  const repeat = (every: number, work: () => Promise<unknown>): NodeJS.Timeout => {
    let busy = false;
    return setInterval(() => {
      if (busy) return;
      busy = true;
      void work()
        .catch((error: unknown) => onMessage(error instanceof Error ? error.message : String(error)))
        .finally(() => (busy = false));
    }, every);
  };
  // runners that tried to reach a server while there was none are heard of first
  const listening = now();
  const closeLost = async (): Promise<void> => {
    if (now() - listening >= LIMITS.lease) await closeLostRuns(store, now());
  };
  const timers = [
    repeat(LIMITS.lease / 3, closeLost),
    repeat(LIMITS.sweep, () => retain(store, policy, { actor: SERVER, now: now(), signal: stopping.signal })),
  ];
  return {
    [Symbol.dispose]() {
      stopping.abort();
      for (const timer of timers) clearInterval(timer);
    },
  };
};
