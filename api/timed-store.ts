import type { Store } from "../store/store.ts";

/** What is timed: each write, and the reads that go by id. Lists and searches are told by their own metrics. */
const TIMED = [
  "putRun",
  "appendLog",
  "putResults",
  "putArtifact",
  "sealRun",
  "getRun",
  "getResult",
  "findRuns",
  "findResults",
  "count",
] as const satisfies readonly (keyof Store)[];

type Operation = (typeof TIMED)[number];

/** A store that tells how long each of its operations took, in seconds, whether it failed or not. */
export const timedStore = (store: Store, observe: (operation: Operation, seconds: number) => void): Store =>
  new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== "function") return member;
      const operation = TIMED.find((timed) => timed === name);
      const call = member.bind(target) as (...args: readonly unknown[]) => unknown;
      if (operation === undefined) return call;
      return async (...args: readonly unknown[]) => {
        const start = performance.now();
        try {
          return await call(...args);
        } finally {
          observe(operation, (performance.now() - start) / 1000);
        }
      };
    },
  });
