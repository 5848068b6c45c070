import assert from "node:assert/strict";
import { CLI, type AuditEntry } from "../../model/audit.ts";
import { NOON } from "./store-build.ts";
import type { Cases } from "./store.contract.ts";

const entry = (subject: string, more: Partial<AuditEntry> = {}): AuditEntry => ({
  ...CLI,
  action: "pin",
  subject,
  detail: {},
  ...more,
});

const INTACT = { faults: [] };

export const auditCases: Cases = {
  "an entry becomes a row, and rows are listed newest first": async ({ store, clock, reopen }) => {
    const detail = { scopes: ["read"], name: "ä" };
    const more = { actor: "token", token: "0123456789abcdef", name: "ci" } as const;
    const first = await store.audit.append(entry("a", { ...more, action: "token-create", detail }));
    clock.now += 1000;
    const second = await store.audit.append(entry("b"));
    const { hash, ...row } = first;
    assert.match(hash, /^[0-9a-f]{64}$/);
    assert.deepEqual(row, {
      seq: 1,
      time: new Date(NOON).toISOString(),
      ...more,
      action: "token-create",
      subject: "a",
      detail,
    });
    const again = await reopen();
    assert.deepEqual(await again.audit.list(null, 10), [second, first]);
    assert.deepEqual(await again.audit.list(2, 10), [first]);
    assert.deepEqual(await again.audit.list(null, 1), [second]);
    assert.deepEqual(await again.audit.list(1, 10), []);
  },

  "a trail that only grew is intact, and an empty one is": async ({ store }) => {
    const { head, rows } = await store.audit.verify(null);
    assert.deepEqual([rows, head], [0, { seq: 0, hash: "0".repeat(64) }]);
    for (const name of ["a", "b", "c"]) await store.audit.append(entry(name));
    const last = await store.audit.append(entry("d"));
    const verdict = await store.audit.verify(head);
    assert.deepEqual(verdict, { rows: 4, head: { seq: 4, hash: last.hash }, ...INTACT });
    assert.deepEqual((await store.audit.verify(verdict.head)).faults, []);
  },

  "a head that was noted and is not in the trail is found": async ({ store }) => {
    const row = await store.audit.append(entry("a"));
    await store.audit.append(entry("b"));
    assert.deepEqual((await store.audit.verify({ seq: 1, hash: row.hash })).faults, []);
    for (const noted of [
      { seq: 1, hash: "1".repeat(64) },
      { seq: 3, hash: row.hash },
      { seq: 0, hash: row.hash },
    ])
      assert.equal((await store.audit.verify(noted)).faults.length, 1, `${noted.seq}`);
  },

  "entries that come at once make one chain": async ({ store }) => {
    const names = Array.from({ length: 30 }, (_, at) => `s${at}`);
    const rows = await Promise.all(names.map((name) => store.audit.append(entry(name))));
    assert.equal(new Set(rows.map(({ seq }) => seq)).size, 30);
    const listed = await store.audit.list(null, 100);
    assert.deepEqual(new Set(listed.map(({ subject }) => subject)), new Set(names));
    const { faults, head } = await store.audit.verify(null);
    assert.deepEqual([faults, head.seq], [[], 30]);
  },

  "no token's text gets into the trail": async ({ store }) => {
    const token = `tsk_${"Ab0_-".repeat(9).slice(0, 43)}`;
    const row = await store.audit.append(entry(token, { name: `x${token}`, detail: { [token]: [token] } }));
    assert.ok(!JSON.stringify([row, await store.audit.list(null, 1)]).includes(token.slice(4)));
    assert.deepEqual((await store.audit.verify(null)).faults, []);
  },

  "what is no well-formed text is kept so that it can be verified": async ({ store }) => {
    await store.audit.append(entry("\ud800", { name: "\udc00", detail: { x: "\ud800", y: "\u0000" } }));
    assert.deepEqual((await store.audit.verify(null)).faults, []);
  },
};
