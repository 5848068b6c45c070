import assert from "node:assert/strict";
import { test } from "node:test";
import { fuse } from "../../model/fuse.ts";

const NOON = Date.parse("2026-01-01T12:00:00Z");

test("a fuse burns for its time from the first wish on", () => {
  assert.deepEqual(
    [fuse("f42", 900_000, NOON).key, fuse("f42", 900_000, NOON).not_before],
    ["f42", "2026-01-01T12:15:00.000Z"],
  );
});

test("two that light the same fuse at once make the same job; another key, length or time makes another", () => {
  const { uuid } = fuse("f42", 900_000, NOON);
  assert.equal(fuse("f42", 900_000, NOON + 1_000).uuid, uuid);
  assert.notEqual(fuse("f43", 900_000, NOON).uuid, uuid);
  assert.notEqual(fuse("f42", 600_000, NOON).uuid, uuid);
  assert.notEqual(fuse("f42", 900_000, NOON + 900_000).uuid, uuid);
});
