import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { invert } from "../../../../store/sqlite/logs/invert.ts";

const trigram = fc.oneof(
  fc.integer({ min: 0, max: 0x808080 }),
  fc.constantFrom(0, 0x616263, 0x808080, 0x0fffff, 0x100000),
);
const set = fc.uniqueArray(trigram, { maxLength: 40 }).map((values) => Uint32Array.from(values).sort());

test("each trigram is told once, ascending, with the sets that have it, ascending", () => {
  fc.assert(
    fc.property(fc.array(set, { maxLength: 8 }), (sets) => {
      const told = [...invert(sets)].map(([value, indices]) => [value, [...indices]]);
      const all = [...new Set(sets.flatMap((values) => [...values]))].sort((a, b) => a - b);
      const expected = all.map((value) => [
        value,
        sets.flatMap((values, at) => (values.includes(value) ? [at] : [])),
      ]);
      assert.deepEqual(told, expected);
    }),
    { numRuns: 20 },
  );
});
