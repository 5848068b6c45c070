import assert from "node:assert/strict";
import { test } from "node:test";
import type { RenderPage } from "../../api/pages.ts";
import { openApp } from "./open.ts";
import { shipRun, uuidOf } from "./ship.ts";

const renderPage: RenderPage = async ({ url, get }) => {
  const { status, body } = await get("/runs?limit=1");
  return {
    status: url === "/none" ? 404 : 200,
    html: `<p>${url} ${status} ${JSON.stringify(body).includes(uuidOf(1))}</p>`,
  };
};

test("a page is rendered from the API's own answers", async () => {
  await using opened = await openApp({ renderPage });
  await shipRun(opened, { n: 1 });
  const { status, text, headers } = await opened.call("GET", "/packages/a%2Fb?q=x");
  assert.deepEqual([status, text], [200, "<p>/packages/a%2Fb?q=x 200 true</p>"]);
  assert.match(String(headers["content-type"]), /^text\/html/);
  assert.equal((await opened.call("GET", "/none")).status, 404);
  assert.equal((await opened.call("HEAD", "/")).text, "");
});

test("a page is read with the token that guards writes neither asked for nor passed on", async () => {
  await using opened = await openApp({ renderPage, token: "s3cret" });
  assert.match((await opened.call("GET", "/")).text, /200/);
});

test("what is no route below the API, assets, badges and docs is not found, whatever pages there are", async () => {
  await using opened = await openApp({ renderPage });
  for (const url of ["/api/v1/none", "/api", "/assets/none.js", "/badge/x", "/docs/none", "/metrics/x"]) {
    const { status, headers } = await opened.call("GET", url);
    assert.deepEqual(
      [status, headers["content-type"]],
      [404, "application/problem+json; charset=utf-8"],
      url,
    );
  }
});

test("a method that an address does not take is refused with those that it takes", async () => {
  await using opened = await openApp({ renderPage });
  for (const [method, url, allow] of [
    ["POST", "/api/v1/runs", "GET, HEAD, OPTIONS"],
    ["DELETE", `/api/v1/runs/${uuidOf(1)}`, "PUT, GET, HEAD, OPTIONS"],
    ["GET", "/api/v1/import", "POST, OPTIONS"],
    ["POST", "/packages/bash", "GET, HEAD, OPTIONS"],
  ] as const) {
    const answer = await opened.call(method, url);
    assert.deepEqual([answer.status, answer.headers["allow"]], [405, allow], `${method} ${url}`);
    const options = await opened.call("OPTIONS", url);
    assert.deepEqual([options.status, options.headers["allow"], options.text], [204, allow, ""]);
  }
});

test("a page that fails is an internal error without its reason", async () => {
  await using opened = await openApp({
    renderPage: async () => {
      throw new Error("at secret place");
    },
  });
  const { status, text } = await opened.call("GET", "/");
  assert.equal(status, 500);
  assert.doesNotMatch(text, /secret|stack|\.ts/);
});
