import assert from "node:assert/strict";
import { request } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { LIMITS } from "../../../model/limits.ts";
import { type Opened, openApp } from "../open.ts";
import { JSON_TYPE, uuidOf } from "../ship.ts";
import { bearer, tokenWith } from "./tokens.ts";

const get = async (
  { app }: Opened,
  headers: Record<string, string>,
  remoteAddress = "10.0.0.1",
): Promise<number> =>
  (await app.inject({ method: "GET", url: "/api/v1/tasks", headers, remoteAddress })).statusCode;

test("a token, and an address without one, make so many requests in a second and no more", async () => {
  await using opened = await openApp({ anonymous: "read", rates: { requests: 5, bytes: 1000 } });
  const [one, other] = [await tokenWith(opened, ["read"]), await tokenWith(opened, ["read"])];
  const untilRefused = async (headers: Record<string, string>, address?: string): Promise<number> => {
    for (let served = 0; ; served++) {
      assert.ok(served < 100, "never refused");
      const status = await get(opened, headers, address);
      if (status === 429) return served;
      assert.equal(status, 200);
    }
  };
  assert.ok((await untilRefused(bearer(one.token))) >= 5);
  const late = await opened.call("GET", "/api/v1/tasks", { headers: bearer(one.token) });
  assert.deepEqual([late.status, late.headers["retry-after"]], [429, "1"]);
  assert.equal((late.body as { code: string }).code, "too-many");
  assert.ok((await untilRefused(bearer(other.token))) >= 5, "another token from the same address");
  assert.ok((await untilRefused({})) >= 5, "no token");
  assert.ok((await untilRefused({}, "10.0.0.2")) >= 5, "another address");
});

test("addresses of one IPv6 network are counted as one", async () => {
  await using opened = await openApp({ anonymous: "read", rates: { requests: 1, bytes: 1000 } });
  assert.equal(await get(opened, {}, "2001:db8:1:2::1"), 200);
  assert.equal(await get(opened, {}, "2001:db8:1:2:ffff::2"), 429);
  assert.equal(await get(opened, {}, "2001:db8:1:3::1"), 200);
});

test("where everybody may write nobody is limited", async () => {
  await using opened = await openApp({ rates: { requests: 1, bytes: 1 } });
  assert.deepEqual(await Promise.all([get(opened, {}), get(opened, {}), get(opened, {})]), [200, 200, 200]);
});

test("what a token sends is counted in bytes, whether its length is told or not", async () => {
  await using opened = await openApp({ anonymous: "read", rates: { requests: 100, bytes: 10_000 } });
  await opened.app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = opened.app.server.address() as AddressInfo;
  const send = (token: string, isTold: boolean): Promise<{ status?: number; wait: string | undefined }> =>
    new Promise((resolve, reject) => {
      const body = "x".repeat(60_000);
      const call = request({
        port,
        host: "127.0.0.1",
        method: "POST",
        path: `/api/v1/import?format=log`,
        headers: { ...bearer(token), ...(isTold ? { "content-length": body.length } : {}) },
      });
      call.on("error", reject);
      call.on("response", (answer) => {
        answer.resume().on("end", () =>
          resolve({
            ...(answer.statusCode === undefined ? {} : { status: answer.statusCode }),
            wait: answer.headers["retry-after"],
          }),
        );
      });
      call.write(body.slice(0, 30_000));
      call.end(body.slice(30_000));
    });
  for (const isTold of [true, false]) {
    const { token } = await tokenWith(opened, ["ingest"]);
    assert.equal((await send(token, isTold)).status, 201);
    const { status, wait } = await send(token, isTold);
    assert.deepEqual([status, Number(wait) >= 4 && Number(wait) <= 6], [429, true], `${isTold}: ${wait}`);
  }
});

test("an address that shows many wrong tokens is refused for a minute, and tokens of the store are not", async () => {
  await using opened = await openApp({ token: "s3cret", anonymous: "none" });
  const { token } = await tokenWith(opened, ["read"]);
  const wrong = bearer("guess");
  for (let at = 0; at < LIMITS.failedLogins; at++) assert.equal(await get(opened, wrong), 401);
  const answer = await opened.app.inject({
    url: "/api/v1/tasks",
    headers: wrong,
    remoteAddress: "10.0.0.1",
  });
  assert.equal(answer.statusCode, 429);
  const wait = Number(answer.headers["retry-after"]);
  assert.ok(wait > 50 && wait <= 60, `${wait}`);
  assert.equal(await get(opened, bearer("s3cret")), 429, "the right guess is not told");
  assert.equal(await get(opened, bearer(token)), 200);
  assert.equal(await get(opened, bearer("s3cret"), "10.0.0.2"), 200);
  const form = await opened.app.inject({
    method: "POST",
    url: "/login",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    payload: "token=s3cret",
    remoteAddress: "10.0.0.1",
  });
  assert.equal(form.statusCode, 429);
});

test("the audit trail is told of failures in summary, however many there are", async () => {
  await using opened = await openApp({ token: "s3cret", anonymous: "none" });
  for (let at = 0; at < 30; at++) await get(opened, bearer("guess"));
  const rows = await opened.store.audit.list(null, 10);
  assert.deepEqual(
    rows.map(({ action, subject, detail }) => [action, subject, detail]),
    [
      ["login-failed", "10.0.0.1", { reason: "unknown", failures: LIMITS.failedLogins, blocked: true }],
      ["login-failed", "10.0.0.1", { reason: "unknown", failures: 1, blocked: false }],
    ],
  );
  for (let at = 0; at < 2 * LIMITS.failureRows; at++) await get(opened, bearer("guess"), `10.1.0.${at}`);
  assert.equal((await opened.store.audit.list(null, 1000)).length, LIMITS.failureRows);
});

test("a run is not put where the limit is passed", async () => {
  await using opened = await openApp({ anonymous: "read", rates: { requests: 1, bytes: 1000 } });
  const headers = { ...JSON_TYPE, ...bearer((await tokenWith(opened, ["ingest"])).token) };
  const payload = JSON.stringify({ task: "t", item: "i", type: "file", arch: "noarch" });
  const put = (n: number) => opened.call("PUT", `/api/v1/runs/${uuidOf(n)}`, { headers, payload });
  assert.deepEqual([(await put(1)).status, (await put(2)).status], [200, 429]);
  assert.equal(await opened.store.getRun(uuidOf(2)), null);
});
