import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { trigramsOf, trigramsOfBlock } from "../../../store/log/trigrams.ts";
import { logBytes } from "./arbitrary.ts";
import { naiveLines } from "./naive.ts";

const fold = (byte: number): number =>
  byte >= 0x80 ? 0x80 : byte >= 0x41 && byte <= 0x5a ? byte + 32 : byte;

/** The definition, word for word. */
const naiveTrigrams = (bytes: Uint8Array): number[] => {
  const found = new Set<number>();
  for (const line of naiveLines(bytes)) {
    const folded = [...Buffer.from(line)].map(fold);
    folded.slice(2).forEach((byte, at) => found.add((folded[at]! << 16) | (folded[at + 1]! << 8) | byte));
  }
  return [...found].sort((a, b) => a - b);
};

test("a block's trigrams are those of its displayed lines, ascending", () => {
  fc.assert(
    fc.property(logBytes, (bytes) => assert.deepEqual([...trigramsOfBlock(bytes)], naiveTrigrams(bytes))),
    { numRuns: 500 },
  );
});

test("any bytes at all have the trigrams of their displayed lines", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) =>
      assert.deepEqual([...trigramsOfBlock(bytes)], naiveTrigrams(bytes)),
    ),
  );
});

test("ASCII letters are lower-cased, other characters fold into one", () => {
  assert.deepEqual([...trigramsOf(Buffer.from("ABC"))], [0x616263]);
  assert.deepEqual([...trigramsOf(Buffer.from("é@"))], [0x808040]);
  assert.deepEqual([...trigramsOf(Buffer.from("[Z{"))], [0x5b7a7b]);
});

test("no trigram spans a line end, and short lines have none", () => {
  assert.deepEqual([...trigramsOf(Buffer.from("ab\ncd\n\nefg\nh"))], [0x656667]);
  assert.deepEqual([...trigramsOfBlock(Buffer.from("ab\r\nc\r\n"))], []);
  assert.deepEqual([...trigramsOf(new Uint8Array())], []);
});

test("a block leaves nothing behind for the next one", () => {
  trigramsOf(Buffer.from("undefined reference to `foo'"));
  assert.deepEqual([...trigramsOf(Buffer.from("abc"))], [0x616263]);
});
