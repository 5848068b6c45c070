import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { Parser, type Result } from "tap-parser";
import { stateOf } from "../../../model/ending.ts";
import { verdict } from "../../../model/verdict.ts";
import { type Read, readTap } from "./read.ts";

const FIXTURES = join(import.meta.dirname, "../../fixtures/tap");
const fixtures = readdirSync(FIXTURES)
  .filter((name) => name.endsWith(".tap"))
  .map((name) => readFileSync(join(FIXTURES, name)))
  .filter((bytes) => bytes.length < 3000);

const isOk = ({ results, reading }: Read): boolean =>
  verdict(
    {
      ...stateOf(reading, null),
      finished: "",
      plan: reading.plan,
      problems: [...reading.problems],
      logs: [],
    },
    results.map(({ outcome }) => outcome),
  ).ok;

test("a stream split anywhere gives the same results", () => {
  fc.assert(
    fc.property(fc.constantFrom(...fixtures), fc.array(fc.nat(3000), { maxLength: 6 }), (bytes, cuts) => {
      const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
      const pieces = at.slice(1).map((end, index) => bytes.subarray(at[index], end));
      assert.deepEqual(readTap(...pieces), readTap(bytes));
    }),
    { numRuns: 300 },
  );
});

const block = fc.record({ word: fc.constantFrom("PASSED", "INFO", "FAILED"), inner: fc.boolean() });

/** A stream as a task prints it: ok fits the outcome, the plan fits the points. */
const stream = fc
  .tuple(fc.array(block, { minLength: 1, maxLength: 12 }), fc.boolean())
  .map(([blocks, first]) => {
    const plan = `1..${blocks.length}\n`;
    const points = blocks.map(({ word, inner }, at) => {
      const ok = word === "FAILED" ? "not ok" : "ok";
      const subtest = inner ? `# Subtest: t${at}\n    ok 1 - deep\n    ${ok} 2 - deeper\n    1..2\n` : "";
      return `${subtest}${ok} ${at + 1} - t${at}\n  ---\n  outcome: ${word}\n  details:\n    output: |\n      ok 1\n  ...\n`;
    });
    return `TAP version 13\n${first ? plan : ""}${points.join("")}${first ? "" : plan}`;
  });

test("a truncated stream is never ok where the whole one is not, nor before its last point", () => {
  let prefixes = 0;
  fc.assert(
    fc.property(stream, fc.array(fc.nat(), { minLength: 20, maxLength: 20 }), (text, cuts) => {
      const whole = readTap(text);
      for (const cut of cuts.map((each) => each % text.length)) {
        prefixes++;
        const part = readTap(text.slice(0, cut));
        if (!isOk(part)) continue;
        assert.ok(isOk(whole), "ok though the whole is not");
        assert.equal(part.results.length, whole.results.length);
      }
    }),
    { numRuns: 120 },
  );
  assert.ok(prefixes >= 2400);
});

const LINES = [
  "ok",
  "not ok",
  "ok 1 - a",
  "not ok 2 - b # TODO",
  "ok 3 # SKIP",
  "ok x {",
  "}",
  "{",
  "1..2",
  "1..3",
  "TAP version 13",
  "# Subtest: s",
  "    # Subtest: s",
  "    ok 1 - deep",
  "    not ok 2",
  "    1..1",
  "        ok 1",
  "        1..1",
  "    }",
  "  ---",
  "  a: 1",
  "  ...",
  "    ---",
  "    ...",
  "      ---",
  "      b: 2",
  "      ...",
  "noise",
  "    noise",
  "# c",
  "",
  "   ",
  "pragma +x",
];

const oracle = (text: string): readonly boolean[] => {
  const points: boolean[] = [];
  const parser = new Parser();
  parser.on("assert", ({ ok }: Result) => points.push(ok));
  parser.end(text);
  return points;
};

test("any mixture of lines has the points of the top level that tap-parser finds in it", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...LINES), { maxLength: 30 }), (lines) => {
      const text = lines.map((line) => `${line}\n`).join("");
      const points = oracle(text);
      const { results, reading } = readTap(text);
      const after = reading.problems.filter(({ kind }) => kind === "after-plan").length;
      assert.ok(results.length <= points.length && points.length <= results.length + after);
      for (const [at, { outcome }] of results.entries())
        if (outcome === "PASSED" || outcome === "FAILED") assert.equal(outcome === "PASSED", points[at]);
    }),
    { numRuns: 3000 },
  );
});
