import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";
import { needsProgram } from "../../support/needs.ts";
import { taskBox } from "../box.ts";
import { kinds, runTap, told } from "./run-tap.ts";

const JUNIT =
  '<testsuite><testcase classname="A" name="x"/><testcase name="y"><failure message="no"/></testcase></testsuite>';

const TAP = "1..2\nok - adds\nnot ok - divides\n  ---\n  message: by zero\n  ...\n";

const fixture = (name: string): string =>
  readFileSync(join(import.meta.dirname, "../../fixtures", name), "utf8");

const where = "foo-1.2-3.fc99";

test("several files of several formats are one result by default", async (t) => {
  const ran = await runTap(taskBox(t), "- {name: x, tests: {files: ['*.xml', b.tap], checkname: dist.c}}", {
    "a.xml": JUNIT,
    "b.tap": TAP,
  });
  assert.deepEqual(told(ran), [`dist.c | ${where} | FAILED | 2 PASSED, 2 FAILED`]);
  assert.deepEqual(
    ran.report.results[0]?.findings?.map(({ tag, message }) => [tag, message]),
    [
      ["y", "no"],
      ["divides", "by zero"],
    ],
  );
  assert.deepEqual(kinds(ran), []);
});

test("none: each test is a result below the check, with its file as artifact", async (t) => {
  const ran = await runTap(taskBox(t), "- {name: x, tests: {files: [a.xml, b.tap], aggregation: none}}", {
    "a.xml": JUNIT,
    "b.tap": TAP,
  });
  assert.deepEqual(told(ran), [
    `demo.A.x | ${where} | PASSED`,
    `demo.y | ${where} | FAILED | no`,
    `demo.adds | ${where} | PASSED`,
    `demo.divides | ${where} | FAILED | by zero`,
  ]);
  assert.deepEqual(
    ran.report.results.map(({ artifact }) => artifact),
    ["a.xml", "a.xml", "b.tap", "b.tap"],
  );
});

test("files are found in the run's folders by pattern, each once", async (t) => {
  const steps =
    "- {name: w, shell: 'mkdir -p $workdir/out/deep; cp a.xml $workdir/out/deep/; cp a.xml $artifactsdir/b.xml'}\n" +
    "- {name: x, tests: {files: ['out/**/*.xml', 'b.xml', '$workdir/out/deep/a.xml']}}";
  assert.deepEqual(told(await runTap(taskBox(t), steps, { "a.xml": JUNIT })), [
    `demo | ${where} | FAILED | 2 PASSED, 2 FAILED`,
  ]);
});

test("a pattern that finds nothing, or leads out, ends the run", async (t) => {
  const fault = async (files: string): Promise<string> =>
    (await runTap(taskBox(t), `- {name: x, tests: {files: '${files}'}}`)).report.fault ?? "";
  assert.match(await fault("nothing-*.xml"), /no file is found by nothing-\*\.xml/);
  assert.match(await fault("/etc/pass*"), /is not in a folder of this run/);
  assert.match(await fault("runtask.yml"), /is in no known format of results/);
});

test("a file that was cut off does not pass", async (t) => {
  const steps = "- {name: x, tests: {files: a.tap}}";
  const short = await runTap(taskBox(t), steps, { "a.tap": "1..3\nok\nok\n" });
  assert.deepEqual(told(short), [`demo | ${where} | FAILED | 2 PASSED, 1 FAILED`]);
  assert.match(short.report.results[0]?.findings?.[0]?.message ?? "", /the plan announces 3 points/);
  const given = await runTap(taskBox(t), steps, { "a.tap": "1..3\nok\nBail out! no disk\n" });
  assert.deepEqual(told(given), [`demo | ${where} | ABORTED | 1 PASSED, 1 ABORTED`]);
});

test("resultsdb and exitcode take the value", async (t) => {
  const steps =
    '- {name: x, tests: {files: a.xml}, export: x}\n- {name: r, resultsdb: {results: "${x}"}}\n- {name: e, exitcode: {result_last: "${x}"}}';
  const { report } = await runTap(taskBox(t), steps, { "a.xml": JUNIT });
  assert.deepEqual([report.results.length, report.exit_code, report.seal.exit_allowed], [1, 100, true]);
});

