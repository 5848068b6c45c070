import { createHash } from "node:crypto";
import type { Run, Seal } from "../model/run.ts";
import type { Store } from "../store/store.ts";

/** A run as far as it has arrived, its logs with the hash of what is stored of them. */
interface Arrived {
  readonly run: Run;
  readonly logs: Seal["logs"];
}

/** Reads every stored byte of the run. Null for an unknown run. */
export const readArrived = async (store: Store, uuid: string): Promise<Arrived | null> => {
  const run = await store.getRun(uuid);
  if (run === null) return null;
  const logs: Seal["logs"] = [];
  for (const { name, bytes, lines } of run.logs) {
    const sum = createHash("sha256");
    for await (const chunk of store.readBytes(uuid, name, 0, bytes)) sum.update(chunk);
    logs.push({ name, bytes, lines, sha256: sum.digest("hex") });
  }
  return { run, logs };
};
