import type { Store } from "../../../store/store.ts";
import type { RunRecord } from "./records.ts";

/** Bytes of one shipment: logs arrive in pieces that end anywhere. */
const PIECE = 20_011;

/** Stores all that the records have, several runs at a time. */
export const fill = async (store: Store, records: readonly RunRecord[]): Promise<void> => {
  for (let at = 0; at < records.length; at += 8)
    await Promise.all(records.slice(at, at + 8).map((record) => fillRun(store, record)));
};

const fillRun = async (store: Store, { run, results, logs, seal }: RunRecord): Promise<void> => {
  await store.putRun(run);
  for (const { name, bytes } of logs)
    for (let offset = 0; offset < bytes.length; offset += PIECE)
      await store.appendLog({ run: run.uuid, log: name, offset }, bytes.subarray(offset, offset + PIECE));
  await store.putResults(run.uuid, results);
  if (seal !== null) await store.sealRun(run.uuid, seal);
};
