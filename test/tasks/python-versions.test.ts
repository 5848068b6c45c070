import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";
import { DATA, needsData, needsProgram } from "../support/needs.ts";
import { buildRpm } from "./build-rpm.ts";
import { makeTree, onlyPython, runCheck, type Answer } from "./run-check.ts";

const tools = { skip: needsProgram("rpm2cpio").skip || needsProgram("rpmbuild").skip };

const check = (item: string, env: Readonly<Record<string, string>> = {}): Answer =>
  runCheck("python-versions", ["python3", "-B", "check.py"], {
    TASKOTRON_ITEM: item,
    TASKOTRON_TYPE: "koji_build",
    TASKOTRON_ARCH: "noarch",
    ...env,
  });

/** Outcome of each sub-result, and of the whole under "". */
const outcomes = ({ points }: Answer): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    points.map(({ name, block }) => [/^python-versions\.?(\S*)/.exec(name)?.[1] ?? name, block["outcome"]]),
  );

const findings = ({ points }: Answer): readonly string[] =>
  points.flatMap(({ block }) =>
    ((block["findings"] ?? []) as readonly Record<string, string>[]).map(
      ({ severity, tag, message, subject }) => `${severity} ${tag} ${subject}: ${message}`,
    ),
  );

const PASSED = {
  "python-2": "PASSED",
  "two-and-three": "PASSED",
  "unversioned-shebangs": "PASSED",
  "unversioned-requires": "PASSED",
  "byte-code": "PASSED",
  "": "PASSED",
};

const script = (line: string) => `mkdir -p usr/bin; printf '${line}\\nprint(1)\\n' > usr/bin/prog`;
const pyc = (folder: string, name: string, magic: string) =>
  `mkdir -p ${folder}; printf '${magic}\\r\\n0000' > ${folder}/${name}`;
/** 3413 (Python 3.8) and 3495 (3.11), little end first. */
const OF_3_8 = "\\125\\015";
const OF_3_11 = "\\247\\015";

