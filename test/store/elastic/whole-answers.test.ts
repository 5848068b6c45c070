import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { parseAddress } from "../../../store/elastic/address.ts";
import { connect } from "../../../store/elastic/connection.ts";
import { getDocuments } from "../../../store/elastic/read.ts";
import { double } from "./double.ts";
import { OPTIONS } from "./own-prefix.ts";

const answering = async (context: TestContext, body: object) => {
  const { url, asked } = await double(context, () => ({ body }));
  const client = connect(parseAddress(url), OPTIONS);
  context.after(() => client.close());
  return { client, asked };
};

const docs = (type: string) => ({
  docs: [
    { _index: "i", _id: "a", found: true, _source: { x: 1 }, _seq_no: 3, _primary_term: 1 },
    { _index: "i", _id: "b", error: { type, reason: "of a shard" } },
  ],
});

const PLACES = ["a", "b"].map((id) => ({ index: "i", id }));

test("a document that cannot be read now is not taken for one that is missing", async (context) => {
  const { client } = await answering(context, docs("no_shard_available_action_exception"));
  await assert.rejects(getDocuments({ client }, PLACES), { code: "unavailable", message: /of a shard/ });
});

test("an index that was not made yet has no documents", async (context) => {
  const { client } = await answering(context, docs("index_not_found_exception"));
  assert.deepEqual(await getDocuments({ client }, PLACES), [
    { id: "a", source: { x: 1 }, seen: { seqNo: 3, primaryTerm: 1 } },
  ]);
});

test("a search asks for no partial answer", async (context) => {
  const { client, asked } = await answering(context, {});
  await client.search({ index: "i", ignore_unavailable: true });
  assert.match(asked[0]?.request.url ?? "", /ignore_unavailable=true/);
  assert.match(asked[0]?.request.url ?? "", /allow_partial_search_results=false/);
});

test("a read that lacks something is tried again until it is whole", async (context) => {
  const failed = { count: 1, _shards: { total: 2, successful: 1, failed: 1 } };
  const whole = { count: 5, _shards: { total: 2, successful: 2, failed: 0 } };
  let times = 0;
  const { url } = await double(context, () => ({ body: ++times < 3 ? failed : whole }));
  const client = connect(parseAddress(url), OPTIONS);
  context.after(() => client.close());
  assert.deepEqual([(await client.count({ index: "i" })).count, times], [5, 3]);
});

test("one search of many that failed fails all", async (context) => {
  const failed = { error: { type: "search_phase_execution_exception", reason: "of a shard" }, status: 503 };
  const { client } = await answering(context, { responses: [{ hits: { hits: [] } }, failed] });
  await assert.rejects(client.msearch({ searches: [{}, {}] }), { code: "unavailable" });
});
