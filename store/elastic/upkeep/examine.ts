import type { Examined, ExamineOptions } from "../../upkeep.ts";
import type { Elastic } from "../elastic.ts";
import { examineLatest } from "./examine-latest.ts";
import { examineLogs } from "./examine-logs.ts";
import { examineRuns } from "./examine-runs.ts";

/** Looks at the cluster's health, and for runs that lack results, a newest result that is not the newest, and logs that are not what was sealed. */
export async function* examine(elastic: Elastic, options: ExamineOptions): AsyncGenerator<Examined> {
  yield await examineCluster(elastic);
  await elastic.refreshed();
  for (const look of [examineRuns, examineLatest, examineLogs]) {
    options.signal.throwIfAborted();
    yield await look(elastic, options);
  }
}

const examineCluster = async ({ client, indices }: Elastic): Promise<Examined> => {
  const health = await client.cluster.health({ index: `${indices.prefix}-*` });
  const { status, number_of_nodes: nodes, active_primary_shards: shards } = health;
  return status.toLowerCase() === "red"
    ? { name: "cluster", verdict: "wrong", detail: "shards of the store are missing: its health is red" }
    : { name: "cluster", verdict: "ok", detail: `${status}, ${nodes} nodes, ${shards} shards of the store` };
};
