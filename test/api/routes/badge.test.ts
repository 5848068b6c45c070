import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp } from "../open.ts";
import { shipRun } from "../ship.ts";

test("a badge shows the share of items whose newest result is ok", async () => {
  await using opened = await openApp();
  await shipRun(opened, { n: 1, started: "2026-11-01T10:00:00.000Z", outcomes: ["FAILED"] });
  await shipRun(opened, { n: 2, started: "2026-11-02T10:00:00.000Z", outcomes: ["PASSED"] });
  const { text, headers, status } = await opened.call("GET", "/badge/package/bash.svg");
  assert.equal(status, 200);
  assert.match(text, /100 % ok of 1</);
  assert.match(String(headers["content-type"]), /^image\/svg\+xml/);
  assert.equal(headers["cache-control"], "public, max-age=300");
});

test("names with dots, slashes and markup are names", async () => {
  await using opened = await openApp();
  await shipRun(opened, { n: 1, check: "a.b/<c>.svg" });
  const { text } = await opened.call("GET", `/badge/check/${encodeURIComponent("a.b/<c>.svg")}.svg`);
  assert.match(text, />a\.b\/&lt;c&gt;\.svg<.*100 % ok of 1</s);
  assert.match((await opened.call("GET", "/badge/check/none.svg")).text, /no results/);
  assert.equal((await opened.call("GET", "/badge/item/x.svg")).status, 404);
});
