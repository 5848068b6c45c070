import assert from "node:assert/strict";
import { test } from "node:test";
import { Walk } from "../../../../ui/client/log/hits.ts";

test("steps go on from the marked line, round at the ends", () => {
  const walk = new Walk([10, 20, 30]);
  assert.equal(walk.step(1, null), 10);
  assert.equal(walk.step(1, 10), 20);
  assert.equal(walk.step(-1, 20), 10);
  assert.equal(walk.step(-1, 10), 30);
  assert.equal(walk.place, 3);
});

test("from a line between two hits the next one in that direction is meant", () => {
  assert.equal(new Walk([10, 20, 30]).step(1, 15), 20);
  assert.equal(new Walk([10, 20, 30]).step(-1, 15), 10);
  assert.equal(new Walk([10, 20, 30]).step(-1, 5), 30);
  assert.equal(new Walk([10, 20, 30]).step(1, 35), 10);
});

test("without hits there is no step", () => {
  assert.equal(new Walk([]).step(1, 3), null);
});
