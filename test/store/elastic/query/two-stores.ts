import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Run } from "../../../../model/run.ts";
import { Results } from "../../../../store/elastic/results/results.ts";
import type { Sources } from "../../../../store/elastic/query/reading.ts";
import type { LogFields } from "../../../../store/elastic/documents.ts";
import { Runs } from "../../../../store/elastic/runs/runs.ts";
import { openSqliteStore } from "../../../../store/sqlite/open.ts";
import type { Store } from "../../../../store/store.ts";
import { fill } from "../../../contract/differential/fill.ts";
import type { RunRecord } from "../../../contract/differential/records.ts";
import { NOW } from "../../../contract/differential/words.ts";
import { type ElasticBox, elasticBox } from "./elastic-box.ts";

/** The same records on Elasticsearch and in the embedded store. */
export interface TwoStores extends AsyncDisposable {
  readonly sources: Sources;
  readonly embedded: Store;
  /** Of the embedded store's database. */
  readonly file: string;
}

export const twoStores = async (records: readonly RunRecord[]): Promise<TwoStores> => {
  const folder = await mkdtemp(join(tmpdir(), "taskotron-two-"));
  const embedded = openSqliteStore(folder, () => NOW);
  await fill(embedded, records);
  const box = await elasticBox(() => NOW);
  const sources = await fillElastic(box, embedded, records);
  return {
    sources,
    embedded,
    file: join(folder, "taskotron.db"),
    [Symbol.asyncDispose]: async () => {
      await embedded[Symbol.asyncDispose]();
      await box[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    },
  };
};

const fillElastic = async ({ elastic }: ElasticBox, embedded: Store, records: readonly RunRecord[]) => {
  const runs = new Runs(elastic);
  const results = new Results(elastic, runs);
  const logs = new Map<string, readonly LogFields[]>();
  for (const { run: input, results: given } of records) {
    await runs.put(input);
    await results.put(await runs.known(input.uuid), given);
    const run = await embedded.getRun(input.uuid);
    if (run === null) throw new Error("the embedded store has lost a run");
    const { month } = await runs.change(run.uuid, (fields) => ({ ...fields, ...endOf(run) }));
    logs.set(run.uuid, headsOf(run));
    await elastic.bulk.write(
      headsOf(run).map((head) => ({
        index: elastic.indices.of("logs", month),
        id: `${head.run}/${head.log}`,
        kind: "create",
        document: { "@timestamp": NOW, taskotron: head },
      })),
    );
  }
  return { elastic, runs, results, logs: { list: async () => logs } };
};

const endOf = ({ state, outcome, ok, fault, finished }: Run) => ({
  ...{ state, outcome, ok, fault },
  finished: finished === null ? null : Date.parse(finished),
});

const headsOf = ({ uuid: run, logs }: Run): LogFields[] =>
  logs.map(({ name: log, ...head }) => ({ ...head, run, log, blocks: 1 }));
