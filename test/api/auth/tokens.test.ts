import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { test } from "node:test";
import type { Token, TokenMade } from "../../../model/token.ts";
import { hashOf, idOf, TOKEN } from "../../../model/token.ts";
import { toTime } from "../../../model/time.ts";
import { NOW, type Opened, openApp } from "../open.ts";
import { JSON_TYPE, uuidOf } from "../ship.ts";
import { bearer, tokenWith } from "./tokens.ts";

const create = (opened: Opened, token: string, payload: object) =>
  opened.call("POST", "/api/v1/tokens", {
    headers: { ...JSON_TYPE, ...bearer(token) },
    payload: JSON.stringify(payload),
  });

test("a token is made by another, shown once, and kept as its hash alone", async () => {
  await using opened = await openApp({ token: "s3cret" });
  const answer = await create(opened, "s3cret", { name: "ci", scopes: ["ingest"] });
  assert.equal(answer.status, 201, answer.text);
  assert.equal(answer.headers["cache-control"], "no-store");
  const { token, ...shown } = answer.body as TokenMade;
  assert.match(token, TOKEN);
  assert.equal(shown.id, idOf(hashOf(token)));
  assert.equal(shown.created_by, "bootstrap");
  const listed = await opened.call("GET", "/api/v1/tokens", { headers: bearer("s3cret") });
  assert.deepEqual((listed.body as { data: Token[] }).data, [shown]);
  const stored = await opened.store.tokens.find(shown.id);
  assert.deepEqual(stored, { ...shown, hash: hashOf(token) });
});

test("no two tokens are alike", async () => {
  await using opened = await openApp();
  const made = await Promise.all(Array.from({ length: 50 }, () => tokenWith(opened, ["read"])));
  assert.equal(new Set(made.map(({ token }) => token)).size, 50);
});

test("a token that could never be used, or is cut to tasks and may administer, is a bad value", async () => {
  await using opened = await openApp({ token: "s3cret" });
  for (const [payload, pointer] of [
    [{ scopes: [] }, "/scopes"],
    [{ scopes: ["root"] }, "/scopes/0"],
    [{ scopes: ["read"], expires: toTime(NOW) }, "/expires"],
    [{ scopes: ["read"], expires: "2026-99-99T00:00:00Z" }, "/expires"],
    [{ scopes: ["ingest", "admin"], tasks: ["rpmlint"] }, "/tasks"],
  ] as const) {
    const { status, body } = await create(opened, "s3cret", payload);
    assert.deepEqual(
      [status, (body as { pointer: string }).pointer],
      [422, pointer],
      JSON.stringify(payload),
    );
  }
  assert.deepEqual(await opened.store.tokens.list(), []);
});

test("what one process revoked, every other refuses within a second", async () => {
  await using first = await openApp({ anonymous: "none" });
  await using second = await openApp({ anonymous: "none", store: first.store });
  const admin = await tokenWith(first, ["admin"]);
  const { id, token } = await tokenWith(first, ["read"]);
  const read = async (opened: Opened): Promise<number> =>
    (await opened.call("GET", "/api/v1/runs", { headers: bearer(token) })).status;
  assert.deepEqual([await read(first), await read(second)], [200, 200]);
  const url = `/api/v1/tokens/${id}`;
  const revoked = await first.call("DELETE", url, { headers: bearer(admin.token) });
  assert.equal((revoked.body as Token).revoked, toTime(NOW), revoked.text);
  await sleep(900);
  assert.deepEqual([await read(first), await read(second)], [401, 401]);
  assert.equal((await first.call("DELETE", url, { headers: bearer(admin.token) })).status, 200);
  const none = await first.call("DELETE", "/api/v1/tokens/0123456789abcdef", {
    headers: bearer(admin.token),
  });
  assert.equal(none.status, 404);
});

test("a token ends with its time, and its last use is noted once a minute", async () => {
  let now = NOW;
  await using opened = await openApp({ anonymous: "none", now: () => now });
  const { id, token } = await tokenWith(opened, ["read"], { expires: toTime(NOW + 300_000) });
  const lastUsed = async (after: number): Promise<string | null | undefined> => {
    now = NOW + after;
    const { status } = await opened.call("GET", "/api/v1/runs", { headers: bearer(token) });
    assert.equal(status, after < 300_000 ? 200 : 401);
    // the note waits for nobody, but a later write is durable after it
    await opened.store.checkWritable();
    return (await opened.store.tokens.find(id))?.last_used;
  };
  assert.equal(await lastUsed(1000), toTime(NOW + 1000));
  assert.equal(await lastUsed(59_000), toTime(NOW + 1000));
  assert.equal(await lastUsed(62_000), toTime(NOW + 62_000));
  assert.equal(await lastUsed(300_000), toTime(NOW + 62_000));
});

test("the server's own token may do everything, unless the store knows it as less", async () => {
  await using opened = await openApp({ token: "s3cret", anonymous: "none" });
  assert.equal((await opened.call("GET", "/api/v1/audit", { headers: bearer("s3cret") })).status, 200);
  const less = await tokenWith(opened, ["read"]);
  await using same = await openApp({ token: less.token, store: opened.store, anonymous: "none" });
  assert.equal((await same.call("GET", "/api/v1/runs", { headers: bearer(less.token) })).status, 200);
  assert.equal((await same.call("GET", "/api/v1/audit", { headers: bearer(less.token) })).status, 403);
  await opened.store.tokens.revoke(less.id, toTime(NOW));
  await sleep(600);
  assert.equal((await same.call("GET", "/api/v1/runs", { headers: bearer(less.token) })).status, 401);
});

test("a token for some tasks writes their runs and no others", async () => {
  await using opened = await openApp({ token: "s3cret" });
  const { token } = await tokenWith(opened, ["ingest", "read"], { tasks: ["rpmlint", "fedora.*"] });
  const put = (n: number, task: string, by: string) =>
    opened.call("PUT", `/api/v1/runs/${uuidOf(n)}`, {
      headers: { ...JSON_TYPE, ...bearer(by) },
      payload: JSON.stringify({ task, item: "i", type: "file", arch: "noarch" }),
    });
  const append = (n: number) =>
    opened.call("PATCH", `/api/v1/runs/${uuidOf(n)}/logs/output.log?offset=0`, {
      headers: { "content-type": "application/octet-stream", ...bearer(token) },
      payload: "x\n",
    });
  const importAs = (check: string) =>
    opened.call("POST", `/api/v1/import?check=${check}`, { headers: bearer(token), payload: "1..0\n" });
  assert.equal((await put(1, "rpmlint", token)).status, 200);
  assert.equal((await put(2, "fedora.dist", token)).status, 200);
  for (const task of ["rpmlint2", "fedora", "other"])
    assert.equal((await put(3, task, token)).status, 403, task);
  assert.equal((await put(3, "other", "s3cret")).status, 200);
  assert.deepEqual(
    [(await append(1)).status, (await append(3)).status, (await append(4)).status],
    [200, 403, 404],
  );
  assert.deepEqual([(await importAs("fedora.x")).status, (await importAs("other")).status], [201, 403]);
  assert.equal(
    (await opened.call("GET", `/api/v1/runs/${uuidOf(3)}`, { headers: bearer(token) })).status,
    200,
  );
});
