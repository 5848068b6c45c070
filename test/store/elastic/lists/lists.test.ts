import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import type { Page } from "../../../../model/page.ts";
import { findResults } from "../../../../store/elastic/lists/results.ts";
import { findRuns } from "../../../../store/elastic/lists/runs.ts";
import type { Paging } from "../../../../store/store.ts";
import { query } from "../../../contract/differential/queries.ts";
import { world } from "../../../contract/differential/records.ts";
import { select } from "../../../contract/store-build.ts";
import { needsService } from "../../../support/services.ts";
import { type TwoStores, twoStores } from "../query/two-stores.ts";

const SEED = 20_240_621;

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

const paging = fc.record({ limit: fc.constantFrom(1, 4, 1000), order: fc.constantFrom("newest", "oldest") });

/** What the first pages tell. */
const pages = async <Row>(
  read: (paging: Paging) => Promise<Page<Row>>,
  { limit, order }: { readonly limit: number; readonly order: "newest" | "oldest" },
): Promise<readonly Omit<Page<Row>, "next">[]> => {
  const found: Omit<Page<Row>, "next">[] = [];
  let cursor: string | null = null;
  do {
    const { data, total, next }: Page<Row> = await read({ limit, order, cursor });
    found.push({ data, total });
    cursor = next;
  } while (cursor !== null && found.length < 3);
  return found;
};

test("lists of results are those of the embedded store, page by page", needed, () =>
  fc.assert(
    fc.asyncProperty(query, paging, async (asked, how) => {
      const selection = select(asked);
      assert.deepEqual(
        await pages((page) => findResults(stores.sources, selection, page), how),
        await pages((page) => stores.embedded.findResults(selection, page), how),
      );
    }),
    { numRuns: 40, seed: SEED },
  ),
);

test("lists of runs are those of the embedded store, page by page", needed, () =>
  fc.assert(
    fc.asyncProperty(query, paging, async (asked, how) => {
      const selection = select(asked);
      const ours = await pages((page) => findRuns(stores.sources, selection, page), how);
      const theirs = await pages((page) => stores.embedded.findRuns(selection, page), how);
      assert.deepEqual(
        ours.map((page) => ({ ...page, data: page.data.map(({ run }) => run) })),
        theirs.map((page) => ({ ...page, data: page.data.map(({ uuid }) => uuid) })),
      );
    }),
    { numRuns: 40, seed: SEED },
  ),
);
