import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { cutBlocks, LOG_START } from "../../../store/log/blocks.ts";
import { findInBlock, searchLines } from "../../../store/log/find.ts";
import { logBytes } from "./arbitrary.ts";
import { naiveLines } from "./naive.ts";

const has = (word: string) => ({
  test: (line: string): boolean => line.includes(word),
  highlights: (line: string): [number, number][] => [[line.indexOf(word), line.indexOf(word) + word.length]],
});

test("the lines of a block are the displayed lines without ANSI sequences", () => {
  fc.assert(
    fc.property(logBytes, (bytes) =>
      assert.deepEqual(searchLines({ ...LOG_START, bytes }), naiveLines(bytes)),
    ),
  );
});

test("a matching line comes with its number, its text and what to highlight", () => {
  const block = { ...LOG_START, first: 10, bytes: Buffer.from("one\n\x1b[1mtwo\x1b[0m three\r\n\nthree") };
  assert.deepEqual(
    [...findInBlock(block, has("three"))],
    [
      { line: 11, text: "two three", highlights: [[4, 9]] },
      { line: 13, text: "three", highlights: [[0, 5]] },
    ],
  );
});

test("what stands across the cut of an overlong line is found", () => {
  const bytes = Buffer.from(`\n${"x".repeat(65_530)}needle in hay${"y".repeat(100)}\n`);
  const { full, tail } = cutBlocks(LOG_START, bytes);
  const lines = [...full, tail].flatMap((block) => [...findInBlock(block, has("needle in hay"))]);
  assert.deepEqual(
    lines.map(({ line }) => line),
    [2],
  );
});
