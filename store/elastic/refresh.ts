import type { Client } from "@elastic/elasticsearch";
import { type Indices, PARTITIONED } from "./indices.ts";

/** Makes `refreshed` of `Elastic`. A refresh that has begun before a call may miss what was written before it: such callers share the next one. */
export const refreshes = (client: Client, indices: Indices): (() => Promise<void>) => {
  const index = [
    ...PARTITIONED.map((kind) => indices.all(kind)),
    ...(["latest", "tokens", "audit"] as const).map((kind) => indices.single(kind)),
  ];
  const refresh = async (): Promise<void> => {
    await client.indices.refresh({ index, ignore_unavailable: true, allow_no_indices: true });
  };
  return shared(refresh);
};

/** Lets callers share the work that begins after their call: one is under way, and at most one waits for its end. */
export const shared = (work: () => Promise<void>): (() => Promise<void>) => {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const start = (): Promise<void> => {
    running = work().finally(() => {
      running = null;
    });
    return running;
  };
  return () => {
    if (running === null) return start();
    next ??= running
      .catch(() => null)
      .then(() => {
        next = null;
        return start();
      });
    return next;
  };
};
