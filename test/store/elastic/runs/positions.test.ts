import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Positions } from "../../../../store/elastic/runs/positions.ts";

test("positions are kept as stretches", () => {
  assert.equal(new Positions("").with([3, 1, 2, 7]), "1-3,7");
  assert.equal(new Positions("1-3,7").with([4, 5, 6]), "1-7");
  assert.equal(new Positions("5").with([5]), "5");
});

test("any positions in any order, however often, are those that were added", () => {
  const batch = fc.array(fc.integer({ min: 1, max: 40 }));
  fc.assert(
    fc.property(fc.array(batch), (batches) => {
      const text = batches.reduce((before, some) => new Positions(before).with(some), "");
      const expected = new Set(batches.flat());
      const positions = new Positions(text);
      assert.equal(positions.size, expected.size);
      for (let at = 1; at <= 41; at++) assert.equal(positions.has(at), expected.has(at), `${at} in ${text}`);
    }),
  );
});
