import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { searchText } from "../../../store/log/text.ts";
import { logBytes } from "./arbitrary.ts";
import { naiveLines } from "./naive.ts";

test("decoding all at once gives the lines that decoding one by one gives", () => {
  fc.assert(
    fc.property(logBytes, (bytes) => {
      const ended = Buffer.concat([bytes, Buffer.from("\n")]);
      assert.deepEqual(searchText(ended).split("\n").slice(0, -1), naiveLines(ended));
    }),
    { numRuns: 500 },
  );
});

test("a carriage return is dropped before a line's end, and only one of several", () => {
  assert.equal(searchText(Buffer.from("a\r\r\nb\rc\nd\r")), "a\r\nb\rc\nd");
});

test("an ANSI sequence that a line leaves open does not swallow the next line", () => {
  assert.equal(searchText(Buffer.from("\x1b]0;a\nb\x07c\n")), "\x1b]0;a\nb\x07c\n");
});
