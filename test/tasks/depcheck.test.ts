import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { test } from "node:test";
import { DATA, needsData, needsProgram } from "../support/needs.ts";
import { buildRpm } from "./build-rpm.ts";
import { findingsOf, makeTree, onlyPython, runCheck, type Answer } from "./run-check.ts";

const RPMS = join(DATA, "rpms");
const tools = {
  skip:
    ["installcheck", "createrepo_c", "rpmbuild"].map((name) => needsProgram(name).skip).find(Boolean) ??
    false,
};
const real = { skip: tools.skip || needsData("rpms").skip };

const check = (
  item: string,
  env: Readonly<Record<string, string>> = {},
  targets: readonly string[] = [],
): Answer =>
  runCheck("depcheck", ["python3", "-B", "check.py", ...targets], {
    TASKOTRON_ITEM: item,
    TASKOTRON_TYPE: "koji_build",
    TASKOTRON_ARCH: "noarch",
    ...env,
  });

/** What a machine takes: Debian's installcheck knows no noarch, so `x86_64` alone would leave those packages out. */
const POLICY = "x86_64:i686:i586:i486:i386:noarch";

/** What installcheck prints, run by hand over the repository that createrepo_c makes of a folder. */
const byHand = (folder: string, arch = POLICY): string => {
  const script = `createrepo_c -q . 2>/dev/null; installcheck ${arch} repodata/*primary.xml.gz`;
  return spawnSync("sh", ["-c", script], { cwd: folder, encoding: "utf8" }).stdout;
};

/** The sample files in a folder that can be written to. */
const copied = (...names: readonly string[]): string => {
  const folder = makeTree({});
  for (const name of names) copyFileSync(join(RPMS, name), join(folder, name));
  return folder;
};

const outcomes = (answer: Answer): Readonly<Record<string, unknown>> =>
  Object.fromEntries(answer.points.map(({ block }) => [String(block["item"]), block["outcome"]]));

const printed = (answer: Answer): string =>
  answer.points
    .map(({ block }) => (block["details"] as { output: string } | undefined)?.output ?? "")
    .join("");

