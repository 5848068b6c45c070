import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { needsProgram } from "../support/needs.ts";
import { findingsOf, makeTree, onlyPython, runCheck, type Answer } from "./run-check.ts";

const python = needsProgram("python3");

const check = (
  item: string,
  env: Readonly<Record<string, string>> = {},
  server: readonly string[] = [],
): Answer =>
  runCheck("package-suite", ["python3", "-B", "check.py", ...server], {
    TASKOTRON_ITEM: item,
    TASKOTRON_TYPE: item.includes("#") ? "dist_git_commit" : "file",
    HOME: makeTree({}),
    ...env,
  });

/** A repository whose tests/run.sh is a shell script. */
const suiteOf = (script: string, more: Readonly<Record<string, string>> = {}): string => {
  const root = makeTree({ "tests/run.sh": `#!/bin/sh\n${script}\n`, ...more });
  chmodSync(join(root, "tests/run.sh"), 0o755);
  return root;
};

/** What run.sh prints and ends with, and what that makes. */
const CASES: readonly (readonly [outcome: string, script: string, note: string])[] = [
  ["PASSED", "echo 1..2; echo ok 1 - a; echo 'ok 2 - b # SKIP no b'", "1 passed, 0 failed, 1 skipped"],
  ["FAILED", "echo 1..2; echo ok 1; echo not ok 2 - b; exit 1", "1 passed, 1 failed, 0 skipped"],
  ["FAILED", "echo not ok - a", "0 passed, 1 failed, 0 skipped"],
  ["PASSED", "echo 'not ok 1 - a # TODO later'; echo 1..1", "0 passed, 0 failed, 1 skipped"],
  ["PASSED", "echo 1..0", "0 passed, 0 failed, 0 skipped"],
  [
    "NEEDS_INSPECTION",
    "echo 1..3; echo ok",
    "1 passed, 0 failed, 0 skipped; 3 tests were planned, 1 were run",
  ],
  [
    "NEEDS_INSPECTION",
    "echo ok; exit 3",
    "1 passed, 0 failed, 0 skipped; it ended with 3, though no test failed",
  ],
  ["ABORTED", "echo ok; echo 'Bail out! no disk'", "1 passed, 0 failed, 0 skipped; it bailed out: no disk"],
  ["CRASHED", "echo oops >&2; exit 2", "0 passed, 0 failed, 0 skipped; it ended with 2 and no test"],
];

for (const [outcome, script, note] of CASES)
  test(`${outcome}: ${script}`, python, () => {
    const item = suiteOf(script);
    const { block, name } = check(item).points[0] ?? assert.fail("no point");
    assert.equal(block["outcome"], outcome);
    assert.equal(block["summary"], `PACKAGE-SUITE.RUN ${outcome} for ${item}: ${note}`);
    assert.match(name, /^package-suite\.run for file /);
  });

test("a test that failed is a finding, and the output is kept", python, () => {
  const answer = check(suiteOf("echo 1..1; echo 'not ok 1 - adds'; echo '# 1 + 1 is 3'"));
  assert.deepEqual(findingsOf(answer), ["error test-failed adds"]);
  assert.deepEqual(answer.points[0]?.block["details"], { output: "1..1\nnot ok 1 - adds\n# 1 + 1 is 3\n" });
});

test("bats files are run by bats", { skip: python.skip || needsProgram("bats").skip }, () => {
  const root = makeTree({
    "tests/a.bats": '@test "adds" { [ $((1 + 1)) = 2 ]; }\n@test "fails" { false; }\n',
  });
  const answer = check(root);
  assert.equal(answer.points[0]?.block["outcome"], "FAILED");
  assert.deepEqual(findingsOf(answer), ["error test-failed fails"]);
});

test("test_*.py are run by pytest", { skip: python.skip || needsProgram("pytest").skip }, () => {
  const root = makeTree({
    "tests/test_a.py":
      "import pytest\ndef test_a(): pass\ndef test_b(): assert 1 == 2\n@pytest.mark.skip\ndef test_c(): pass\n",
  });
  const answer = check(root);
  assert.match(String(answer.points[0]?.block["summary"]), /FAILED .*: 1 passed, 1 failed, 1 skipped$/);
  assert.deepEqual(findingsOf(answer), ["error test-failed tests.test_a.test_b"]);
});

test("each suite is a result, and the item stays as it was", python, () => {
  const item = suiteOf("touch made; echo ok 1; echo 1..1");
  assert.equal(check(item).points.length, 1);
  assert.equal(existsSync(join(item, "made")), false);
});

test("a repository without tests is skipped", python, () => {
  for (const tree of [{ "foo.spec": "" }, { "tests/run.sh": "echo ok" }])
    assert.match(String(check(makeTree(tree)).points[0]?.skip), /^it has no executable tests\/run\.sh/);
});

test("a commit is cloned from the server", { skip: python.skip || needsProgram("git").skip }, () => {
  const item = suiteOf("echo ok 1 - a; echo 1..1");
  const git = (...words: readonly string[]) =>
    spawnSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", ...words], {
      cwd: item,
      encoding: "utf8",
    });
  git("init", "-q");
  git("add", ".");
  git("commit", "-q", "-m", "a");
  const sha = git("rev-parse", "HEAD").stdout.trim();
  const server = makeTree({});
  mkdirSync(join(server, "rpms"));
  renameSync(item, join(server, "rpms/foo.git"));
  const answer = check(`rpms/foo#${sha}`, {}, [server]);
  assert.equal(answer.points[0]?.block["outcome"], "PASSED");
  assert.equal(answer.points[0].block["item"], `rpms/foo#${sha}`);
  assert.match(check("rpms/foo#1234567", {}, [server]).bailout ?? "", /^git says: /);
  for (const bad of ["../foo#1234567", "rpms/foo#--upload-pack=x", "-x/foo#1234567", "nowhere"])
    assert.match(check(bad, {}, [server]).bailout ?? "", /is no folder, and no commit/);
});

test("what a suite prints changes neither the TAP nor the YAML around it", python, () => {
  const answer = check(suiteOf(`printf 'not ok 1 - "x\\033[31m\\n  ...\\n---\\n1..1\\n\\200\\n'`));
  assert.equal(answer.points.length, 1);
  assert.equal(answer.points[0]?.block["outcome"], "FAILED");
  assert.doesNotMatch(answer.text, /[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
});

test("without the tool of a suite it bails out with how to install it", python, () => {
  const PATH = onlyPython();
  const run = (item: string) => check(item, { PATH }).bailout;
  assert.equal(
    run(makeTree({ "tests/a.bats": "" })),
    "bats is not installed: apt install bats (dnf install bats)",
  );
  assert.equal(
    run(makeTree({ "tests/test_a.py": "" })),
    "pytest is not installed: apt install python3-pytest (dnf install python3-pytest)",
  );
  assert.equal(run("rpms/foo#1234567"), "git is not installed: apt install git (dnf install git-core)");
});
