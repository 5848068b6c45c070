import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { LF, lineStarts } from "../../../model/lines.ts";
import { LIMITS } from "../../../model/limits.ts";
import type { Block } from "../../../store/log/blocks.ts";
import { countLines, cutBlocks, LOG_START } from "../../../store/log/blocks.ts";

const cutAtOnce = (bytes: Uint8Array): Block[] => {
  const { full, tail } = cutBlocks(LOG_START, bytes);
  return [...full, tail];
};

const cutInParts = (bytes: Uint8Array, cuts: readonly number[]): Block[] => {
  const ends = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  const blocks: Block[] = [];
  let tail = LOG_START;
  [0, ...ends].forEach((start, index) => {
    const cut = cutBlocks(tail, bytes.subarray(start, ends[index] ?? bytes.length));
    blocks.push(...cut.full);
    tail = cut.tail;
  });
  return [...blocks, tail];
};

const plain = (blocks: readonly Block[]): unknown =>
  blocks.map(({ carry, bytes, ...place }) => [place, carry && Buffer.from(carry), Buffer.from(bytes)]);

/** A log of some very short, many usual and a few overlong lines. */
const log = fc
  .array(
    fc.tuple(
      fc.oneof(
        { weight: 4, arbitrary: fc.integer({ min: 0, max: 300 }) },
        { weight: 1, arbitrary: fc.constantFrom(0, LIMITS.line - 1, LIMITS.line, LIMITS.line + 1, 150_000) },
      ),
      fc.constantFrom("a", "é", "漢", "\u{1f600}"),
      fc.integer({ min: 1, max: 300 }),
    ),
    { maxLength: 12 },
  )
  .chain((parts) =>
    fc.boolean().map((ended) => {
      const text = parts.map(([length, char, times]) =>
        length > 300 ? `${char.repeat(length)}\n` : `${char.repeat(length)}\n`.repeat(times),
      );
      return Buffer.from(text.join("") + (ended ? "" : "the end"));
    }),
  );

test("however a log arrives, its blocks are the same", () => {
  fc.assert(
    fc.property(log, fc.array(fc.nat({ max: 2_000_000 }), { maxLength: 6 }), (bytes, cuts) =>
      assert.deepEqual(plain(cutInParts(bytes, cuts)), plain(cutAtOnce(bytes))),
    ),
    { numRuns: 60 },
  );
});

test("a log that arrives byte by byte has the blocks of one that arrives at once", () => {
  const bytes = Buffer.from(`${"x".repeat(LIMITS.line)}\n${"y".repeat(LIMITS.line + 1)}\nz\n`);
  const each = Array.from({ length: 2000 }, (_, index) => LIMITS.line - 1000 + index);
  assert.deepEqual(plain(cutInParts(bytes, each)), plain(cutAtOnce(bytes)));
});

test("the blocks are the log's bytes, in order, none over 64 KiB and its line end or 512 lines", () => {
  fc.assert(
    fc.property(log, (bytes) => {
      const blocks = cutAtOnce(bytes);
      assert.ok(Buffer.concat(blocks.map((block) => block.bytes)).equals(bytes));
      let offset = 0;
      for (const block of blocks) {
        assert.equal(block.offset, offset);
        offset += block.bytes.length;
        assert.ok(block.bytes.length <= LIMITS.line + 1);
        assert.ok(countLines(block) <= 512);
      }
    }),
    { numRuns: 60 },
  );
});

test("a block's first line is the number that the line rule gives", () => {
  fc.assert(
    fc.property(log, (bytes) => {
      const starts = lineStarts(bytes);
      for (const { first, offset, carry, bytes: part } of cutAtOnce(bytes)) {
        if (part.length === 0) continue;
        const begins = starts.indexOf(offset);
        assert.equal(carry === null, begins !== -1);
        assert.equal(first, starts.findLastIndex((start) => start <= offset) + 1);
      }
    }),
    { numRuns: 60 },
  );
});

test("an overlong line is cut between characters, and each piece carries the end of the one before", () => {
  const [first, second] = cutAtOnce(Buffer.from(`a${"漢".repeat(40_000)}\n`));
  assert.equal(first?.bytes.length, 1 + 3 * Math.floor((LIMITS.line - 1) / 3));
  assert.deepEqual([second?.first, second?.carry?.length], [1, 1026]);
  assert.equal(Buffer.from(second!.carry!).toString(), "漢".repeat(342));
});

test("a line of just the limit stays whole", () => {
  const blocks = cutAtOnce(Buffer.from(`${"x".repeat(LIMITS.line)}\nnext\n`));
  assert.deepEqual(
    blocks.map(({ first, bytes }) => [first, bytes.length, bytes.at(-1)]),
    [
      [1, LIMITS.line + 1, LF],
      [2, 5, LF],
    ],
  );
});

test("an empty log has an empty tail at line 1", () => {
  assert.deepEqual(cutAtOnce(new Uint8Array()), [LOG_START]);
});
