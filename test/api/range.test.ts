import assert from "node:assert/strict";
import { test } from "node:test";
import { parseRange } from "../../api/range.ts";

const RANGES: readonly (readonly [string, number, { start: number; end: number } | null])[] = [
  ["bytes=0-0", 10, { start: 0, end: 1 }],
  ["bytes=2-5", 10, { start: 2, end: 6 }],
  ["bytes=2-", 10, { start: 2, end: 10 }],
  ["bytes=2-99", 10, { start: 2, end: 10 }],
  ["bytes=-3", 10, { start: 7, end: 10 }],
  ["bytes=-99", 10, { start: 0, end: 10 }],
  ["bytes=5-2", 10, null],
  ["bytes=0-1,3-4", 10, null],
  ["lines=0-1", 10, null],
  ["bytes=-", 10, null],
  ["", 10, null],
];

for (const [header, size, wanted] of RANGES)
  test(`the range ${JSON.stringify(header)} of ${size} bytes`, () => {
    assert.deepEqual(parseRange(header, size), wanted);
  });

for (const [header, size] of [
  ["bytes=10-", 10],
  ["bytes=0-", 0],
  ["bytes=-0", 10],
] as const)
  test(`the range ${header} is refused for ${size} bytes`, () => {
    assert.throws(() => parseRange(header, size), { code: "bad-range" });
  });
