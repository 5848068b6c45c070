import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { problemsOf, readPoint, readTap } from "./read.ts";

const point = (line: string, ...yaml: readonly string[]): string =>
  [
    "1..1",
    line,
    ...(yaml.length === 0 ? [] : ["  ---", ...yaml.map((each) => `  ${each}`), "  ..."]),
    "",
  ].join("\n");

suite("the outcome", () => {
  for (const [line, outcome] of [
    ["ok", "PASSED"],
    ["not ok", "FAILED"],
    ["ok 1 - a # SKIP no network", "SKIPPED"],
    ["not ok 1 - a # TODO later", "TODO"],
    ["ok 1 - a # TODO", "TODO"],
  ] as const)
    test(`of "${line}" without YAML is ${outcome}`, () =>
      assert.equal(readPoint(point(line)).outcome, outcome));

  test("of the YAML goes before ok, and the mismatch is a problem", () => {
    const text = point("ok", "outcome: FAILED");
    assert.equal(readPoint(text).outcome, "FAILED");
    assert.deepEqual(problemsOf(text), [["outcome-mismatch", 2]]);
  });

  test("of the YAML goes before not ok, and the mismatch is a problem", () => {
    const text = point("not ok", "outcome: INFO");
    assert.equal(readPoint(text).outcome, "INFO");
    assert.deepEqual(problemsOf(text), [["outcome-mismatch", 2]]);
  });

  test("fits ok for PASSED and INFO, and not ok for all others", () => {
    for (const outcome of ["PASSED", "INFO"])
      assert.deepEqual(problemsOf(point("ok", `outcome: ${outcome}`)), []);
    for (const outcome of ["FAILED", "NEEDS_INSPECTION", "ABORTED", "CRASHED"])
      assert.deepEqual(problemsOf(point("not ok", `outcome: ${outcome}`)), []);
  });

  test("that is no known word leaves the answer to a human and is a problem", () => {
    const text = point("not ok", "outcome: GREEN");
    assert.equal(readPoint(text).outcome, "NEEDS_INSPECTION");
    assert.deepEqual(problemsOf(text), [["unknown-outcome", 2]]);
  });
});

suite("names", () => {
  for (const [line, check, type, item] of [
    ["ok", "rpmlint", "koji_build", "foo-1.2-3.fc99"],
    ["ok - $CHECKNAME", "rpmlint", "koji_build", "foo-1.2-3.fc99"],
    ["ok - depcheck", "depcheck", "koji_build", "foo-1.2-3.fc99"],
    ["ok - depcheck for Koji tag f25-updates", "depcheck", "koji_tag", "f25-updates"],
    [
      "ok 1 $CHECKNAME for Bodhi update FEDORA-2017-04459ef8cf",
      "rpmlint",
      "bodhi_update",
      "FEDORA-2017-04459ef8cf",
    ],
    ["ok - build for dist-git commit rpms/gcc#c0ffee", "build", "dist_git_commit", "rpms/gcc#c0ffee"],
    ["ok - waits for nobody", "waits for nobody", "koji_build", "foo-1.2-3.fc99"],
    ["ok - \x1b[32mgreen\x1b[0m\x07", "green", "koji_build", "foo-1.2-3.fc99"],
  ] as const)
    test(`of "${line.replaceAll("\x1b", "ESC").replace("\x07", "BEL")}"`, () => {
      const result = readPoint(point(line));
      assert.deepEqual([result.check, result.type, result.item], [check, type, item]);
    });

  test("of the YAML go before those of the point", () => {
    const result = readPoint(point("ok - a for Koji build b", "checkname: dist.a", "item: c", "type: file"));
    assert.deepEqual([result.check, result.item, result.type], ["dist.a", "c", "file"]);
  });

  test("stay as they are written, whatever YAML takes them for", () => {
    const result = readPoint(
      point(
        "ok",
        "item: 1.10",
        "type: 007",
        "arch: 0x10",
        "scenario: 1e3",
        "checkname: true",
        "outcome: passed",
      ),
    );
    assert.deepEqual(
      [result.item, result.type, result.arch, result.scenario, result.check, result.outcome],
      ["1.10", "007", "0x10", "1e3", "true", "PASSED"],
    );
  });

  test("of an architecture are brought to its base", () => {
    assert.equal(readPoint(point("ok", "arch: i686")).arch, "i386");
  });
});

