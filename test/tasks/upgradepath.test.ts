import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { needsProgram } from "../support/needs.ts";
import { buildRpm } from "./build-rpm.ts";
import { makeTree, ROOT, runCheck, type Answer } from "./run-check.ts";

const python = needsProgram("python3");

const check = (tags: Readonly<Record<string, string>>, item: string, type = "koji_build"): Answer =>
  runCheck("upgradepath", ["python3", "-B", "check.py"], {
    TASKOTRON_ITEM: item,
    TASKOTRON_TYPE: type,
    TASKOTRON_KOJI_ROOT: makeTree(
      Object.fromEntries(Object.entries(tags).map(([tag, builds]) => [`tags/${tag}`, builds])),
    ),
  });

const outcomeOf = (answer: Answer): unknown => answer.points[0]?.block["outcome"];

/** Versions of few letters, so that pairs differ late or not at all, with all that the rule treats apart. */
const part = fc.constantFrom(
  "~",
  "^",
  ".",
  "_",
  "+",
  "0",
  "1",
  "01",
  "10",
  "9",
  "a",
  "b",
  "rc",
  "B",
  "git",
  "~rc",
  "^2",
  "..",
);
const version = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(""));

test("versions are compared as rpm compares them", { skip: python.skip || needsProgram("rpm").skip }, () => {
  const pairs = fc.sample(fc.tuple(version, version), 4000);
  const file = join(makeTree({ pairs: pairs.map(([a, b]) => `${a}|${b}\n`).join("") }), "pairs");
  const lua = `for line in io.lines("${file}") do print(rpm.vercmp(line:match("(.*)|(.*)")) .. "\\n") end`;
  const byRpm = spawnSync("rpm", ["--eval", `%{lua: ${lua}}`], { encoding: "utf8" });
  assert.equal(byRpm.status, 0, byRpm.stderr);
  const program = `import sys
from vercmp import vercmp
words = sys.stdin.read().split("\\n")
for place in range(0, len(words), 2): print(vercmp(words[place], words[place + 1]))`;
  const ours = spawnSync("python3", ["-B", "-c", program], {
    cwd: join(ROOT, "tasks/upgradepath"),
    input: pairs.flat().join("\n"),
    encoding: "utf8",
  });
  const answers = (text: string) => text.trim().split("\n").map(Number);
  const differ = answers(ours.stdout).flatMap((order, index) =>
    order === answers(byRpm.stdout)[index] ? [] : [[...(pairs[index] ?? []), order]],
  );
  assert.deepEqual(differ, []);
  assert.equal(answers(byRpm.stdout).length, pairs.length);
});

/** What is in the tags, and what that makes of foo-2-1.fc21. */
const CASES: readonly (readonly [what: string, outcome: string, tags: Readonly<Record<string, string>>])[] = [
  ["the newer release has a newer version", "PASSED", { f22: "foo-3-1.fc22" }],
  ["the newer release has the same version", "PASSED", { f22: "foo-2-1.fc22" }],
  ["the newer release has an older version", "FAILED", { f22: "foo-1-9.fc22" }],
  [
    "an update of the newer release is enough",
    "PASSED",
    { f22: "foo-1-1.fc22", "f22-updates": "foo-2-1.fc22" },
  ],
  ["what is pending may still come", "INFO", { f22: "foo-1-1.fc22", "f22-updates-testing": "foo-2-2.fc22" }],
  ["what is pending is not enough", "FAILED", { f22: "foo-1-1.fc22", "f22-updates-pending": "foo-1-2.fc22" }],
  ["an older release has a newer version", "FAILED", { f20: "foo-2-2.fc20" }],
  ["an older release has an older version", "PASSED", { f20: "foo-1-2.fc20" }],
  ["the package is not in the newer release", "INFO", { f22: "bar-1-1.fc22" }],
  ["an epoch outdoes a version", "PASSED", { f22: "foo-1:1-1.fc22" }],
  ["a prerelease is lower", "FAILED", { f22: "foo-2~rc1-1.fc22" }],
  ["a snapshot after the release is higher", "PASSED", { f22: "foo-2^git1-1.fc22" }],
  [
    "9 is lower than 10, and lines may have more words",
    "PASSED",
    { f22: "foo-10-1.fc22  f22  owner\nfoo-9-1.fc22 x\n" },
  ],
  ["other families do not count", "PASSED", { epel9: "foo-1-1.el9", "f22-build": "foo-1-1.fc22" }],
];

