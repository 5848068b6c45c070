import { setImmediate as breathe } from "node:timers/promises";
import { LIMITS } from "../model/limits.ts";

/** The time that a search may take. */
export interface TimeLimit {
  /** Aborts when the time is over or the client has gone. */
  readonly signal: AbortSignal;
  /** Whether to stop. Lets other requests have their turn now and then: a store may answer without ever waiting. */
  readonly passed: () => Promise<boolean>;
}

const TURN = 128;

export const timeLimit = (client: AbortSignal, now: () => number): TimeLimit => {
  const over = new AbortController();
  const signal = AbortSignal.any([client, over.signal, AbortSignal.timeout(LIMITS.search)]);
  const end = now() + LIMITS.search;
  let calls = 0;
  return {
    signal,
    async passed() {
      calls += 1;
      if (calls % TURN === 0) await breathe();
      if (now() > end) over.abort();
      return signal.aborted;
    },
  };
};
