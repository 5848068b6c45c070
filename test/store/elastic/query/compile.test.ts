import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import type { Query } from "../../../../model/query/ast.ts";
import { compile } from "../../../../store/elastic/query/compile.ts";
import { type Reading as ElasticReading, startReading } from "../../../../store/elastic/query/reading.ts";
import type { Rows } from "../../../../store/query/rows.ts";
import { Database } from "../../../../store/sqlite/database.ts";
import { type Reading, readings } from "../../../../store/sqlite/query/reading.ts";
import { type Sql, sql } from "../../../../store/sqlite/sql.ts";
import { query } from "../../../contract/differential/queries.ts";
import { world } from "../../../contract/differential/records.ts";
import { NOW } from "../../../contract/differential/words.ts";
import { needsService } from "../../../support/services.ts";
import { type TwoStores, twoStores } from "./two-stores.ts";

const SEED = 20_240_620;

/** Ids of documents that rows are of. */
const TABLES: Readonly<Record<Rows, Sql>> = {
  results: sql`SELECT run.uuid || '.' || r.position AS id FROM result r JOIN run USING (run_key)`,
  "bare results": sql`SELECT run.uuid || '.' || r.position AS id FROM result r JOIN run USING (run_key)`,
  findings: sql`SELECT run.uuid || '.' || r.position AS id FROM result r
    JOIN finding f ON f.run_key = r.run_key AND f.position = r.position JOIN run ON run.run_key = r.run_key`,
  runs: sql`SELECT run.uuid AS id FROM run LEFT JOIN result r ON r.run_key = run.run_key`,
};

const needed = needsService("elastic");
let stores: TwoStores;
let database: Database;

before(async () => {
  if (needed.skip !== false) return;
  const [records = []] = fc.sample(world(24), { seed: SEED, numRuns: 1 });
  stores = await twoStores(records);
  database = new Database(stores.file);
});

after(async () => {
  if (needed.skip !== false) return;
  database.close();
  await stores[Symbol.asyncDispose]();
});

const holding = (reading: Reading, rows: Rows, asked: Query): Set<string> =>
  new Set(
    reading.db
      .all<{ id: string }>(sql`SELECT * FROM (${TABLES[rows]} WHERE ${reading.where(rows, asked)})`)
      .map(({ id }) => id),
  );

const passing = async (reading: ElasticReading, rows: Rows, asked: Query) => {
  const { filter, exact } = await compile(reading, rows, asked);
  const { client, indices } = reading.elastic;
  const { hits } = await client.search({
    index: indices.all(rows === "runs" ? "runs" : "results"),
    query: filter,
    size: 1000,
    _source: false,
  });
  return { ids: new Set(hits.hits.map(({ _id: id }) => id)), exact };
};

for (const rows of Object.keys(TABLES) as Rows[])
  test(
    `no ${rows} are missed that a query holds for, and none is added where that is promised`,
    needed,
    async () => {
      const read = readings(database, () => NOW);
      await fc.assert(
        fc.asyncProperty(query, async (asked) => {
          using embedded = read();
          const found = await passing(await startReading(stores.sources), rows, asked);
          const expected = holding(embedded, rows, asked);
          const missed = [...expected].filter((id) => !found.ids.has(id));
          assert.deepEqual(missed, []);
          if (found.exact) assert.deepEqual([...found.ids].sort(), [...expected].sort());
        }),
        { numRuns: 60, seed: SEED },
      );
    },
  );
