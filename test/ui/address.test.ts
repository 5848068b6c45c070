import assert from "node:assert/strict";
import { test } from "node:test";
import { toArtifact, toItem, toLog, withQuery } from "../../ui/address.ts";

test("items keep every character through the address", () => {
  const item = "git://host/a#b:~^+ ü";
  const [, , type, rest] = toItem("git_commit", item).split("/");
  assert.deepEqual([type, decodeURIComponent(rest ?? "")], ["git_commit", item]);
});

test("a line's address names the page that holds it, so that it works without JavaScript", () => {
  assert.equal(toLog("r", "x.log", { first: 1000 }), "/runs/r/logs/x.log#L1000");
  assert.equal(toLog("r", "x.log", { first: 1001, last: 1005 }), "/runs/r/logs/x.log?first=1001#L1001-L1005");
  assert.equal(toLog("r", "x.log", { first: 2000, last: 2000 }), "/runs/r/logs/x.log?first=1001#L2000");
});

test("empty parameters are left out", () => {
  assert.equal(withQuery("/runs", { q: "", cursor: null, limit: 5 }), "/runs?limit=5");
});

test("an artifact's address keeps its slashes and nothing else", () => {
  assert.equal(toArtifact("r", "logs/a+b:c.log"), "/api/v1/runs/r/artifacts/logs/a%2Bb%3Ac.log");
});
