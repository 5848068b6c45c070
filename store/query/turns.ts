import { setImmediate } from "node:timers/promises";

/** Milliseconds of work after which the event loop gets its turn. */
const TURN = 15;

/** Answers a function that lets others run when the work since the last pause has been long enough. */
export const turns = (): (() => Promise<void>) => {
  let start = performance.now();
  return async () => {
    if (performance.now() - start < TURN) return;
    await setImmediate();
    start = performance.now();
  };
};
