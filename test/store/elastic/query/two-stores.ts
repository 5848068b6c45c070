import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Sources } from "../../../../store/elastic/query/reading.ts";
import { ElasticStore } from "../../../../store/elastic/store.ts";
import { openSqliteStore } from "../../../../store/sqlite/open.ts";
import type { Store } from "../../../../store/store.ts";
import { fill } from "../../../contract/differential/fill.ts";
import type { RunRecord } from "../../../contract/differential/records.ts";
import { NOW } from "../../../contract/differential/words.ts";
import { elasticBox } from "./elastic-box.ts";

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
  const box = await elasticBox(() => NOW);
  const store = new ElasticStore(box.elastic);
  // runs at once, as many runners ship them
  await Promise.all([fill(embedded, records), ...records.map((record) => fill(store, [record]))]);
  return {
    sources: box.sources,
    embedded,
    file: join(folder, "taskotron.db"),
    [Symbol.asyncDispose]: async () => {
      await embedded[Symbol.asyncDispose]();
      await box[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    },
  };
};
