import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { count } from "../../../../store/elastic/count/count.ts";
import { countRuns } from "../../../../store/elastic/count/count-runs.ts";
import { suggest } from "../../../../store/elastic/suggest.ts";
import type { CountKey } from "../../../../store/store.ts";
import { FIELD_NAMES, query } from "../../../contract/differential/queries.ts";
import { world } from "../../../contract/differential/records.ts";
import { select } from "../../../contract/store-build.ts";
import { needsService } from "../../../support/services.ts";
import { type TwoStores, twoStores } from "../query/two-stores.ts";

const SEED = 20_240_622;

const KEYS = "check package item arch type dist version release outcome hour day week month".split(" ");

const WINDOWS = [
  { from: "1960-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z" },
  { from: "2024-04-20T12:00:00Z", to: "2024-06-20T11:59:59.999Z" },
];

const needed = needsService("elastic");
let stores: TwoStores;

before(async () => {
  if (needed.skip !== false) return;
  const [records = []] = fc.sample(world(24), { seed: SEED, numRuns: 1 });
  stores = await twoStores(records);
});

after(async () => {
  if (needed.skip === false) await stores[Symbol.asyncDispose]();
});

test("counts are those of the embedded store, by any keys", needed, () =>
  fc.assert(
    fc.asyncProperty(
      query,
      fc.subarray(KEYS as CountKey[], { maxLength: 3 }),
      fc.boolean(),
      fc.constantFrom(...WINDOWS),
      async (asked, by, latest, window) => {
        const selection = select(asked, window);
        assert.deepEqual(
          await count(stores.sources, { selection, by, latest }),
          await stores.embedded.count(selection, by, latest),
        );
      },
    ),
    { numRuns: 40, seed: SEED },
  ),
);

test("runs are counted as in the embedded store", needed, () =>
  fc.assert(
    fc.asyncProperty(query, fc.constantFrom(...WINDOWS), async (asked, window) => {
      const selection = select(asked, window);
      assert.deepEqual(
        await countRuns(stores.sources, selection),
        await stores.embedded.countRuns(selection),
      );
    }),
    { numRuns: 40, seed: SEED },
  ),
);

test("suggestions are those of the embedded store", needed, async () => {
  for (const field of FIELD_NAMES)
    for (const prefix of ["", "f", "FO", "b", "bÄ", "1.", "\u{10ffff}"])
      for (const limit of [2, 100])
        assert.deepEqual(
          await suggest(stores.sources.elastic, field, { prefix, limit }),
          await stores.embedded.suggest(field, prefix, limit),
          `${field}: ${prefix}, ${limit}`,
        );
});
