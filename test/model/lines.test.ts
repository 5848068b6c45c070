import assert from "node:assert/strict";
import { test } from "node:test";
import { displayLine, lineStarts, stripAnsi } from "../../model/lines.ts";

test("LF ends a line, a lone CR does not, and the last line may lack its LF", () => {
  const starts = (text: string): number[] => lineStarts(Buffer.from(text));
  assert.deepEqual(starts(""), []);
  assert.deepEqual(starts("a"), [0]);
  assert.deepEqual(starts("a\n"), [0]);
  assert.deepEqual(starts("a\r\nb\rc\n\nd"), [0, 3, 7, 8]);
  assert.deepEqual(starts("\n"), [0]);
});

test("a line is shown without its last CR, and with U+FFFD for what is not UTF-8", () => {
  assert.equal(displayLine(Buffer.from("a\rb\r")), "a\rb");
  assert.equal(displayLine(Buffer.from("\r\r")), "\r");
  assert.equal(displayLine(Buffer.from([0x61, 0xff, 0xc3, 0x28])), "a\ufffd\ufffd(");
  assert.equal(displayLine(Buffer.from("\ufeffx")), "\ufeffx");
});

test("ANSI sequences go, broken ones stay", () => {
  assert.equal(
    stripAnsi("\x1b[1;31merror\x1b[0m: \x1b]8;;http://x\x07link\x1b]8;;\x1b\\ \x1bM."),
    "error: link .",
  );
  assert.equal(stripAnsi("\x1b[12"), "\x1b[12");
  assert.equal(stripAnsi("\x1b]0;title"), "\x1b]0;title");
  assert.equal(stripAnsi("[31m"), "[31m");
});
