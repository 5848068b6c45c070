import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp } from "../open.ts";
import { JSON_TYPE, uuidOf } from "../ship.ts";

const payload = JSON.stringify({ task: "t", item: "i", type: "file", arch: "noarch" });
const url = `/api/v1/runs/${uuidOf(1)}`;

test("writes need the token where there is one; reads do not", async () => {
  await using opened = await openApp({ token: "s3cret" });
  for (const authorization of [
    undefined,
    "",
    "Bearer",
    "Bearer s3cre",
    "Bearer s3cret ",
    "bearer s3cret",
    "Basic s3cret",
  ]) {
    const headers = { ...JSON_TYPE, ...(authorization === undefined ? {} : { authorization }) };
    const answer = await opened.call("PUT", url, { headers, payload });
    assert.equal(answer.status, 401, authorization);
    assert.match(String(answer.headers["www-authenticate"]), /^Bearer( error="invalid_token")?$/);
  }
  const answer = await opened.call("PUT", url, {
    headers: { ...JSON_TYPE, authorization: "Bearer s3cret" },
    payload,
  });
  assert.equal(answer.status, 200, answer.text);
  assert.equal((await opened.call("GET", url)).status, 200);
});

test("every write is guarded, wherever it is", async () => {
  await using opened = await openApp({ token: "s3cret" });
  const { body } = await opened.call("GET", "/api/v1/openapi.json");
  const { paths } = body as { paths: Record<string, Record<string, unknown>> };
  const writes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods)
      .filter((method) => method !== "get" && method !== "head")
      .map((method) => [method.toUpperCase() as "POST", path.replace(/\{\w+\}/g, "x")] as const),
  );
  assert.ok(writes.length >= 6);
  for (const [method, path] of [...writes, ["POST", "/nowhere"] as const])
    assert.equal((await opened.call(method, path)).status, 401, `${method} ${path}`);
});

test("a page of another origin may not write, one of this origin may", async () => {
  await using opened = await openApp();
  const put = (headers: Record<string, string>) =>
    opened.call("PUT", url, { headers: { ...JSON_TYPE, host: "localhost:8080", ...headers }, payload });
  for (const origin of [
    "https://evil.example",
    "http://localhost",
    "null",
    "http://localhost:8080.evil.example",
  ])
    assert.equal((await put({ origin })).status, 403, origin);
  assert.equal((await put({ "sec-fetch-site": "cross-site" })).status, 403);
  assert.equal((await put({ origin: "http://localhost:8080" })).status, 200);
  assert.equal((await put({})).status, 200);
});

test("without a token, a write addressed by a foreign name is refused, whatever its origin says", async () => {
  await using opened = await openApp({ token: null });
  for (const [host, status] of [
    ["evil.example:8080", 403],
    ["127.0.0.1.evil.example", 403],
    ["localhost:8080", 200],
    ["127.0.0.1:8080", 200],
    ["[::1]:8080", 200],
  ] as const) {
    const answer = await opened.call("PUT", url, {
      headers: { ...JSON_TYPE, host, origin: `http://${host}` },
      payload,
    });
    assert.equal(answer.status, status, `${host}: ${answer.text}`);
  }
});
