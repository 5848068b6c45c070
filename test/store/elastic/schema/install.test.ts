import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { parseAddress } from "../../../../store/elastic/address.ts";
import { connect } from "../../../../store/elastic/connection.ts";
import { openElasticStore } from "../../../../store/elastic/open.ts";
import { NOON, resultInput, runInput, uuid } from "../../../contract/store-build.ts";
import { needsService } from "../../../support/services.ts";
import { OPTIONS, ownPrefix } from "../own-prefix.ts";

const elastic = needsService("elastic");
const now = () => NOON;

const own = (context: TestContext) => {
  const { url, prefix, remove } = ownPrefix();
  const client = connect(parseAddress(url), OPTIONS);
  context.after(async () => {
    await client.close();
    await remove();
  });
  const open = (layout: object = {}) => openElasticStore(url, now, { ...OPTIONS, ...layout });
  return { client, prefix, open };
};

test("a store of a newer program is refused before anything is written", elastic, async (context) => {
  const { client, prefix, open } = own(context);
  await (await open())[Symbol.asyncDispose]();
  await client.index({
    index: `${prefix}-meta`,
    id: "schema",
    document: { version: 99, shards: 1, replicas: 0 },
  });
  await client.indices.deleteIndexTemplate({ name: `${prefix}-runs` });
  await assert.rejects(open(), { code: "store", fields: { schema: 99, known: 1 } });
  assert.equal(await client.indices.existsIndexTemplate({ name: `${prefix}-runs` }), false);
});

test(
  "indices of an older program get the fields that are new, and keep what they hold",
  elastic,
  async (context) => {
    const { client, prefix, open } = own(context);
    const mappings = {
      dynamic: "strict" as const,
      properties: { taskotron: { properties: { run: { type: "keyword" as const } } } },
    };
    const index = `${prefix}-runs-2024.03`;
    await client.indices.create({
      index,
      mappings,
      settings: { number_of_replicas: 0 },
      aliases: { [`${prefix}-runs`]: {} },
    });
    await client.index({ index, id: "old", document: { taskotron: { run: "old" } } });
    await client.index({
      index: `${prefix}-meta`,
      id: "schema",
      document: { version: 0, shards: 1, replicas: 0 },
    });
    await using store = await open();
    await store.putRun(runInput("a"));
    assert.equal((await store.getRun(uuid("a")))?.task, "rpmlint");
    assert.ok(await client.exists({ index, id: "old" }));
    assert.ok(await client.exists({ index, id: uuid("a") }));
    const record = await client.get<{ readonly version: number }>({ index: `${prefix}-meta`, id: "schema" });
    assert.equal(record._source?.version, 1);
  },
);

test("a template that somebody deleted is made again when the store is opened", elastic, async (context) => {
  const { client, prefix, open } = own(context);
  await (await open())[Symbol.asyncDispose]();
  await client.indices.deleteIndexTemplate({ name: `${prefix}-results` });
  await (await open())[Symbol.asyncDispose]();
  assert.ok(await client.indices.existsIndexTemplate({ name: `${prefix}-results` }));
});

test("shards and replicas are those of the settings, for indices from then on", elastic, async (context) => {
  const { client, prefix, open } = own(context);
  const first = await open();
  await first.putRun(runInput("a", { created: "2024-01-01T00:00:00Z" }));
  await first[Symbol.asyncDispose]();
  await using second = await open({ shards: 3 });
  await second.putRun(runInput("b", { created: "2024-02-01T00:00:00Z" }));
  const settings = await client.indices.getSettings({ index: `${prefix}-runs-*` });
  const shards = (month: string) => settings[`${prefix}-runs-${month}`]?.settings?.index?.number_of_shards;
  assert.deepEqual([shards("2024.01"), shards("2024.02")], ["1", "3"]);
});

test("a document with a field that is not mapped is refused, in every index", elastic, async (context) => {
  const { client, prefix, open } = own(context);
  await using store = await open();
  await store.putRun(runInput("a"));
  await store.putResults(uuid("a"), [resultInput(1)]);
  for (const index of ["runs-2024.03", "results-2024.03", "latest", "directory", "meta"])
    await assert.rejects(
      client.index({ index: `${prefix}-${index}`, document: { taskotron_: 1 } }),
      /strict_dynamic_mapping/,
      index,
    );
});
