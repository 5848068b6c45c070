import assert from "node:assert/strict";
import { test } from "node:test";
import { UUID, uuidV5, uuidV7 } from "../../model/uuid.ts";

test("the same names give the same UUID of version 5, and others another", () => {
  assert.equal(uuidV5("a", "b"), uuidV5("a", "b"));
  assert.match(uuidV5("a"), UUID);
  assert.equal(uuidV5("a")[14], "5");
  const others = [uuidV5("a", "b"), uuidV5("ab"), uuidV5("b", "a"), uuidV5("a", "b", ""), uuidV5('a","b')];
  assert.equal(new Set(others).size, others.length);
});

test("UUIDs of version 7 are ordered by their time and never the same", () => {
  const now = Date.parse("2026-05-10T12:00:00Z");
  assert.match(uuidV7(now), UUID);
  assert.equal(uuidV7(now)[14], "7");
  assert.ok(uuidV7(now) < uuidV7(now + 1));
  assert.equal(Number.parseInt(uuidV7(now).replaceAll("-", "").slice(0, 12), 16), now);
  assert.equal(new Set(Array.from({ length: 1000 }, () => uuidV7(now))).size, 1000);
});

test("only a UUID in lower case is one", () => {
  for (const text of [
    "",
    "7B1DE9A2-F1C8-4D0F-A2C1-C0DE7A5C0701",
    "7b1de9a2-f1c8-9d0f-a2c1-c0de7a5c0701",
    ` ${uuidV5("a")}`,
  ])
    assert.doesNotMatch(text, UUID);
});
