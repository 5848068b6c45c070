import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { LIMITS } from "../../../model/limits.ts";
import { TapStream } from "../../../ingest/tap/stream.ts";
import { DEFAULTS, problemsOf, readPoint, readTap } from "./read.ts";

const MiB = 1 << 20;

/** Milliseconds in which even a busy machine must be done. */
const SOON = 20_000;

suite("hostile output", { timeout: 60_000 }, () => {
  test("a line of 10 MB that is no TAP is no problem", () => {
    const { results, reading } = readTap("1..1\n", Buffer.alloc(10 * MiB, "x"), "\nok\n");
    assert.deepEqual([results.length, reading.problems], [1, []]);
  });

  test("a point of 10 MB is cut, and the cut is a problem", () => {
    const { results, reading } = readTap("1..1\nok - ", Buffer.alloc(10 * MiB, "x"), "\n");
    assert.equal(results[0]?.check.length, 1024);
    assert.deepEqual(
      reading.problems.map(({ kind, line }) => [kind, line]),
      [["too-long", 2]],
    );
  });

  test("subtests nested 800 deep are a problem, and what closes them is read", () => {
    const levels = Array.from({ length: 800 }, (_, at) => `${" ".repeat(4 * (800 - at))}ok 1\n`);
    const { results, reading } = readTap(`${levels.join("")}ok 1\n1..1\n`);
    assert.equal(results.length, 1);
    assert.ok(reading.problems.every(({ kind }) => kind === "too-deep" || kind === "too-many"));
    assert.deepEqual(problemsOf("1..1\nok\n"), []);
  });

  test("aliases that multiply are a broken block", () => {
    const levels = Array.from(
      { length: 12 },
      (_, at) => `  a${at + 1}: &a${at + 1} [${`*a${at}, `.repeat(9)}*a${at}]\n`,
    );
    const text = `1..1\nok\n  ---\n  a0: &a0 lol\n${levels.join("")}  outcome: PASSED\n  ...\n`;
    assert.deepEqual(
      problemsOf(text).map(([kind]) => kind),
      ["broken-yaml"],
    );
  });

  test("an alias of itself is a broken block", () => {
    assert.deepEqual(problemsOf("1..1\nok\n  ---\n  a: &a [*a]\n  ...\n"), [["broken-yaml", 4]]);
  });

  test("brackets nested without end are a broken block", () => {
    const text = `1..1\nok\n  ---\n  a: ${"[".repeat(60_000)}\n  ...\n`;
    assert.deepEqual(
      problemsOf(text).map(([kind]) => kind),
      ["broken-yaml"],
    );
  });

  test("a block of more parts than there may be is a broken block, soon", () => {
    const began = performance.now();
    for (const part of ["  k: 1\n", "  [1,1,1,1,1,1,1,1]\n", "  - - - - - - -\n"]) {
      const text = `1..1\nok\n  ---\n${part.repeat((LIMITS.tapYaml - 1000) / part.length)}  ...\n`;
      assert.deepEqual(
        problemsOf(text).map(([kind]) => kind),
        ["broken-yaml"],
      );
    }
    assert.ok(performance.now() - began < SOON);
  });

  test("thirty thousand keys are read, none twice", () => {
    const keys = Array.from({ length: 30_000 }, (_, at) => `  k${at}: 1\n`).join("");
    const { data } = readPoint(`1..1\nok\n  ---\n${keys}  ...\n`);
    assert.equal(Object.keys(data ?? {}).length, 30_000);
  });

  test("a block larger than the limit is a broken block, and the point stays", () => {
    const line = `    ${"x".repeat(1000)}\n`;
    const text = `1..1\nok\n  ---\n  a: |\n${line.repeat(LIMITS.tapYaml / 1000 + 10)}  ...\n`;
    const { results, reading } = readTap(text);
    assert.equal(results.length, 1);
    assert.deepEqual(
      reading.problems.map(({ kind, line: at }) => [kind, at]),
      [["broken-yaml", 3]],
    );
  });

  test("a million points give as many results as a run may have, soon", () => {
    const began = performance.now();
    let results = 0;
    const stream = new TapStream(DEFAULTS, () => results++);
    stream.write(Buffer.from("1..1000000\n"));
    for (let at = 1; at <= 1_000_000; at += 1000)
      stream.write(Buffer.from(Array.from({ length: 1000 }, (_, next) => `ok ${at + next}\n`).join("")));
    const reading = stream.end();
    assert.equal(results, LIMITS.results);
    assert.deepEqual(
      reading.problems.map(({ kind, line }) => [kind, line]),
      [["too-many", LIMITS.results + 2]],
    );
    assert.ok(performance.now() - began < SOON);
  });

  test("memory stays flat over a stream of points, comments, braces and noise", () => {
    const piece = Buffer.from(
      "noise\n# comment\n}\n{\n    noise\n    not ok deep\n    1..1\nnot ok # TODO x\n".repeat(500),
    );
    const stream = new TapStream(DEFAULTS, () => {});
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const heap = (): number => {
      collect();
      return process.memoryUsage().heapUsed;
    };
    for (let at = 0; at < 10; at++) stream.write(piece);
    const before = heap();
    for (let at = 0; at < 100; at++) stream.write(piece);
    assert.ok(heap() - before < 8 * MiB, `${heap() - before} bytes more`);
  });

  test("lone CRs and Unicode line ends inside a line end nothing", () => {
    const { results, reading } = readTap("1..2\nok 1 - a\rb\u2028c\n    ok\r1\nok 2 - d\n");
    assert.deepEqual(
      results.map(({ check }) => check),
      ["a b c", "d"],
    );
    assert.deepEqual(reading.problems, []);
  });

  test("NUL, ANSI and bytes that are no UTF-8 reach no name", () => {
    const bytes = Buffer.concat([
      Buffer.from("1..1\nok - a\x00b \x1b[31mred\x1b[0m "),
      Buffer.from([0xff, 0x0a]),
    ]);
    assert.equal(readTap(bytes).results[0]?.check, "a b red \ufffd");
  });

  test("YAML tags make nothing but data", () => {
    const { data } = readPoint("1..1\nok\n  ---\n  a: !re /x+/\n  b: !!js/function 'f'\n  ...\n");
    assert.deepEqual(data, { a: "/x+/", b: "f" });
  });
});