suite("what a package needs of Python", tools, () => {
  test("one that needs Python 3 and says so passes every rule", () => {
    const answer = check(
      buildRpm({
        name: "foo",
        tags: "Requires: python(abi) = 3.11\nRequires: python3-bar\nRequires: /usr/bin/python3",
        install: `${script("#!/usr/bin/python3 -s")}
${pyc("usr/lib/python3.11/site-packages/__pycache__", "a.cpython-311.pyc", OF_3_11)}`,
      }),
    );
    assert.deepEqual(outcomes(answer), PASSED);
    assert.deepEqual(findings(answer), []);
  });

  const CASES = [
    [
      "Python 2 is needed",
      { tags: "Requires: python(abi) = 2.7", install: script("#!/usr/bin/env python2.7") },
      { "python-2": "FAILED" },
      [
        "error needs-python-2 foo.noarch: requires python(abi) 2.7",
        "error needs-python-2 foo.noarch: /usr/bin/prog is run by python2.7",
      ],
    ],
    [
      "both are needed",
      { tags: "Requires: python2-bar\nRequires: python3-bar" },
      { "python-2": "FAILED", "two-and-three": "FAILED" },
      [
        "error needs-python-2 foo.noarch: requires python2-bar",
        "error needs-both foo.noarch: requires python2-bar; requires python3-bar",
      ],
    ],
    [
      "a shebang names no version",
      { install: script("#!/usr/bin/python") },
      { "unversioned-shebangs": "FAILED" },
      ["error unversioned-shebang /usr/bin/prog: foo.noarch has a script for python, which may be 2 or 3"],
    ],
    [
      "a requirement names no version",
      { tags: "Requires: python-bar\nRequires: /usr/bin/python" },
      { "unversioned-requires": "FAILED" },
      [
        "error unversioned-requirement foo.noarch: requires /usr/bin/python, which may be for 2 or 3",
        "warning unversioned-requirement foo.noarch: requires python-bar, which may be for 2 or 3",
      ],
    ],
    [
      "byte code is of another version, or none",
      {
        install: `${pyc("usr/lib/python3.11/x/__pycache__", "a.cpython-311.pyc", OF_3_8)}
${pyc("usr/lib/python3.11/x", "b.pyc", "no")}`,
      },
      { "byte-code": "FAILED" },
      [
        "error damaged-byte-code /usr/lib/python3.11/x/b.pyc: foo.noarch has byte code that no Python wrote",
        "error wrong-byte-code /usr/lib/python3.11/x/__pycache__/a.cpython-311.pyc: foo.noarch has byte code of Python 3.8 where that of 3.11 is read",
      ],
    ],
  ] as const;

  for (const [what, rpm, failed, found] of CASES)
    test(`${what}: ${Object.keys(failed).join(", ")} and the whole are FAILED`, () => {
      const answer = check(buildRpm({ name: "foo", ...rpm }));
      assert.deepEqual(outcomes(answer), { ...PASSED, ...failed, "": "FAILED" });
      assert.deepEqual(findings(answer).toSorted(), [...found].toSorted());
    });

  test("two names of one file are read alike", () => {
    const folder = "usr/lib/python3.11/x/__pycache__";
    const install = `${pyc(folder, "a.cpython-311.pyc", OF_3_8)}; ln ${folder}/a.cpython-311.pyc ${folder}/a.cpython-311.opt-1.pyc`;
    const found = findings(check(buildRpm({ name: "foo", install })));
    assert.equal(found.filter((each) => each.startsWith("error wrong-byte-code")).length, 2, found.join());
  });

  test("a warning alone is INFO, for its rule and the whole", () => {
    const answer = check(buildRpm({ name: "foo", tags: "Requires: python-bar" }));
    assert.deepEqual(outcomes(answer), { ...PASSED, "unversioned-requires": "INFO", "": "INFO" });
  });

  test("what failed leaves a log as artifact, and only what failed", () => {
    const artifacts = makeTree({});
    const env = { TASKOTRON_ARTIFACTSDIR: artifacts };
    check(buildRpm({ name: "good", install: script("#!/usr/bin/python3") }), env);
    assert.deepEqual(readdirSync(artifacts), []);
    const answer = check(buildRpm({ name: "foo", install: script("#!/usr/bin/python") }), env);
    assert.equal(answer.points.at(-1)?.block["artifact"], "python-versions-foo-1-1.noarch.rpm.log");
    assert.equal(
      answer.points.slice(0, -1).some(({ block }) => "artifact" in block),
      false,
    );
    assert.match(
      readFileSync(join(artifacts, "python-versions-foo-1-1.noarch.rpm.log"), "utf8"),
      /^\/usr\/bin\/prog: unversioned-shebang: /,
    );
  });

  test("a package without Python is skipped, and one that cannot be read needs a look", () => {
    assert.equal(check(buildRpm({ name: "foo" })).points[0]?.skip, "has nothing to do with Python");
    const answer = check(makeTree({ "broken-1-1.noarch.rpm": "no rpm" }));
    assert.deepEqual(outcomes(answer), { "": "NEEDS_INSPECTION" });
    assert.deepEqual(findings(answer), ["error unreadable broken-1-1.noarch.rpm: not an RPM file"]);
  });
});

test("the samples that have Python get their answers", { skip: tools.skip || needsData("rpms").skip }, () => {
  const table = (file: string) => outcomes(check(join(DATA, "rpms", file)));
  assert.deepEqual(table("python39-evtx-0.7.4-29.1.noarch.rpm"), PASSED);
  assert.deepEqual(table("python311-pytest-xprocess-0.23.0-2.4.noarch.rpm"), PASSED);
  const mc = table("mc-4.8.21-2.1.x86_64.rpm");
  assert.deepEqual(mc, {
    ...PASSED,
    "unversioned-shebangs": "FAILED",
    "unversioned-requires": "FAILED",
    "": "FAILED",
  });
});

test("without rpm2cpio it bails out with how to install it", needsProgram("python3"), () => {
  const answer = runCheck("python-versions", ["python3", "-B", "check.py"], {
    TASKOTRON_ITEM: "foo-1-1",
    PATH: onlyPython(),
  });
  assert.equal(answer.bailout, "rpm2cpio is not installed: apt install rpm2cpio (dnf install rpm)");
});
