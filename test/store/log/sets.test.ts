import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { decodeSet, encodeSet, hasValue } from "../../../store/log/sets.ts";

const set = fc
  .uniqueArray(fc.oneof(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: (1 << 28) - 1 })))
  .map((values) => Uint32Array.from(values).sort());

test("a set is read as it was stored", () => {
  fc.assert(fc.property(set, (values) => assert.deepEqual(decodeSet(encodeSet(values)), values)));
});

test("neighbours take one byte each", () => {
  assert.equal(encodeSet(Uint32Array.of(5, 6, 7, 135)).length, 4);
  assert.equal(encodeSet(Uint32Array.of(5, 6, 7, 136)).length, 5);
});

test("a value is found in a set just when it is there", () => {
  fc.assert(
    fc.property(set, fc.integer({ min: 0, max: 420 }), (values, value) =>
      assert.equal(hasValue(values, value), values.includes(value)),
    ),
  );
});
