import assert from "node:assert/strict";
import { test } from "node:test";
import { readFindings } from "../../../ingest/findings/read.ts";

test("findings of several tools in one output come in its order, with their lines", () => {
  const output = "hello\na.noarch: E: one\na.c:1:2: warning: two\n\x1b[1mb.noarch:\x1b[0m W: three x\r\n";
  assert.deepEqual(
    readFindings(output, (index) => index + 10).map(({ line, tag, message }) => [line, tag ?? message]),
    [
      [11, "one"],
      [12, "two"],
      [13, "three"],
    ],
  );
});

test("lines made to be hard to match are read in linear time", () => {
  const began = performance.now();
  for (const line of [
    `a: ${"E: b ".repeat(50_000)}`,
    `a:1: error: ${" [".repeat(100_000)}`,
    ": E: ".repeat(50_000),
    `${"a: E: ".repeat(30_000)}\r\u2028`,
  ])
    readFindings(line, () => null);
  assert.ok(performance.now() - began < 5_000);
});
