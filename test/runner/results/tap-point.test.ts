import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readReport } from "../../../ingest/report.ts";
import { LIMITS } from "../../../model/limits.ts";
import type { ResultInput } from "../../../model/result.ts";
import { resultYaml } from "../../../runner/results/resultyaml-text.ts";
import { tapPoint } from "../../../runner/results/tap-point.ts";
import { readTap, DEFAULTS } from "../../ingest/tap/read.ts";
import { result, same, text } from "./some-results.ts";

const RESULT: ResultInput = {
  position: 1,
  check: "dist.rpmgrill.elf-checks",
  item: "rpms/gcc#abc",
  type: "dist_git_commit",
  arch: "x86_64",
  outcome: "FAILED",
  note: "1 error",
};

test("a point is readable: check, type and item, and its fields below", () => {
  assert.equal(
    tapPoint(RESULT, "foo.c:1:2: error: bad\n"),
    `not ok - dist.rpmgrill.elf-checks for dist git commit rpms/gcc\\#abc
  ---
  item: "rpms/gcc#abc"
  type: "dist_git_commit"
  arch: "x86_64"
  checkname: "dist.rpmgrill.elf-checks"
  outcome: FAILED
  note: "1 error"
  findings: []
  details:
    output: |-
      foo.c:1:2: error: bad
  ...
`,
  );
});

test("any results are read back from their points as they were, with any output", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(result, fc.option(text)), { maxLength: 4 }), (all) => {
      const printed = all.map(([each, output]) => tapPoint(each, output)).join("");
      const { results, reading } = readTap(`1..${all.length}\n${printed}`);
      assert.deepEqual(reading.problems, []);
      assert.deepEqual(
        results.map(same),
        all.map(([each]) => same(each)),
      );
    }),
    { numRuns: 150 },
  );
});

test("any results are read back from their ResultYAML as they were", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(result, fc.option(text)), { maxLength: 3 }), async (all) => {
      const yaml = await resultYaml(
        all.map(([each]) => each),
        all.map(([, output]) => output),
      );
      const { results, reading } = await readReport(Buffer.from(yaml), "resultyaml", DEFAULTS);
      assert.deepEqual(reading.problems, []);
      assert.deepEqual(
        results.map(same),
        all.map(([each]) => same(each)),
      );
    }),
    { numRuns: 50 },
  );
});

test("lines and outputs that are too long for a log are cut into ones that are not", () => {
  const { results, reading } = readTap(
    `1..1\n${tapPoint(RESULT, `${"ä".repeat(200_000)}\n${"x\n".repeat(1e6)}`)}`,
  );
  assert.deepEqual(reading.problems, []);
  assert.equal(results.length, 1);
});

test("a result with more than a block can hold is refused, with its name", () => {
  const finding = { severity: "error", tag: null, message: "m", subject: null, line: null };
  for (const large of [
    { findings: Array.from({ length: LIMITS.findings }, () => finding) },
    { data: { text: "x".repeat(LIMITS.tapYaml) } },
  ])
    assert.throws(() => tapPoint({ ...RESULT, ...large }, null), /elf-checks on rpms\/gcc#abc is too large/);
});
