import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { FORMATS, READERS, sniffFormat } from "../../ingest/format.ts";

suite("a file is told by its first bytes", () => {
  for (const [text, format] of [
    ['<?xml version="1.0"?>\n<testsuites/>', "junit"],
    ["\n<testsuite name='a'>", "junit"],
    ["TAP version 13\n", "tap"],
    ["\ufeff1..3\r\nok\r\n", "tap"],
    ["some noise\nnot ok 1\n", "tap"],
    ["Bail out!\n", "tap"],
    ["results:\n  - item: a\n", "resultyaml"],
    ["# made by a task\n---\nresults: []\n", "resultyaml"],
    ["", "tap"],
    ["  \n", "tap"],
    ["okay, let us build\nmake: done\n", "log"],
    ["checking results: fine\n", "log"],
    ["<html>\n", "log"],
  ] as const)
    test(`${JSON.stringify(text)} is ${format}`, () => assert.equal(sniffFormat(Buffer.from(text)), format));
});

test("what can be asked for is `auto` and the readers", () => {
  assert.deepEqual([...FORMATS].sort(), ["auto", ...Object.keys(READERS)].sort());
});
