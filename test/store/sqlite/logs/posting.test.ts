import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { decodePosting, encodePosting } from "../../../../store/sqlite/logs/posting.ts";

const bitsOf = (bitmap: Uint8Array): number[] =>
  [...bitmap].flatMap((byte, at) =>
    [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => (byte >> bit) & 1).map((bit) => at * 8 + bit),
  );

test("a posting is read as it was stored, rare or frequent", () => {
  const posting = fc
    .tuple(
      fc.integer({ min: 1, max: 2048 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
    )
    .map(([size, share, dice]) => {
      const values = dice[Symbol.iterator]();
      return {
        size,
        blocks: Array.from({ length: size }, (_, at) => at).filter(() => values.next().value < share),
      };
    });
  fc.assert(
    fc.property(posting, ({ size, blocks }) => {
      const bytes = encodePosting(Uint16Array.from(blocks), size);
      assert.deepEqual(bitsOf(decodePosting(bytes, size)), blocks);
    }),
  );
});

test("a posting is never longer than a bitmap", () => {
  const every = (step: number) => Uint16Array.from({ length: Math.floor(2048 / step) }, (_, at) => at * step);
  assert.equal(encodePosting(every(1), 2048).length, 256);
  assert.equal(encodePosting(every(8), 2048).length, 256);
  assert.equal(encodePosting(every(9), 2048).length, 227);
  assert.equal(encodePosting(Uint16Array.of(2047), 2048).length, 2);
});