suite("recorded outputs", () => {
  for (const [name, format, note] of [
    ["gotest/demo.json", "gotest", "2 PASSED, 5 FAILED, 1 SKIPPED"],
    ["libtest/cargo-test.txt", "libtest", "3 PASSED, 2 FAILED, 1 SKIPPED"],
    ["subunit/unittest-v1.txt", "subunit", "1 PASSED, 3 FAILED, 1 SKIPPED, 1 TODO"],
  ] as const)
    test(name, async (t) => {
      for (const how of ["auto", format]) {
        const steps = `- {name: x, tests: {files: x.out, format: ${how}}}`;
        const ran = await runTap(taskBox(t), steps, { "x.out": fixture(name) });
        assert.deepEqual(told(ran), [`demo | ${where} | FAILED | ${note}`]);
        assert.deepEqual(kinds(ran), []);
      }
    });
});

const HOME = process.env["HOME"] ?? "";

/** Runs a real test runner that writes below `out`, then reads that. Caches of the machine are used: without them a compiler takes a minute. */
const live = async (
  t: Parameters<typeof taskBox>[0],
  { shell, files }: { readonly shell: string; readonly files: Readonly<Record<string, string>> },
): Promise<readonly string[]> => {
  const box = taskBox(t);
  const steps = `- {name: run, shell: [{ignorereturn: '${shell}'}]}\n- {name: x, tests: {files: 'out/**', aggregation: none}}`;
  const { env, limits } = box.options("");
  const caches = {
    GOCACHE: process.env["GOCACHE"] ?? join(HOME, ".cache/go-build"),
    RUSTUP_HOME: process.env["RUSTUP_HOME"] ?? join(HOME, ".rustup"),
  };
  const long = { ...limits, wall: 120_000, idle: 120_000 };
  return told(await runTap(box, steps, files, { env: { ...env, ...caches }, limits: long }));
};

test("prove's TAP files", needsProgram("prove"), async (t) => {
  const files = { "a.t": "print qq{1..2\\nok 1 - adds\\nnot ok 2 - divides\\n};\n" };
  const shell = "PERL_TEST_HARNESS_DUMP_TAP=$workdir/out prove a.t >&2";
  assert.deepEqual(await live(t, { shell, files }), [
    `demo.adds | ${where} | PASSED`,
    `demo.divides | ${where} | FAILED`,
  ]);
});

test("bats' JUnit file", needsProgram("bats"), async (t) => {
  const files = { "a.bats": "@test adds {\n  true\n}\n@test divides {\n  false\n}\n" };
  const shell = "mkdir $workdir/out; bats --report-formatter junit -o $workdir/out a.bats >&2";
  assert.deepEqual(
    (await live(t, { shell, files })).map((line) => line.split(" | ").slice(0, 3)),
    [
      ["demo.a.bats.adds", where, "PASSED"],
      ["demo.a.bats.divides", where, "FAILED"],
    ],
  );
});

test("pytest's JUnit file", needsProgram("pytest"), async (t) => {
  const files = {
    "test_a.py": "def test_adds():\n    assert 1 + 1 == 2\n\n\ndef test_wrong():\n    assert 1 == 2\n",
  };
  const shell = "python3 -B -m pytest -q -p no:cacheprovider --junitxml=$workdir/out/r.xml >&2";
  assert.deepEqual(
    (await live(t, { shell, files })).map((line) => line.split(" | ").slice(0, 3)),
    [
      ["demo.test_a.test_adds", where, "PASSED"],
      ["demo.test_a.test_wrong", where, "FAILED"],
    ],
  );
});

test("go test -json", needsProgram("go"), async (t) => {
  const files = {
    "go.mod": "module example.org/a\n\ngo 1.21\n",
    "a_test.go":
      'package a\n\nimport "testing"\n\nfunc TestAdds(t *testing.T) {}\n\nfunc TestWrong(t *testing.T) { t.Error("no") }\n',
  };
  const shell = "mkdir $workdir/out; GOFLAGS=-mod=mod go test -json > $workdir/out/go.json";
  assert.deepEqual(await live(t, { shell, files }), [
    `demo.example.org/a.TestAdds | ${where} | PASSED`,
    `demo.example.org/a.TestWrong | ${where} | FAILED | no`,
  ]);
});

test("rustc --test", needsProgram("rustc"), async (t) => {
  const files = {
    "a.rs": '#[test]\nfn adds() {}\n\n#[test]\nfn wrong() {\n    panic!("no");\n}\n',
  };
  const shell =
    "mkdir $workdir/out; rustc --test -o $workdir/a a.rs && $workdir/a --test-threads=1 > $workdir/out/rust.txt";
  assert.deepEqual(await live(t, { shell, files }), [
    `demo.adds | ${where} | PASSED`,
    `demo.wrong | ${where} | FAILED | no`,
  ]);
});
