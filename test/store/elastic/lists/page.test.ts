import assert from "node:assert/strict";
import { after, before, mock, test } from "node:test";
import { LIMITS } from "../../../../model/limits.ts";
import type { ResultFields } from "../../../../store/elastic/documents.ts";
import { type List, pageOf } from "../../../../store/elastic/lists/page.ts";
import type { Picker } from "../../../../store/elastic/query/judged.ts";
import { type Reading, startReading } from "../../../../store/elastic/query/reading.ts";
import type { Paging } from "../../../../store/store.ts";
import { ALL, NOON, resultInput, runInput, select, uuid } from "../../../contract/store-build.ts";
import { needsService } from "../../../support/services.ts";
import { type ElasticBox, elasticBox } from "../query/elastic-box.ts";

const RESULTS = 900;

const needed = needsService("elastic");
let box: ElasticBox;
let reading: Reading;

before(async () => {
  if (needed.skip !== false) return;
  box = await elasticBox(() => NOON);
  const { runs, results } = box;
  await runs.put(runInput("a"));
  const inputs = Array.from({ length: RESULTS }, (_, at) => resultInput(at + 1, { item: `i${at}` }));
  await results.put(await runs.known(uuid("a")), inputs);
  reading = await startReading(box.sources);
});

after(async () => {
  if (needed.skip === false) await box[Symbol.asyncDispose]();
});

const listOf = (pick: Picker<ResultFields>): List<ResultFields> => ({
  of: "results",
  walk: { index: reading.elastic.indices.all("results"), filter: { match_all: {} }, time: "submit_time" },
  pick,
  placeOf: ({ submit_time: time, run, position }) => ({ time, run, position }),
});

const page = (pick: Picker<ResultFields>, paging: Paging) =>
  pageOf(reading, listOf(pick), { selection: select(ALL), paging });

const odd: Picker<ResultFields> = async (results) => results.filter(({ position }) => position % 2 === 1);

test(
  "a list whose rows are read one by one tells how many there are in all, on every page",
  needed,
  async () => {
    const first = await page(odd, { limit: 3, cursor: null });
    assert.deepEqual(
      first.data.map(({ position }) => position),
      [899, 897, 895],
    );
    assert.deepEqual(first.total, { value: 450, exact: true });
    const second = await page(odd, { limit: 1000, cursor: first.next });
    assert.equal(second.data[0]?.position, 893);
    assert.deepEqual(
      [second.data.length, second.next, second.total],
      [447, null, { value: 450, exact: true }],
    );
  },
);

test("counting ends with the time that a search may take, and says so", needed, async () => {
  let clock = 0;
  const slow: Picker<ResultFields> = async (results) => {
    clock += LIMITS.search * 0.6;
    return odd(results);
  };
  const clocked = mock.method(performance, "now", () => clock);
  try {
    const { data, next, total } = await page(slow, { limit: 3, cursor: null });
    assert.deepEqual([data.length, total], [3, { value: 150, exact: false }]);
    const second = await page(slow, { limit: 400, cursor: next });
    assert.deepEqual([second.data.length, second.total.exact], [400, false]);
  } finally {
    clocked.mock.restore();
  }
});
