import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { READERS } from "../../ingest/format.ts";
import { LIMITS } from "../../model/limits.ts";
import { readWith } from "./read-with.ts";

const TEXT = `results:
  - item: xchat-0.5-1.fc20
    type: koji_build
    checkname: scratch.mytest
    outcome: PASSED
    note: 5 ERRORS, 10 WARNINGS
    artifact: xchat-0.5-1.fc20.x86_64.log
    arch: [x86_64, noarch]
    extra: 1.10
  - {item: 1.10, outcome: failed}
`;

test("each entry of the list is a result, with its lines", async () => {
  const { results, reading } = await readWith(READERS.resultyaml, TEXT.slice(0, 50), TEXT.slice(50));
  assert.deepEqual(reading, { results: 2, plan: null, bailout: null, problems: [] });
  assert.deepEqual(results[0], {
    position: 1,
    check: "scratch.mytest",
    item: "xchat-0.5-1.fc20",
    type: "koji_build",
    arch: "x86_64",
    scenario: null,
    outcome: "PASSED",
    note: "5 ERRORS, 10 WARNINGS",
    data: { extra: 1.1 },
    findings: [],
    log: { name: "output.log", first_line: 2, last_line: 9 },
    artifact: "xchat-0.5-1.fc20.x86_64.log",
    ref_url: null,
    duration_ms: null,
  });
  assert.deepEqual(
    [results[1]?.check, results[1]?.item, results[1]?.outcome, results[1]?.log?.first_line],
    ["rpmlint", "1.10", "FAILED", 10],
  );
});

test("findings in an output have its lines", async () => {
  const { results } = await readWith(
    READERS.resultyaml,
    "results:\n- outcome: FAILED\n  details:\n    output: |\n      a.noarch: E: bad x\n",
  );
  assert.equal(results[0]?.findings?.[0]?.line, 5);
});

test("an empty list is no problem", async () => {
  for (const text of ["results:\n", "results: null\n", "results: []\n"])
    assert.deepEqual((await readWith(READERS.resultyaml, text)).reading.problems, []);
});

test("an outcome that is missing or unknown is left to a human", async () => {
  const { results, reading } = await readWith(READERS.resultyaml, "results:\n- item: a\n- outcome: GREEN\n");
  assert.deepEqual(
    results.map(({ outcome }) => outcome),
    ["NEEDS_INSPECTION", "NEEDS_INSPECTION"],
  );
  assert.deepEqual(
    reading.problems.map(({ kind, line }) => [kind, line]),
    [
      ["unknown-outcome", 2],
      ["unknown-outcome", 3],
    ],
  );
});

suite("a file that cannot be read is a problem without results", () => {
  for (const [name, text] of [
    ["no text", ""],
    ["no map", "- a\n"],
    ["no results", "result: []\n"],
    ["results that are no list", "results: {a: 1}\n"],
    ["an entry that is no map", "results: [a]\n"],
    ["broken YAML", "results: [\n"],
    ["a file that is too large", `results:\n${"#".repeat(LIMITS.resultFile)}\n`],
  ] as const)
    test(name, async () => {
      const { results, reading } = await readWith(READERS.resultyaml, text);
      assert.deepEqual([results.length, reading.problems.map(({ kind }) => kind)], [0, ["bad-file"]]);
    });
});
