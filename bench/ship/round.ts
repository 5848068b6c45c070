import { spread } from "../sample.ts";
import { bareRequests, sendBare } from "./bare.ts";
import type { OwnIndices } from "./cluster.ts";
import { cpuBetween, cpuNow } from "./cpu.ts";
import { type Load, shipSideBySide } from "./load.ts";
import type { Round } from "./report.ts";

interface Place {
  /** Where `_bulk` alone goes. */
  readonly floor: OwnIndices;
  readonly pids: readonly number[];
}

/** Lets runners ship, then sends the very same documents by `_bulk` alone. */
export const measureRound = async (load: Load, { floor: { elastic }, pids }: Place): Promise<Round> => {
  const before = await cpuNow(elastic, pids);
  const { shipped, took, bytes } = await shipSideBySide(load);
  const cpu = cpuBetween(before, await cpuNow(elastic, pids));
  const requests = bareRequests(elastic, shipped);
  const bareBefore = await cpuNow(elastic, pids);
  const bareTook = await sendBare(elastic.client, requests);
  const bareCpu = cpuBetween(bareBefore, await cpuNow(elastic, pids));
  return {
    megabytes: bytes / 1e6,
    shipped: bytes / 1e3 / took,
    bare: bytes / 1e3 / bareTook,
    lags: spread(shipped.flatMap(({ shipments }) => shipments.map(({ lag }) => lag))),
    retries: shipped.reduce((sum, { retries }) => sum + retries, 0),
    cpu,
    bareCpu,
    blowUp: requests.reduce((sum, { length }) => sum + length, 0) / bytes,
  };
};
