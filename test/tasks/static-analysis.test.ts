import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";
import { DATA, needsData, needsProgram } from "../support/needs.ts";
import { buildRpm } from "./build-rpm.ts";
import { makeTree, onlyPython, runCheck, type Answer, type Point } from "./run-check.ts";

const tools = {
  skip:
    ["shellcheck", "cppcheck", "rpm2cpio", "rpmbuild"].map((name) => needsProgram(name).skip).find(Boolean) ??
    false,
};

const check = (item: string, type = "koji_build"): Answer =>
  runCheck("static-analysis", ["python3", "-B", "check.py"], {
    TASKOTRON_ITEM: item,
    TASKOTRON_TYPE: type,
    TASKOTRON_ARCH: "noarch",
  });

/** `subject: severity tag message` of each finding of a point. */
const findingsIn = (point: Point | undefined): readonly string[] =>
  ((point?.block["findings"] ?? []) as readonly Record<string, string>[]).map(
    ({ subject, severity, tag, message }) => `${subject}: ${severity} ${tag} ${message}`,
  );

/** A gzipped tar of files. */
const tarball = (files: Readonly<Record<string, string>>, ...flags: readonly string[]): Buffer =>
  spawnSync("tar", [...flags, "-cz", ...Object.keys(files)], { cwd: makeTree(files) }).stdout;

suite("a package is read without being run", tools, () => {
  test("its scripts and scriptlets by shellcheck", () => {
    const rpm = buildRpm({
      name: "foo",
      install: `mkdir -p usr/bin
printf '#!/bin/sh\\ncd $1\\n' > usr/bin/foo
printf '#!/usr/bin/env bash\\n[[ -n "$1" ]] && echo ok\\n' > usr/bin/bash-is-no-sh
printf '#!/usr/bin/python3\\ncd $1\\n' > usr/bin/python
printf 'cd $1\\n' > usr/bin/no-shebang
ln -s /etc/passwd usr/bin/link`,
      sections: '%post\nif [ $1 == 1 ]; then true; fi\n%preun -p <lua>\nprint("x $1")',
    });
    const answer = check(rpm);
    const [scripts, sources] = answer.points;
    assert.equal(scripts?.name.split(" ")[0], "static-analysis.shellcheck");
    assert.equal(scripts?.block["outcome"], "INFO");
    assert.deepEqual(findingsIn(scripts).toSorted(), [
      "/usr/bin/foo: info SC2086 line 2, column 4: Double quote to prevent globbing and word splitting.",
      "/usr/bin/foo: warning SC2164 line 2, column 1: Use 'cd ... || exit' or 'cd ... || return' in case cd fails.",
      "foo.noarch %post: info SC2086 line 1, column 6: Double quote to prevent globbing and word splitting.",
      "foo.noarch %post: warning SC3014 line 1, column 9: In POSIX sh, == in place of = is undefined.",
    ]);
    assert.equal(sources?.skip, "no source package is among its files");
  });

  test("its sources by cppcheck, out of the archives of the source package", () => {
    const code = "int main(void) { int a[2]; a[2] = 0; return a[0]; }\n";
    const source = buildRpm({
      name: "foo",
      kind: "-bs",
      files: { "foo.tar.gz": tarball({ "foo-1/main.c": code, "foo-1/ok.c": "int x;\n" }), "alone.c": code },
    });
    const [scripts, sources] = check(source).points;
    assert.equal(scripts?.skip, "ships no shell script");
    assert.equal(sources?.block["outcome"], "FAILED");
    assert.deepEqual(findingsIn(sources).toSorted(), [
      "alone.c: error arrayIndexOutOfBounds line 1, column 29: Array 'a[2]' accessed at index 2, which is out of bounds.",
      "foo-1/main.c: error arrayIndexOutOfBounds line 1, column 29: Array 'a[2]' accessed at index 2, which is out of bounds.",
    ]);
  });

  test("what leads out of an archive is left in it, and a broken archive is told", () => {
    const out = tarball({ "x.c": "int x;\n" }, "-P", "--transform=s|^|../../|");
    const source = buildRpm({
      name: "foo",
      kind: "-bs",
      files: { "a.tar.gz": out, "b.tar.gz": "no archive", "c.c": "int y;\n" },
    });
    const sources = check(source).points[1];
    assert.equal(sources?.block["outcome"], "PASSED");
    const found = findingsIn(sources);
    assert.ok(found.includes("../../x.c: info not-read leads out of its archive"), found.join());
    assert.ok(found.some((each) => /^b\.tar\.gz: info not-read cannot be unpacked/.test(each)));
  });

  test("a folder of sources is read like a package", () => {
    const root = makeTree({
      "run.sh": "#!/bin/bash\nif then\n",
      "src/a.c": "int f(int *p) { *p = 1; int *q = 0; return *q; }\n",
      ".git/hooks/x": "#!/bin/sh\ncd $1\n",
    });
    const [scripts, sources] = check(root, "git_commit").points;
    assert.equal(scripts?.block["outcome"], "FAILED");
    assert.ok(findingsIn(scripts).every((each) => each.startsWith("run.sh: ")));
    assert.deepEqual(findingsIn(sources), [
      "src/a.c: error nullPointer line 1, column 45: Null pointer dereference: q",
    ]);
  });

  test("comments in a script do not send shellcheck elsewhere, and its size is limited", () => {
    const secret = makeTree({ "secret.sh": "# SECRET\nif\n" });
    const root = makeTree({
      a: `#!/bin/sh\n# shellcheck source=${secret}/secret.sh\n. ./x\n`,
      b: `#!/bin/sh\n${"true\n".repeat(40_000)}`,
      ".shellcheckrc": "disable=all\n",
    });
    const { points, text } = check(root, "file");
    assert.ok(
      findingsIn(points[0]).includes("b: info script-too-large longer than 131072 bytes, and not read"),
    );
    assert.doesNotMatch(text, /SECRET/);
  });

  test("names and texts of a package change neither the TAP nor the YAML around them", () => {
    const root = makeTree({
      'a\n  ...\nnot ok 7 - "\u001b[31m# SKIP\u2028.sh': "#!/bin/sh\necho $1 # \u001b]0;x\u0007\n",
    });
    const answer = check(root, "file");
    assert.equal(answer.points.length, 2);
    assert.equal(findingsIn(answer.points[0]).length, 1);
    assert.doesNotMatch(answer.text, /[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028]/);
  });

  test("an RPM that cannot be read needs a look", () => {
    const root = makeTree({ "broken-1-1.noarch.rpm": "no rpm" });
    const [scripts] = check(root).points;
    assert.equal(scripts?.block["outcome"], "NEEDS_INSPECTION");
    const cut = join(makeTree({}), "cut.rpm");
    const whole = buildRpm({ name: "foo", install: "mkdir -p usr/bin; printf '#!/bin/sh\\n' > usr/bin/a" });
    const head = spawnSync("head", ["-c", "-40", whole]).stdout;
    writeFileSync(cut, head);
    assert.equal(check(cut).points[0]?.block["outcome"], "NEEDS_INSPECTION");
  });
});

