import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { wilson } from "../../model/wilson.ts";

/** k, n, and the interval as R's `prop.test(k, n, correct = FALSE)` gives it. */
const INTERVALS = [
  [5, 10, 0.2366, 0.7634],
  [0, 10, 0, 0.2775],
  [10, 10, 0.7225, 1],
  [1, 1, 0.2065, 1],
  [81, 263, 0.2553, 0.3662],
] as const;

for (const [k, n, low, high] of INTERVALS)
  test(`${k} of ${n} lies between ${low} and ${high}`, () => {
    const found = wilson(k, n);
    assert.equal(found?.rate, k / n);
    assert.equal(found.low.toFixed(4), low.toFixed(4));
    assert.equal(found.high.toFixed(4), high.toFixed(4));
  });

test("there is no rate of nothing", () => {
  assert.equal(wilson(0, 0), null);
});

test("the interval holds the rate and lies within 0 and 1", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e7 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, part) => {
      const found = wilson(Math.round(n * part), n);
      assert.ok(
        found && 0 <= found.low && found.low <= found.rate && found.rate <= found.high && found.high <= 1,
      );
    }),
  );
});
