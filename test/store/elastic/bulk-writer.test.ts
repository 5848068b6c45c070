import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { parseAddress } from "../../../store/elastic/address.ts";
import type { Write } from "../../../store/elastic/bulk.ts";
import { BulkWriter } from "../../../store/elastic/bulk-writer.ts";
import { connect } from "../../../store/elastic/connection.ts";
import { double, writesOf } from "./double.ts";

const write = (id: string, more: Partial<Write> = {}): Write => ({
  index: "i",
  id,
  kind: "index",
  document: { id },
  ...more,
});

interface Item {
  readonly status: number;
  readonly error?: { readonly type: string; readonly reason: string };
}

const DONE: Item = { status: 201 };
const refusal = (status: number, type: string, reason = ""): Item => ({ status, error: { type, reason } });

/** A writer to a double that answers each write by its id, which tells how often it was sent. */
const writing = async (context: TestContext, answer: (id: string, times: number) => Item) => {
  const times = new Map<string, number>();
  const { url, asked } = await double(context, ({ body }) => ({
    body: {
      items: writesOf(body).map(({ action }) => {
        const id = String((Object.values(action)[0] as { readonly _id: string })._id);
        times.set(id, (times.get(id) ?? 0) + 1);
        return { index: { ...answer(id, times.get(id) ?? 0), _seq_no: 7, _primary_term: 2 } };
      }),
    },
  }));
  const client = connect(parseAddress(url), { ca: null, apiKey: null });
  context.after(() => client.close());
  return { bulk: new BulkWriter(client), asked };
};

test("writes of one turn share a request, and each gets its own answer", async (context) => {
  const { bulk, asked } = await writing(context, (id) =>
    id === "taken" ? refusal(409, "version_conflict_engine_exception") : DONE,
  );
  const [first, second] = await Promise.all([
    bulk.write([write("a"), write("taken"), write("b")]),
    bulk.write([write("c")]),
  ]);
  const written = { kind: "written", seen: { seqNo: 7, primaryTerm: 2 } };
  assert.deepEqual(first, [written, { kind: "conflict" }, written]);
  assert.deepEqual(second, [written]);
  assert.equal(asked.length, 1);
});

test("what is refused for the moment is sent again, alone", async (context) => {
  const { bulk, asked } = await writing(context, (id, times) =>
    id === "full" && times < 3 ? refusal(429, "es_rejected_execution_exception") : DONE,
  );
  const written = await bulk.write([write("a"), write("full"), write("b")]);
  assert.deepEqual(
    written.map(({ kind }) => kind),
    ["written", "written", "written"],
  );
  assert.deepEqual(
    asked.map(({ body }) => writesOf(body).length),
    [3, 1, 1],
  );
});

test("a full disk is told at once, and undoes nothing of the others", async (context) => {
  const reason =
    "index [i] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark, index has read-only-allow-delete block];";
  const { bulk, asked } = await writing(context, (id) =>
    id === "full" ? refusal(429, "cluster_block_exception", reason) : DONE,
  );
  const [full, other] = await Promise.allSettled([bulk.write([write("full")]), bulk.write([write("other")])]);
  assert.equal(full.status, "rejected");
  assert.equal((full.reason as { readonly code: string }).code, "disk-full");
  assert.equal(other.status, "fulfilled");
  assert.equal(asked.length, 1);
});

test("a document that does not fit the mapping fails for its caller alone", async (context) => {
  const { bulk } = await writing(context, (id) =>
    id === "odd" ? refusal(400, "strict_dynamic_mapping_exception", "no [x]") : DONE,
  );
  const [odd, other] = await Promise.allSettled([bulk.write([write("odd")]), bulk.write([write("other")])]);
  assert.equal(odd.status, "rejected");
  assert.match(String(odd.reason), /strict_dynamic_mapping_exception: no \[x\]/);
  assert.equal(other.status, "fulfilled");
});

test("no request is larger than 8 MiB, but for a document that is", async (context) => {
  const { bulk, asked } = await writing(context, () => DONE);
  const sizes = [...Array.from({ length: 20 }, () => 1 << 20), 9 << 20, 10];
  await bulk.write(sizes.map((size, at) => write(String(at), { document: { text: "x".repeat(size) } })));
  const sent = asked.map(({ body }) => writesOf(body).length);
  assert.equal(
    sent.reduce((sum, count) => sum + count, 0),
    sizes.length,
  );
  assert.ok(asked.every(({ body }) => body.length <= 8 << 20 || writesOf(body).length === 1));
});

test("a write says which state of its document it is for", async (context) => {
  const { bulk, asked } = await writing(context, () => DONE);
  await bulk.write([
    write("a", { seen: { seqNo: 4, primaryTerm: 1 } }),
    write("b", { version: 12 }),
    write("c", { kind: "create" }),
  ]);
  assert.deepEqual(
    writesOf(asked[0]?.body ?? "").map(({ action }) => action),
    [
      { index: { _index: "i", _id: "a", if_seq_no: 4, if_primary_term: 1 } },
      { index: { _index: "i", _id: "b", version: 12, version_type: "external" } },
      { create: { _index: "i", _id: "c" } },
    ],
  );
});

test("nothing to write asks nobody", async (context) => {
  const { bulk, asked } = await writing(context, () => DONE);
  assert.deepEqual(await bulk.write([]), []);
  assert.equal(asked.length, 0);
});
