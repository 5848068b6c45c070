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

test("a count of which shards are missing is refused", async (context) => {
  const { client } = await answering(context, { count: 1, _shards: { total: 2, successful: 1, failed: 1 } });
  await assert.rejects(client.count({ index: "i" }), { code: "unavailable" });
});
