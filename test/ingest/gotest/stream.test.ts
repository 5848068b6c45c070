import assert from "node:assert/strict";
import { test } from "node:test";
import { READERS } from "../../../ingest/format.ts";
import { LIMITS } from "../../../model/limits.ts";
import { fixture, kinds, lines, readText } from "../fixture.ts";
import { readWith } from "../read-with.ts";

const DEMO = fixture("gotest/demo.json");

test("tests, subtests and packages that do not build are results", async () => {
  const report = await readText(DEMO);
  assert.equal(report.format, "gotest");
  assert.deepEqual(kinds(report), []);
  assert.deepEqual(lines(report), [
    "rpmlint.example.org/demo/bad | FAILED | undefined: undefined",
    "rpmlint.example.org/demo.TestAdd | PASSED",
    "rpmlint.example.org/demo.TestWrong | FAILED | Add(1, 2) = 3, want 4",
    "rpmlint.example.org/demo.TestSkip | SKIPPED | no display here",
    "rpmlint.example.org/demo.TestTable/small | PASSED",
    "rpmlint.example.org/demo.TestTable/large_numbers | FAILED | overflow",
    "rpmlint.example.org/demo.TestTable | FAILED",
    "rpmlint.example.org/demo/pan.TestPanic | FAILED | panic: boom [recovered, repanicked]",
  ]);
});

test("each message is a finding with its place, and the test's lines are its log", async () => {
  const { results, outputs } = await readText(DEMO);
  const wrong = results[2];
  assert.deepEqual(
    wrong?.findings?.map(({ message, subject }) => [subject, message]),
    [
      ["add_test.go:12", "Add(1, 2) = 3, want 4"],
      ["add_test.go:13", "and another"],
    ],
  );
  assert.deepEqual([wrong?.log?.first_line, wrong?.log?.last_line], [13, 18]);
  assert.match(outputs[2] ?? "", /add_test\.go:13: and another/);
});

test("the same is read byte by byte", async () => {
  const pieces = Array.from(DEMO, (byte) => Uint8Array.of(byte));
  assert.deepEqual(await readWith(READERS.gotest, ...pieces), await readWith(READERS.gotest, DEMO));
});

test("a test that did not end is CRASHED", async () => {
  const cut = DEMO.subarray(0, Buffer.from(DEMO).indexOf('"Action":"skip"'));
  assert.equal(
    lines(await readText(cut)).at(-1),
    "rpmlint.example.org/demo.TestSkip | CRASHED | the test did not end",
  );
});

test("a package that fails by itself is a result", async () => {
  const text =
    '{"Action":"output","Package":"p","Output":"exit status 3\\nno config\\n"}\n{"Action":"fail","Package":"p"}\n';
  assert.deepEqual(lines(await readText(text)), ["rpmlint.p | FAILED | no config"]);
});

test("lines that are no events do not matter; a file without one cannot be read", async () => {
  assert.deepEqual(kinds(await readText("noise\n{}\n[1]\n{broken\n", "gotest")), ["bad-file"]);
  assert.deepEqual(kinds(await readText(`noise\n{"a":1}\n${Buffer.from(DEMO).toString()}`, "gotest")), []);
});

test("a line that is too long is left out and told", async () => {
  const text = `{"Action":"output","Output":"${"x".repeat(LIMITS.jsonLine)}"}\n{"Action":"pass","Package":"p","Test":"T"}\n`;
  const report = await readText(text, "gotest");
  assert.deepEqual([lines(report), kinds(report)], [["rpmlint.p.T | PASSED"], ["too-long"]]);
});
