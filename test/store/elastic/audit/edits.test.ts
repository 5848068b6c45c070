import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { type AuditEntry, CLI } from "../../../../model/audit.ts";
import { parseAddress } from "../../../../store/elastic/address.ts";
import { connect } from "../../../../store/elastic/connection.ts";
import { openStore } from "../../../../store/open.ts";
import type { Store } from "../../../../store/store.ts";
import { needsService } from "../../../support/services.ts";
import { NOON } from "../../../contract/store-build.ts";
import { OPTIONS, ownPrefix } from "../own-prefix.ts";

const elastic = needsService("elastic");

const ROWS = 4;

const entry = (subject: string): AuditEntry => ({ ...CLI, action: "pin", subject, detail: { subject } });

const open = async (context: TestContext, count: number) => {
  const { url, prefix, remove } = ownPrefix();
  const stores: Store[] = [];
  for (let at = 0; at < count; at++) stores.push(await openStore(url, { now: () => NOON, elastic: OPTIONS }));
  const client = connect(parseAddress(url), OPTIONS);
  context.after(async () => {
    await Promise.all(stores.map((store) => store[Symbol.asyncDispose]()));
    await client.close();
    await remove();
  });
  return { stores, client, index: `${prefix}-audit` };
};

test(
  "every field of every row that is changed in the index is found, and every row that is gone",
  elastic,
  async (context) => {
    const { stores, client, index } = await open(context, 1);
    const [store] = stores;
    assert.ok(store);
    for (let at = 1; at <= ROWS; at++) await store.audit.append(entry(`s${at}`));
    const faults = async (): Promise<number> => (await store.audit.verify(null)).faults.length;
    assert.equal(await faults(), 0);
    for (let seq = 1; seq <= ROWS; seq++) {
      const id = String(seq);
      const { _source: source } = await client.get<Record<string, unknown>>({ index, id });
      assert.ok(source);
      const edits: readonly Record<string, unknown>[] = [
        ...[{ seq: 1_000_000 }, { seq: 0 }, { time: "2020-01-01T00:00:00.000Z" }, { actor: "server" }],
        ...[{ token: "x" }, { name: "" }, { action: "unpin" }, { subject: null }, { detail: "{" }],
        { hash: "0".repeat(64) },
      ];
      for (const edit of edits) {
        await client.index({ index, id, document: { ...source, ...edit } });
        assert.ok((await faults()) > 0, `row ${seq}: ${JSON.stringify(edit)}`);
      }
      await client.delete({ index, id });
      assert.ok((await faults()) > 0, `row ${seq} gone`);
      await client.index({ index, id, document: source });
      assert.equal(await faults(), 0);
    }
  },
);

test(
  "processes on one cluster make one chain, also when one was ended before it noted the end",
  elastic,
  async (context) => {
    const { stores, client, index } = await open(context, 3);
    const names = stores.flatMap((store, at) =>
      Array.from({ length: 10 }, (_, n) => [store, `${at}.${n}`] as const),
    );
    await Promise.all(names.map(([store, name]) => store.audit.append(entry(name))));
    const [first, second] = stores;
    assert.ok(first && second);
    const rows = await first.audit.list(null, 100);
    assert.deepEqual(rows.map(({ subject }) => subject).sort(), names.map(([, name]) => name).sort());
    assert.deepEqual((await second.audit.verify(null)).faults, []);

    const { hash } = rows[5] ?? { hash: "" };
    await client.delete({ index, id: "head" });
    await client.index({ index, id: "head", document: { seq: rows[5]?.seq, hash } });
    assert.equal((await second.audit.append(entry("late"))).seq, 31);
    assert.deepEqual((await first.audit.verify(null)).faults, []);
  },
);