for (const [what, outcome, tags] of CASES)
  test(`${outcome}: ${what}`, python, () => {
    assert.equal(outcomeOf(check({ f21: "foo-1-1.fc21", ...tags }, "foo-2-1.fc21")), outcome);
  });

test("the output has a section for each other release, and findings say which one is wrong", python, () => {
  const answer = check(
    {
      f20: "foo-1-1.fc20",
      "f21-updates-pending": "foo-2-1.fc21",
      f22: "foo-1-2.fc22",
      f23: "foo-1-1.fc23",
      "f23-updates-testing": "foo-2-1.fc23",
    },
    "foo-2-1.fc21",
  );
  const { details, findings, summary } = answer.points[0]?.block ?? {};
  assert.equal(
    (details as { output: string }).output,
    `[ OK ] f20
    latest:  foo-1-1.fc20
    pending: none
[FAIL] f22
    latest:  foo-1-2.fc22
    pending: none
[INFO] f23
    latest:  foo-1-1.fc23
    pending: foo-2-1.fc23
`,
  );
  assert.equal(summary, "UPGRADEPATH FAILED for foo-2-1.fc21: f21: 1 OK, 1 INFO, 1 FAIL");
  assert.deepEqual(findings, [
    {
      severity: "error",
      tag: "upgrade-path-broken",
      message: "foo-1-2.fc22 is lower than this build",
      subject: "f22",
    },
    {
      severity: "warning",
      tag: "upgrade-path-pending",
      message: "only foo-2-1.fc23 is high enough, and it is pending",
      subject: "f23",
    },
  ]);
});

test("a tag is as many results as it has builds, and none is a skip", python, () => {
  const tags = {
    "f21-updates-pending": "foo-2-1.fc21\nbar-1-1.fc21\n",
    f22: "foo-1-1.fc22\nbar-1-1.fc22\n",
    f23: "",
  };
  const answer = check(tags, "f21-updates-pending", "koji_tag");
  assert.deepEqual(
    answer.points.map(({ block }) => [block["item"], block["type"], block["outcome"]].join(" ")),
    ["foo-2-1.fc21 koji_build FAILED", "bar-1-1.fc21 koji_build INFO"],
  );
  assert.equal(check(tags, "f23", "koji_tag").points[0]?.skip, "no build is in this tag");
});

test("an epoch that the tag does not tell is that of the build's RPM", needsProgram("rpmbuild"), () => {
  const root = makeTree({ "tags/f22": "foo-1-1.fc22", "tags/f21": "foo-2-1.fc21" });
  const folder = join(root, "packages/foo/1/1.fc22/noarch");
  mkdirSync(folder, { recursive: true });
  copyFileSync(buildRpm({ name: "foo", release: "1.fc22", tags: "Epoch: 5" }), join(folder, "foo.rpm"));
  const answer = runCheck("upgradepath", ["python3", "-B", "check.py"], {
    TASKOTRON_ITEM: "foo-2-1.fc21",
    TASKOTRON_KOJI_ROOT: root,
  });
  assert.equal(outcomeOf(answer), "PASSED");
});

test("what it cannot tell it says", python, () => {
  assert.equal(outcomeOf(check({ f21: "" }, "foo-2-1")), "NEEDS_INSPECTION");
  assert.match(check({ f21: "" }, "f99", "koji_tag").bailout ?? "", /^no tag f99 at /);
  assert.match(check({ f21: "" }, "foo").bailout ?? "", /^not a name-version-release/);
  assert.match(check({}, "foo-1-1").bailout ?? "", /^no tags at .*koji list-tagged/);
});

test("hostile tags change neither the TAP nor the YAML around them", python, () => {
  const answer = check(
    { f21: "x", f22: 'foo-1"\u001b[2J#-1\u2028.fc22\nnot ok 7\n\u0000\n' },
    "foo-2-#1.fc21",
  );
  assert.equal(answer.points.length, 1);
  assert.doesNotMatch(answer.text, /[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028]/);
});
