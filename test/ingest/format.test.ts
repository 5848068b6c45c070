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
    ["\xb3\x29\x01", "subunit"],
    ["test: a\ntime: 2026-01-01 00:00:00Z\nsuccess: a\n", "subunit"],
    ["test: of what\nfailure: is told of nothing here\n", "log"],
    ['{"Time":"2026-01-01T00:00:00Z","Action":"start","Package":"p"}\n', "gotest"],
    ['# p\n{"ImportPath":"p [p.test]","Action":"build-output"}\n', "gotest"],
    ["\nrunning 2 tests\ntest a ... ok\nok\n", "libtest"],
    ["TAP version 14\nrunning 2 tests\n", "tap"],
    ["", "tap"],
    ["  \n", "tap"],
    ["okay, let us build\nmake: done\n", "log"],
    ["checking results: fine\n", "log"],
    ["<html>\n", "log"],
  ] as const)
    test(`${JSON.stringify(text)} is ${format}`, () =>
      assert.equal(sniffFormat(Buffer.from(text, text.startsWith("\xb3") ? "latin1" : "utf8")), format));
});

test("what can be asked for is `auto` and the readers", () => {
  assert.deepEqual([...FORMATS].sort(), ["auto", ...Object.keys(READERS)].sort());
});
