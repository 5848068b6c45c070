import type { Store } from "../../../store/store.ts";
import type { RunRecord } from "./records.ts";

/** Bytes of one shipment: logs arrive in pieces that end anywhere. */
const PIECE = 20_011;

/** Stores all that the records have. */
export const fill = async (store: Store, records: readonly RunRecord[]): Promise<void> => {
  for (const { run, results, logs, seal } of records) {
    await store.putRun(run);
    for (const { name, bytes } of logs)
      for (let offset = 0; offset < bytes.length; offset += PIECE)
        await store.appendLog({ run: run.uuid, log: name, offset }, bytes.subarray(offset, offset + PIECE));
    await store.putResults(run.uuid, results);
    if (seal !== null) await store.sealRun(run.uuid, seal);
  }
};