/** The lines of installcheck, in no order: our answer has them build by build. */
const problems = (text: string): readonly string[] =>
  text
    .split("\n")
    .filter((line) => /^(can't install| {2}\S)/.test(line))
    .toSorted();

/** What installcheck says by hand of samples that each stand for a kind. */
const SAMPLES: readonly (readonly [file: string, alone: string])[] = [
  ["SpecCheck4-0.0.1-0.x86_64.rpm", "NEEDS_INSPECTION"],
  ["alternatives-borked-1.0-0.x86_64.rpm", "FAILED"],
  ["asm-1.5.3-0.noarch.rpm", "PASSED"],
  ["bad-crc-uncompressed-1.0-9.1.x86_64.rpm", "PASSED"],
  ["crypto-policy-1.0-0.x86_64.rpm", "FAILED"],
  ["glibc-0-0.x86_64.rpm", "FAILED"],
  ["invalid-dependency-0-0.x86_64.rpm", "FAILED"],
  ["invalid-spec-name-0-0.src.rpm", "SKIPPED"],
  ["libtest-1.0-0.x86_64.rpm", "FAILED"],
  ["mc-4.8.21-2.1.x86_64.rpm", "FAILED"],
  ["python39-evtx-0.7.4-29.1.noarch.rpm", "FAILED"],
  ["requires-on-release-0-1.1.x86_64.rpm", "FAILED"],
  ["ruby2.6-rubygem-fast_gettext-2.0.1-1.1.x86_64.rpm", "NEEDS_INSPECTION"],
  ["spellingerrors-lang-0-0.noarch.rpm", "PASSED"],
  ["xrootd-devel-5.5.4-1.fc37.x86_64.rpm", "FAILED"],
];

for (const [file, alone] of SAMPLES)
  test(`${file} alone is ${alone}, as installcheck says`, real, () => {
    const answer = check(join(RPMS, file));
    assert.deepEqual(outcomes(answer), { [file]: alone });
    const said = byHand(copied(file));
    assert.deepEqual(problems(printed(answer)), problems(said));
    assert.equal(said.includes("can't install"), alone === "FAILED");
  });

test("all samples together are what installcheck says of their repository", real, () => {
  const files = readdirSync(RPMS).filter((name) => name.endsWith(".rpm"));
  const answer = check(RPMS);
  const said = byHand(copied(...files));
  assert.deepEqual(problems(printed(answer)), problems(said));
  const withoutNoarch = (text: string) => problems(text).filter((line) => !line.includes(".noarch"));
  assert.deepEqual(withoutNoarch(said), problems(byHand(copied(...files), "x86_64")));
  const failed = answer.points.filter(({ block }) => block["outcome"] === "FAILED");
  assert.equal(failed.length, said.match(/^can't install/gm)?.length);
  const found = failed.flatMap(({ block }) => block["findings"] as readonly unknown[]);
  assert.equal(found.length, said.match(/^ {2}\S/gm)?.length);
  const counts = Object.groupBy(answer.points, ({ block }) => String(block["outcome"]));
  assert.deepEqual(Object.fromEntries(Object.entries(counts).map(([key, list]) => [key, list?.length])), {
    FAILED: 20,
    NEEDS_INSPECTION: 3,
    PASSED: 18,
    SKIPPED: 5,
  });
});

test("a missing requirement is a finding that stays the same from build to build", tools, () => {
  const rpm = buildRpm({ name: "foo", version: "2", tags: "Requires: bar >= 3" });
  const answer = check(rpm);
  assert.deepEqual(findingsOf(answer), [
    "error missing-requirement nothing provides bar >= 3 needed by foo.noarch",
  ]);
  assert.equal(answer.points[0]?.block["arch"], "noarch");
});

test("repositories beside the item, below the root and by name give what is needed", tools, () => {
  const foo = buildRpm({ name: "foo", tags: "Requires: bar" });
  const bar = buildRpm({ name: "bar" });
  const root = makeTree({});
  const place = (rpm: string, ...folders: readonly string[]) => {
    const folder = join(root, ...folders);
    mkdirSync(folder, { recursive: true });
    copyFileSync(rpm, join(folder, basename(rpm)));
    return join(folder, basename(rpm));
  };
  const item = place(foo, "item");
  assert.equal(outcomes(check(item))[basename(foo)], "FAILED");
  assert.equal(outcomes(check(item, {}, [dirname(bar)]))[basename(foo)], "PASSED");
  place(bar, "koji/repos/f99/x");
  const koji = { TASKOTRON_KOJI_ROOT: join(root, "koji") };
  assert.equal(outcomes(check(item, koji))[basename(foo)], "PASSED");
  place(foo, "koji/packages/foo/1/1/noarch");
  assert.deepEqual(outcomes(check("foo-1-1", koji)), { "foo-1-1": "PASSED" });
  place(bar, "item/repos/f99");
  spawnSync("createrepo_c", ["-q", join(root, "item/repos/f99")]);
  assert.equal(outcomes(check(item))[basename(foo)], "PASSED");
});

test("conflicts and dependencies that lead to nothing are told apart", tools, () => {
  const folder = makeTree({});
  const add = (rpm: string) => {
    copyFileSync(rpm, join(folder, basename(rpm)));
  };
  add(buildRpm({ name: "a", tags: "Requires: b" }));
  add(buildRpm({ name: "b", tags: "Requires: c" }));
  add(buildRpm({ name: "d", tags: "Requires: e\nConflicts: e" }));
  add(buildRpm({ name: "e" }));
  const found = check(folder).points.flatMap(({ block }) =>
    ((block["findings"] ?? []) as readonly Record<string, string>[]).map(
      ({ subject, tag, message }) => `${subject} ${tag}: ${message}`,
    ),
  );
  assert.deepEqual(found, [
    "a.noarch uninstallable-requirement: package a.noarch requires b, but none of the providers can be installed",
    "a.noarch missing-requirement: nothing provides c needed by b.noarch",
    "b.noarch missing-requirement: nothing provides c needed by b.noarch",
    "d.noarch uninstallable-requirement: package d.noarch requires e, but none of the providers can be installed",
    "d.noarch conflict: package d.noarch conflicts with e provided by e.noarch",
  ]);
});

test(
  "a file that is no RPM needs a look, and a repository that cannot be read is no fault of the item",
  tools,
  () => {
    const broken = makeTree({ "broken-1-1.noarch.rpm": "no rpm" });
    const answer = check(broken);
    assert.equal(answer.points[0]?.block["outcome"], "NEEDS_INSPECTION");
    assert.deepEqual(findingsOf(answer), ["error unreadable cannot be described: not an RPM file"]);
    const bad = makeTree({ "repodata/repomd.xml": "<" });
    assert.match(check(buildRpm({ name: "foo" }), {}, [bad]).bailout ?? "", /^repo2solv ended with/);
  },
);

test("without its tools it bails out with how to install them", needsProgram("python3"), () => {
  const answer = runCheck("depcheck", ["python3", "-B", "check.py"], {
    TASKOTRON_ITEM: "foo-1-1",
    PATH: onlyPython(),
  });
  assert.equal(
    answer.bailout,
    "installcheck is not installed: apt install libsolv-tools (dnf install libsolv-tools)",
  );
  assert.equal(answer.status, 1);
});