suite("data", () => {
  test("are all keys without a meaning of their own, details but the output among them", () => {
    const result = readPoint(
      point(
        "ok",
        "outcome: PASSED",
        "_internal: {a: 1}",
        "results: 3",
        "size: 12",
        "details: {output: x, more: [1, true, ~]}",
      ),
    );
    assert.deepEqual(result.data, { size: 12, details: { more: [1, true, null] } });
  });

  test("keep numbers that a double cannot hold as text", () => {
    const result = readPoint(point("ok", "small: 9007199254740991", "large: 9007199254740993", "odd: .inf"));
    assert.deepEqual(result.data, { small: 9007199254740991, large: "9007199254740993", odd: ".inf" });
  });

  test("keep the white space at the ends of their lines", () => {
    assert.deepEqual(readPoint(point("ok", "a: |", "  one  ", "  ", "  two\t")).data, {
      a: "one  \n\ntwo\t\n",
    });
  });

  test("hold a block that is no map under one key", () => {
    assert.deepEqual(readPoint(point("ok", "- a", "- 2")).data, { diagnostics: ["a", 2] });
  });

  test("take `__proto__` for a key like any other", () => {
    const { data } = readPoint(point("ok", "__proto__: {a: 1}"));
    assert.deepEqual(Object.keys(data ?? {}), ["__proto__"]);
    assert.equal(({} as Record<string, unknown>)["a"], undefined);
  });
});

suite("the log lines of a result", () => {
  test("are those of an output that is a block literal", () => {
    const result = readPoint(
      point("ok", "details:", "  output: |", "    one", "", "    three", "outcome: PASSED"),
    );
    assert.deepEqual(result.log, { name: "output.log", first_line: 6, last_line: 8 });
  });

  test("are those of the point and its block where the output is written otherwise", () => {
    const result = readPoint(point("ok", 'details: {output: "one\\ntwo"}'));
    assert.deepEqual(result.log, { name: "output.log", first_line: 2, last_line: 5 });
  });

  test("go past comments and other lines of the log between them", () => {
    const text = "noise\n1..1\nnoise\nok - a\nnoise\n  ---\n# between\n  a: 1\nnoise\n  ...\n";
    assert.deepEqual(readPoint(text).log, { name: "output.log", first_line: 4, last_line: 10 });
  });
});

suite("findings", () => {
  test("that the task lists are kept, each at its line of the output where both agree", () => {
    const result = readPoint(
      point(
        "not ok",
        "details:",
        "  output: |",
        "    a.noarch: E: bad-thing here",
        "findings:",
        "  - {severity: err, tag: bad-thing, message: here, subject: a}",
      ),
    );
    assert.deepEqual(result.findings, [
      { severity: "error", tag: "bad-thing", message: "here", subject: "a", line: 6 },
    ]);
  });

  test("without such a line stand where they are listed", () => {
    const result = readPoint(point("not ok", "findings:", "  - message: one", "  - two"));
    assert.deepEqual(result.findings, [
      { severity: "info", tag: null, message: "one", subject: null, line: 5 },
      { severity: "info", tag: null, message: "two", subject: null, line: 6 },
    ]);
  });

  test("are made of the failed points of a subtest", () => {
    const result = readPoint("1..1\nnot ok 1 - all {\n    1..2\n    ok\n    not ok 2 - deep\n}\n");
    assert.deepEqual(result.findings, [
      { severity: "error", tag: null, message: "deep", subject: "all", line: 5 },
    ]);
    assert.deepEqual(result.data, { subtests: { passed: 1, failed: 1, skipped: 0, todo: 0 } });
  });
});

test("times are taken from the directive and from the YAML, in milliseconds", () => {
  assert.equal(readPoint(point("ok 1 - a # time=1.5s")).duration_ms, 1500);
  assert.equal(readPoint(point("ok 1 - a # time=12ms")).duration_ms, 12);
  assert.equal(readPoint(point("ok 1 - a", "duration_ms: 7.25")).duration_ms, 7.25);
});