const real = { skip: tools.skip || needsData("rpms").skip };

test("shellcheck run by hand over the scripts of a sample says the same", real, () => {
  const rpm = join(DATA, "rpms/mc-4.8.21-2.1.x86_64.rpm");
  const found = findingsIn(check(rpm).points[0]).filter((each) => each.startsWith("/usr/"));
  const script = `rpm2cpio "$1" | cpio -idm --quiet 2>/dev/null
    for sh in sh bash; do grep -rlE "^#! */bin/$sh( |$)" usr | while read -r f; do
      head -n 1 "$f" | grep -qE "^#! */bin/$sh" && shellcheck --norc -s $sh -f gcc "$f" | grep -c '\\[SC'; done; done`;
  const hand = spawnSync("sh", ["-c", script, "sh", rpm], { cwd: makeTree({}), encoding: "utf8" });
  const total = hand.stdout
    .trim()
    .split("\n")
    .reduce((sum, count) => sum + Number(count), 0);
  assert.equal(found.length, total);
  assert.ok(total > 200);
});

test("without its tools it bails out with how to install them", needsProgram("python3"), () => {
  const answer = runCheck("static-analysis", ["python3", "-B", "check.py"], {
    TASKOTRON_ITEM: "foo-1-1",
    PATH: onlyPython(),
  });
  assert.equal(
    answer.bailout,
    "shellcheck is not installed: apt install shellcheck (dnf install ShellCheck)",
  );
});
