import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Query } from "../../../../model/query/ast.ts";
import { findResults } from "../../../../store/elastic/lists/results.ts";
import { findRuns } from "../../../../store/elastic/lists/runs.ts";
import {
  ALL,
  and,
  field,
  has,
  NOON,
  not,
  or,
  range,
  resultInput,
  runInput,
  select,
  uuid,
  word,
} from "../../../contract/store-build.ts";
import { needsService } from "../../../support/services.ts";
import { type ElasticBox, elasticBox } from "./elastic-box.ts";

const needed = needsService("elastic");
let box: ElasticBox;

/** Too long for a term of the index. */
const LONG = `Long ${"x".repeat(9000)} end`;
const LONGER = `${LONG}!`;

const finding = (severity: string) => ({ severity, tag: "t", message: "m", subject: null, line: null });

before(async () => {
  if (needed.skip !== false) return;
  box = await elasticBox(() => NOON);
  const { runs, results } = box;
  await runs.put(runInput("a"));
  await results.put(await runs.known(uuid("a")), [
    resultInput(1, { scenario: LONG }),
    resultInput(2, { scenario: LONGER, findings: [finding(LONG), finding("error")] }),
    resultInput(3, { scenario: "short", findings: [finding("info")] }),
    resultInput(4, { data: Object.fromEntries(Array.from({ length: 2000 }, (_, at) => [`k${at}`, at])) }),
  ]);
});

after(async () => {
  if (needed.skip === false) await box[Symbol.asyncDispose]();
});

const found = async (query: Query): Promise<number[]> => {
  const page = await findResults(box.sources, select(query), { limit: 10, cursor: null, order: "oldest" });
  assert.deepEqual(page.total, { value: page.data.length, exact: true });
  return page.data.map(({ position }) => position);
};

test(
  "values that are too long for a term are found whole, and differ from those that begin alike",
  needed,
  async () => {
    assert.deepEqual(await found(field("scenario", LONG.toUpperCase())), [1]);
    assert.deepEqual(await found(field("scenario", { kind: "glob", pattern: "*end" })), [1]);
    assert.deepEqual(await found(field("scenario", { kind: "glob", pattern: "*end!" })), [2]);
    assert.deepEqual(await found(not(field("scenario", { kind: "glob", pattern: "*end" }))), [2, 3, 4]);
    assert.deepEqual(
      await found(field("scenario", { kind: "regex", source: "d!$", ignoreCase: false })),
      [2],
    );
    assert.deepEqual(await found(field("scenario", range("long", "m"))), [1, 2]);
    assert.deepEqual(await found(has("scenario")), [1, 2, 3]);
    assert.deepEqual(await found(field("severity", LONG)), [2]);
    assert.deepEqual(
      await found(field("severity", { kind: "regex", source: "end$", ignoreCase: false })),
      [2],
    );
    assert.deepEqual(await found(field("severity", { kind: "glob", pattern: "*o*" })), [2, 3]);
    assert.deepEqual(await found(not(field("severity", { kind: "glob", pattern: "i*" }))), [1, 2, 4]);
  },
);

test("values of data with very many keys are found", needed, async () => {
  assert.deepEqual(await found(field("data.k1999", "1999")), [4]);
  assert.deepEqual(await found(field("data.k1999", "7")), []);
  assert.deepEqual(await found(has("data.k7")), [4]);
  assert.deepEqual(await found(not(has("data.k7"))), [1, 2, 3]);
});

test("queries that nest deeper than Elasticsearch takes are answered", needed, async () => {
  let query: Query = field("check", "rpmlint");
  for (let level = 0; level < 50; level++)
    query = level % 2 === 0 ? or(not(query), field("arch", "none")) : and(not(query), has("check"));
  assert.deepEqual(await found(query), [1, 2, 3, 4]);
  assert.deepEqual(await found(not(query)), []);
});

test("queries of more texts than Elasticsearch takes are answered", needed, async () => {
  const words = Array.from({ length: 3000 }, (_, at) => word(`absent${at}`));
  assert.deepEqual(await found(or(...words)), []);
  assert.deepEqual(await found(or(...words, word("foo"))), [1, 2, 3, 4]);
  assert.deepEqual(await found(and(...words.map(not))), [1, 2, 3, 4]);
  const page = await findRuns(box.sources, select(and(...words.slice(0, 500).map(not))), {
    limit: 5,
    cursor: null,
  });
  assert.equal(page.data.length, 1);
});

test("numbers beyond what the index holds find what they should", needed, async () => {
  assert.deepEqual(await found(field("line", range("1", "999999999999999999999"))), []);
  assert.deepEqual(await found(not(field("line", range("1e300", null)))), [1, 2, 3, 4]);
  assert.deepEqual(await found(field("started", range("-999999w", null))), []);
  assert.deepEqual(await found(not(field("duration", "999999999999d"))), [1, 2, 3, 4]);
  assert.deepEqual(await found(ALL), [1, 2, 3, 4]);
});

test("globs of many wildcards are answered", needed, async () => {
  const pattern = `${"*o?".repeat(20)}*`;
  assert.deepEqual(await found(field("package", { kind: "glob", pattern })), []);
  assert.deepEqual(
    await found(field("package", { kind: "glob", pattern: `${"*".repeat(300)}f??` })),
    [1, 2, 3, 4],
  );
  assert.deepEqual(await found(field("package", { kind: "glob", pattern: "f\\oo" })), []);
});
