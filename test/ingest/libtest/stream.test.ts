import assert from "node:assert/strict";
import { test } from "node:test";
import { READERS } from "../../../ingest/format.ts";
import { fixture, kinds, lines, readText } from "../fixture.ts";
import { readWith } from "../read-with.ts";

const DEMO = fixture("libtest/cargo-test.txt");

test("the tests of every program that cargo ran are results", async () => {
  const report = await readText(DEMO);
  assert.equal(report.format, "libtest");
  assert.deepEqual(kinds(report), []);
  assert.deepEqual(lines(report), [
    "rpmlint.tests::adds | PASSED",
    "rpmlint.tests::other | FAILED | first line second line",
    "rpmlint.tests::shown | SKIPPED | needs a display",
    "rpmlint.tests::panics | PASSED",
    "rpmlint.tests::wrong | FAILED | assertion `left == right` failed left: 3 right: 4",
    "rpmlint.src/lib.rs - add (line 3) | PASSED",
  ]);
});

test("a failed test has its panic as finding and its own text as log", async () => {
  const { results, outputs } = await readText(DEMO);
  assert.deepEqual(results[4]?.findings, [
    {
      severity: "error",
      tag: null,
      message: "assertion `left == right` failed left: 3 right: 4",
      subject: "src/lib.rs:22:9",
      line: 34,
    },
  ]);
  assert.deepEqual([results[4]?.log?.first_line, results[4]?.log?.last_line], [32, 55]);
  assert.match(outputs[4] ?? "", /^ok: some words of the test\n/);
});

test("the same is read byte by byte", async () => {
  const pieces = Array.from(DEMO, (byte) => Uint8Array.of(byte));
  assert.deepEqual(await readWith(READERS.libtest, ...pieces), await readWith(READERS.libtest, DEMO));
});

test("what a test prints before its outcome does not hide it", async () => {
  const text =
    "running 2 tests\ntest a ... ok: words\nmore words\nFAILED\ntest b ... running 3 tests\nok\n\ntest result: FAILED.\n";
  const report = await readText(text, "libtest");
  assert.deepEqual([lines(report), kinds(report)], [["rpmlint.a | FAILED", "rpmlint.b | PASSED"], []]);
});

test("a program that died leaves a test that did not end, and fewer than it announced", async () => {
  const report = await readText("running 3 tests\ntest a ... ok\ntest b ... ", "libtest");
  assert.deepEqual(lines(report), ["rpmlint.a | PASSED", "rpmlint.b | CRASHED | the test did not end"]);
  assert.deepEqual(
    report.reading.problems.map(({ kind, line }) => [kind, line]),
    [["plan-mismatch", 1]],
  );
});

test("panics of older toolchains, times and benches are read", async () => {
  const text =
    "running 3 tests\ntest a ... ok <0.001s>\ntest b ... bench:  10 ns/iter (+/- 1)\ntest c ... FAILED\n\nfailures:\n\n---- c stdout ----\n" +
    "thread 'c' panicked at 'no luck', src/lib.rs:1:2\n\nfailures:\n    c\n\ntest result: FAILED.\n";
  const { results } = await readText(text, "libtest");
  assert.deepEqual(
    results.map(({ outcome, note, findings }) => [outcome, note, findings?.[0]?.subject]),
    [
      ["PASSED", null, undefined],
      ["PASSED", null, undefined],
      ["FAILED", "no luck", "src/lib.rs:1:2"],
    ],
  );
});

test("a file without a test program cannot be read", async () => {
  assert.deepEqual(kinds(await readText("test a ... ok\n", "libtest")), ["bad-file"]);
});