suite("problems", () => {
  for (const [name, text, problems] of [
    ["an empty stream", "", [["no-tap", null]]],
    ["a stream without TAP", "hello\nworld\n", [["no-tap", null]]],
    ["a version and nothing more", "TAP version 13\n", [["no-tap", null]]],
    ["a missing plan", "ok\n", [["no-plan", null]]],
    ["too few points", "1..2\nok\n", [["plan-mismatch", 1]]],
    ["a point after a plan that came first", "1..1\nok\nok 2\n", [["after-plan", 3]]],
    ["a point after a plan that came last", "ok\n1..1\nnot ok 2\n", [["after-plan", 3]]],
    [
      "a second plan",
      "1..1\nok\n1..2\nok\n",
      [
        ["second-plan", 3],
        ["after-plan", 4],
      ],
    ],
    ["a number out of place", "1..1\nok 7\n", [["bad-number", 2]]],
    ["a duplicate number", "1..2\nok 1\nok 1\n", [["bad-number", 3]]],
    ["YAML that is none", "1..1\nok\n  ---\n  a: [\n  ...\n", [["broken-yaml", 5]]],
    ["a key twice", "1..1\nok\n  ---\n  a: 1\n  a: 2\n  ...\n", [["broken-yaml", 5]]],
    ["a block without an end", "1..1\nok\n  ---\n  a: 1\n", [["unterminated-yaml", 3]]],
    ["a block that only begins", "1..1\nok\n  ---\n", [["unterminated-yaml", 3]]],
    ["a block cut by a point", "1..2\nok\n  ---\n  a: 1\nok\n", [["unterminated-yaml", 3]]],
    ["a second block", "1..1\nok\n  ---\n  a: 1\n  ...\n  ---\n  b: 1\n  ...\n", [["broken-yaml", 6]]],
    ["a subtest that fails below an ok", "1..1\nok 1 {\n    not ok\n    1..1\n}\n", [["subtest-failed", 2]]],
    ["a failed subtest that nothing closes", "1..1\nok\n    not ok\n    1..1\n", [["open-subtest", 3]]],
    ["a bail-out", "1..3\nok\nBail out! no net\nok\n", [["bail-out", 3]]],
    ["a bail-out inside a subtest", "1..1\n    ok\n    Bail out! deep\n", [["bail-out", 3]]],
  ] as const)
    test(name, () => assert.deepEqual(problemsOf(text), problems));

  test("a bail-out is told with its reason, and no point after it is a result", () => {
    const { results, reading } = readTap("1..3\nok\nBail out! no net\nok\n");
    assert.equal(results.length, 1);
    assert.equal(reading.bailout, "no net");
    assert.equal(readTap("Bail out!\n").reading.bailout, "");
  });

  test("after the first few hundred are only counted", () => {
    const { reading } = readTap(`1..1\nok\n${"not ok\n".repeat(1000)}`);
    assert.equal(reading.problems.length, 201);
    assert.equal(reading.problems.at(-1)?.message, "and 800 further problems");
  });

  test("a plan of none is neither a problem nor a result", () => {
    assert.deepEqual(readTap("1..0 # SKIP no display\n").reading, {
      results: 0,
      plan: 0,
      bailout: null,
      problems: [],
    });
  });
});

test("unnumbered points are results by position", () => {
  const { results } = readTap("1..3\nok a\nok b\nnot ok c\n");
  assert.deepEqual(
    results.map(({ position, check }) => [position, check]),
    [
      [1, "a"],
      [2, "b"],
      [3, "c"],
    ],
  );
});

test("a CR before the LF, a byte order mark and a missing last LF change nothing", () => {
  const plain = readTap("TAP version 13\n1..1\nok - a\n  ---\n  item: x\n  ...\n");
  assert.deepEqual(readTap("TAP version 13\r\n1..1\r\nok - a\r\n  ---\r\n  item: x\r\n  ...\r\n"), plain);
  assert.deepEqual(readTap("\ufeffTAP version 13\n1..1\nok - a\n  ---\n  item: x\n  ..."), plain);
});
