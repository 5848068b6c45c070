import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";
import { Parser, type Result } from "tap-parser";
import { mayBeTap } from "../../../ingest/tap/candidate.ts";
import { readTap } from "./read.ts";
import { summaryOf } from "./summary.ts";

const FIXTURES = join(import.meta.dirname, "../../fixtures/tap");
const GOLDEN = join(import.meta.dirname, "../../golden/tap");

const fixtures = readdirSync(FIXTURES).filter((name) => name.endsWith(".tap"));

/** The ok-ness of the points of the top level, as tap-parser alone tells them. */
const oracle = (text: string): readonly boolean[] => {
  const points: boolean[] = [];
  const parser = new Parser();
  parser.on("assert", ({ ok }: Result) => points.push(ok));
  parser.end(text);
  return points;
};

test("the fixtures are there", () => {
  assert.ok(fixtures.length >= 76, `${fixtures.length} fixtures`);
});

suite("each fixture is read as its golden summary says", () => {
  for (const name of fixtures)
    test(name, () => {
      const golden = join(GOLDEN, name.replace(/tap$/, "txt"));
      const found = summaryOf(readTap(readFileSync(join(FIXTURES, name))));
      if (process.env["UPDATE"] === "1") writeFileSync(golden, found);
      assert.equal(found, readFileSync(golden, "utf8"));
    });
});

suite("each fixture has the points that tap-parser finds in it", () => {
  for (const name of fixtures)
    test(name, () => {
      const text = readFileSync(join(FIXTURES, name), "utf8");
      const { results, reading } = readTap(text);
      const points = oracle(text);
      const late = points.slice(results.length);
      const after = reading.problems.filter(({ kind }) => kind === "after-plan").length;
      assert.ok(after >= late.length, "points that are no results are problems");
      assert.deepEqual(
        results.map(({ outcome }, at) => (NEUTRAL.has(outcome) ? points[at] : outcome === "PASSED")),
        points.slice(0, results.length),
      );
    });
});

const NEUTRAL = new Set(["SKIPPED", "TODO"]);

test("no line that tap-parser takes for TAP is left out before it", () => {
  for (const name of fixtures)
    for (const line of readFileSync(join(FIXTURES, name), "utf8").split("\n"))
      if (/^\s*((not )?ok( |$)|\d+\.\.\d+|TAP version|Bail out!|# Subtest|pragma)/i.test(line))
        assert.ok(mayBeTap(Buffer.from(line)), line);
});
