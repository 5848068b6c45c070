import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { count } from "../../../../store/elastic/count/count.ts";
import { findResults } from "../../../../store/elastic/lists/results.ts";
import { findRuns } from "../../../../store/elastic/lists/runs.ts";
import { type RunRecord, world } from "../../../contract/differential/records.ts";
import { ALL, and, field, is, not, or, select } from "../../../contract/store-build.ts";
import { needsService } from "../../../support/services.ts";
import { type TwoStores, twoStores } from "./two-stores.ts";

const SEED = 20_240_623;

const needed = needsService("elastic");
let stores: TwoStores;

/** The record with its results in so few series that each has many. */
const inFewSeries = ({ results, ...record }: RunRecord): RunRecord => ({
  ...record,
  results: results.map((result) => ({
    ...result,
    check: `check ${result.position}`,
    arch: "noarch",
    type: "koji_build",
    item: result.arch === "noarch" ? "foo-1.2-3.fc41" : "foo-1.10-1.fc41",
    scenario: result.scenario === null ? null : "fips",
  })),
});

before(async () => {
  if (needed.skip !== false) return;
  const [records = []] = fc.sample(world(30), { seed: SEED, numRuns: 1 });
  stores = await twoStores(records.map(inFewSeries));
});

after(async () => {
  if (needed.skip === false) await stores[Symbol.asyncDispose]();
});

const QUERIES = [
  is("new"),
  not(is("new")),
  is("latest"),
  not(is("latest")),
  or(is("latest"), is("new")),
  and(is("latest"), is("failed")),
  and(not(is("latest")), is("failed")),
  and(or(is("latest"), field("outcome", "PASSED")), field("check", "check 1")),
];

test("what other results decide is decided as in the embedded store", needed, async () => {
  const paging = { limit: 1000, cursor: null };
  for (const asked of QUERIES) {
    const selection = select(asked);
    const theirs = await stores.embedded.findResults(selection, paging);
    assert.ok(theirs.data.length > 0, JSON.stringify(asked));
    assert.deepEqual(await findResults(stores.sources, selection, paging), theirs, JSON.stringify(asked));
    const runs = await findRuns(stores.sources, selection, paging);
    assert.deepEqual(
      runs.data.map(({ run }) => run),
      (await stores.embedded.findRuns(selection, paging)).data.map(({ uuid }) => uuid),
      JSON.stringify(asked),
    );
  }
});

test("the newest of all are counted, whatever the window and the query", needed, async () => {
  const window = { from: "2024-05-01T00:00:00Z", to: "2024-06-18T00:00:00Z" };
  for (const asked of [ALL, ...QUERIES])
    for (const selection of [select(asked), select(asked, window)])
      assert.deepEqual(
        await count(stores.sources, { selection, by: ["check", "item", "outcome"], latest: true }),
        await stores.embedded.count(selection, ["check", "item", "outcome"], true),
        JSON.stringify(selection),
      );
});
