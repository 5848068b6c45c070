import assert from "node:assert/strict";
import { test } from "node:test";
import type { Anonymous } from "../../../api/auth/caller.ts";
import { openApp } from "../open.ts";
import { JSON_TYPE, uuidOf } from "../ship.ts";

const run = `/api/v1/runs/${uuidOf(1)}`;
const payload = JSON.stringify({ task: "t", item: "i", type: "file", arch: "noarch" });

test("without a token one reads, writes or administers as the server was told", async () => {
  for (const [anonymous, expected] of [
    ["none", [401, 401, 401]],
    ["read", [401, 200, 401]],
    ["write", [200, 200, 401]],
    ["owner", [200, 200, 200]],
  ] as const satisfies readonly (readonly [Anonymous, readonly number[]])[]) {
    await using opened = await openApp({ anonymous });
    const answers = [
      await opened.call("PUT", run, { headers: JSON_TYPE, payload }),
      await opened.call("GET", "/api/v1/runs"),
      await opened.call("GET", "/api/v1/tokens"),
    ];
    assert.deepEqual(
      answers.map(({ status }) => status),
      expected,
      anonymous,
    );
  }
});

test("a server that asks everybody for a token still says that it is alive", async () => {
  await using opened = await openApp({ anonymous: "none" });
  for (const url of ["/healthz", "/readyz"]) assert.equal((await opened.call("GET", url)).status, 200, url);
  for (const url of ["/metrics", "/api/v1/openapi.json", "/docs", "/badge/check/x.svg"])
    assert.equal((await opened.call("GET", url)).status, 401, url);
});

test("a wrong token is refused also where none is needed", async () => {
  await using opened = await openApp({ anonymous: "read" });
  const headers = { authorization: "Bearer wrong" };
  assert.equal((await opened.call("GET", "/api/v1/runs", { headers })).status, 401);
});
