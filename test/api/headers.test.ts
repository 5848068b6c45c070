import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp } from "./open.ts";

test("every answer forbids what is inline or foreign, guessing types, and telling where one came from", async () => {
  await using opened = await openApp();
  for (const url of ["/api/v1/runs", "/api/v1/none", "/healthz", "/docs/", "/badge/check/x.svg", "/%zz"]) {
    const { headers } = await opened.call("GET", url);
    const policy = String(headers["content-security-policy"]);
    assert.match(policy, /default-src 'none'/, url);
    assert.doesNotMatch(policy, /unsafe|https?:/, url);
    assert.equal(headers["x-content-type-options"], "nosniff", url);
  }
  assert.equal((await opened.call("GET", "/api/v1/runs")).headers["referrer-policy"], "no-referrer");
});

test("the API's pages have nothing inline that the policy would stop", async () => {
  await using opened = await openApp();
  const { status, text } = await opened.call("GET", "/docs/");
  assert.equal(status, 200);
  assert.doesNotMatch(text, /<style|<script(?![^>]*\bsrc=)| on\w+=| style=/);
  for (const [, file = ""] of text.matchAll(/(?:src|href)="\.\/([^"]+)"/g))
    assert.equal((await opened.call("GET", `/docs/${file}`)).status, 200, file);
});
