import assert from "node:assert/strict";
import { hashOf, idOf } from "../../model/token.ts";
import type { StoredToken } from "../../store/tokens.ts";
import { NOON } from "./store-build.ts";
import type { Cases } from "./store.contract.ts";

const at = (minutes: number): string => new Date(NOON + minutes * 60_000).toISOString();

const stored = (secret: string, more: Partial<StoredToken> = {}): StoredToken => ({
  id: idOf(hashOf(secret)),
  hash: hashOf(secret),
  name: "ci",
  scopes: ["ingest", "read"],
  tasks: ["rpmlint", "fedora.*"],
  created: at(0),
  created_by: "cli",
  expires: at(60),
  revoked: null,
  last_used: null,
  session: false,
  ...more,
});

export const tokenCases: Cases = {
  "a token is found as it was added, also after the store was closed": async ({ store, reopen }) => {
    const token = stored("a");
    const plain = stored("b", { name: null, tasks: null, expires: null, scopes: ["admin"] });
    await store.tokens.add(token);
    await store.tokens.add(plain);
    assert.deepEqual(await store.tokens.find(token.id), token);
    const again = await reopen();
    assert.deepEqual(await again.tokens.find(plain.id), plain);
    assert.equal(await again.tokens.find(idOf(hashOf("c"))), null);
  },

  "an id is given once": async ({ store }) => {
    await store.tokens.add(stored("a"));
    await assert.rejects(store.tokens.add(stored("a", { scopes: ["admin"] })), { code: "internal" });
    assert.deepEqual((await store.tokens.find(stored("a").id))?.scopes, ["ingest", "read"]);
  },

  "tokens are listed newest first, without their hashes": async ({ store }) => {
    for (const [minute, secret] of ["a", "b", "c"].entries())
      await store.tokens.add(stored(secret, { name: secret, created: at(minute) }));
    const listed = await store.tokens.list();
    assert.deepEqual(
      listed.map(({ name }) => name),
      ["c", "b", "a"],
    );
    assert.ok(!JSON.stringify(listed).includes(hashOf("a")));
    const { hash: _, ...token } = stored("a", { name: "a" });
    assert.deepEqual(listed[2], token);
  },

  "a revoked token stays, with the first time that it was revoked": async ({ store }) => {
    const { id } = stored("a");
    await store.tokens.add(stored("a"));
    assert.equal((await store.tokens.revoke(id, at(1))).revoked, at(1));
    assert.equal((await store.tokens.revoke(id, at(2))).revoked, at(1));
    assert.equal((await store.tokens.find(id))?.revoked, at(1));
    await assert.rejects(store.tokens.revoke(idOf(hashOf("b")), at(1)), { code: "not-found" });
  },

  "the last use of a token never goes back, and brings no revoked token back": async ({ store }) => {
    const { id } = stored("a");
    await store.tokens.add(stored("a"));
    await store.tokens.used(id, at(5));
    await store.tokens.used(id, at(3));
    assert.equal((await store.tokens.find(id))?.last_used, at(5));
    await Promise.all([store.tokens.revoke(id, at(6)), store.tokens.used(id, at(7))]);
    const token = await store.tokens.find(id);
    assert.deepEqual([token?.revoked, token?.last_used], [at(6), at(7)]);
    await store.tokens.used(idOf(hashOf("b")), at(1));
  },

  "sessions that ended are removed, tokens and live sessions stay": async ({ store }) => {
    const session = { session: true, name: "s" };
    await store.tokens.add(stored("token", { expires: at(1) }));
    await store.tokens.add(stored("over", { ...session, expires: at(1) }));
    await store.tokens.add(stored("left", { ...session, revoked: at(2) }));
    await store.tokens.add(stored("live", { ...session, expires: at(30) }));
    await store.tokens.removeSessions(at(10));
    const ids = (await store.tokens.list()).map(({ id }) => id);
    assert.deepEqual(ids.sort(), [stored("token").id, stored("live").id].sort());
  },
};
