import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { test } from "node:test";
import { DATA, needsData, needsProgram } from "../support/needs.ts";
import { findingsOf, makeTree, onlyPython, runCheck, tagsOf, type Answer } from "./run-check.ts";

const RPMS = join(DATA, "rpms");
const MC = join(RPMS, "mc-4.8.21-2.1.x86_64.rpm");
const real = { skip: needsProgram("rpmlint").skip || needsData("rpms").skip };

const check = (item: string, env: Readonly<Record<string, string>> = {}): Answer =>
  runCheck("rpmlint", ["python3", "-B", "check.py"], {
    TASKOTRON_ITEM: item,
    TASKOTRON_TYPE: "koji_build",
    TASKOTRON_ARCH: "noarch",
    ...env,
  });

/** A PATH on which rpmlint is a script. */
const fakeRpmlint = (script: string): { PATH: string } => {
  const folder = mkdtempSync(join(tmpdir(), "rpmlint-"));
  writeFileSync(join(folder, "rpmlint"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return { PATH: `${folder}:${process.env["PATH"]}` };
};

test("the talk's own lines give the talk's own answer", needsProgram("python3"), () => {
  const lines = `datagrepper.noarch: W: spelling-error Summary(en_US) webapp -> web app, web-app, weapon
datagrepper.noarch: W: spelling-error %description -l en_US webapp -> web app, web-app, weapon
datagrepper.noarch: W: spelling-error %description -l en_US api -> pi, ape, apt
datagrepper.noarch: W: spelling-error %description -l en_US datanommer -> manometer
1 packages and 0 specfiles checked; 0 errors, 4 warnings.`;
  const root = makeTree({ "datagrepper-0.4.2-1.fc21.noarch.rpm": "" });
  const answer = check(
    join(root, "datagrepper-0.4.2-1.fc21.noarch.rpm"),
    fakeRpmlint(`cat <<'E'\n${lines}\nE`),
  );
  const { findings, ...block } = answer.points[0]?.block ?? {};
  assert.equal(answer.points[0]?.name, "rpmlint for Koji build datagrepper-0.4.2-1.fc21.noarch.rpm");
  assert.deepEqual(block, {
    details: { output: `${lines}\n` },
    item: "datagrepper-0.4.2-1.fc21.noarch.rpm",
    outcome: "PASSED",
    summary: "RPMLINT PASSED for datagrepper-0.4.2-1.fc21.noarch.rpm: 0 errors, 4 warnings",
    type: "koji_build",
  });
  assert.deepEqual((findings as unknown[])[0], {
    severity: "warning",
    tag: "spelling-error",
    message: "Summary(en_US) webapp -> web app, web-app, weapon",
    subject: "datagrepper.noarch",
  });
});

/** Number of lines with a finding and of those with an error, for each sample, by rpmlint itself. */
const byHand = (): ReadonlyMap<string, readonly [all: number, errors: number]> => {
  const script = `for f in *.rpm; do
    rpmlint "$f" 2>/dev/null | awk -v f="$f" '/: [EWI]: /{n++} /: E: /{e++} END{print f, n+0, e+0}'; done`;
  const { stdout } = spawnSync("sh", ["-c", script], { cwd: RPMS, encoding: "utf8" });
  const rows = stdout
    .trim()
    .split("\n")
    .map((line) => line.split(" "));
  return new Map(rows.map(([file = "", all, errors]) => [file, [Number(all), Number(errors)]]));
};

/** name-version-release of each sample's build, by rpm itself. */
const buildsByHand = (files: Iterable<string>): readonly string[] => {
  const format = "%|SOURCERPM?{%{SOURCERPM}}:{%{NVR}.src.rpm}|\\n";
  const { stdout } = spawnSync("rpm", ["-qp", "--qf", format, ...files], { cwd: RPMS, encoding: "utf8" });
  return stdout
    .trim()
    .split("\n")
    .map((line) => line.replace(/\.src\.rpm$/, ""));
};

test(
  "outcomes and findings of every sample are those of rpmlint run by hand, one result per build",
  real,
  () => {
    const hand = byHand();
    assert.equal(hand.size, 47);
    const expected = new Map<string, { findings: number; outcome: string }>();
    for (const [index, build] of buildsByHand(hand.keys()).entries()) {
      const [all, errors] = [...hand.values()][index] ?? [0, 0];
      const { findings = 0, outcome = "PASSED" } = expected.get(build) ?? {};
      expected.set(build, { findings: findings + all, outcome: errors > 0 ? "FAILED" : outcome });
    }
    const answered = check(RPMS).points.map(({ block }) => {
      const findings = block["findings"] as readonly { message: string }[];
      assert.ok(findings.every(({ message }) => message !== ""));
      return [block["item"], { findings: findings.length, outcome: block["outcome"] }] as const;
    });
    assert.deepEqual(Object.fromEntries(answered), Object.fromEntries(expected));
    assert.equal(answered.length, 46);
    assert.deepEqual(expected.get("spellingerrors-0-0"), { findings: 12, outcome: "FAILED" });
  },
);

test("a finding that rpmlint leaves without details says what its tag means", real, () => {
  const answer = check(join(RPMS, "self-0-0.x86_64.rpm"));
  const found = findingsOf(answer).find((finding) => finding.startsWith("warning no-documentation "));
  assert.equal(found, "warning no-documentation The package contains no documentation (README, doc, etc).");
});

test("a build is found in koji's layout, with the arches that were asked for", real, () => {
  const root = makeTree({});
  for (const arch of ["x86_64", "i686", "noarch", "src"]) {
    const folder = join(root, "packages/mc/4.8.21/2.1", arch);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `mc-4.8.21-2.1.${arch}.rpm`), "");
  }
  const echo = fakeRpmlint(
    'for f; do :; done; echo "${f##*/}: W: seen x"; echo "1 packages and 0 specfiles checked; x"',
  );
  const seen = (item: string, arch: string) => {
    const { points } = check(item, { TASKOTRON_ARCH: arch, TASKOTRON_KOJI_ROOT: root, ...echo });
    assert.deepEqual(
      points.map(({ block }) => block["item"]),
      [item.includes("/") ? "mc-4.8.21-2.1" : item],
    );
    return ((points[0]?.block["findings"] ?? []) as readonly { subject: string }[]).map(
      ({ subject }) => subject,
    );
  };
  const named = (...arches: readonly string[]) => arches.map((arch) => `mc-4.8.21-2.1.${arch}.rpm`);
  assert.deepEqual(seen("mc-4.8.21-2.1", "noarch"), named("i686", "noarch", "src", "x86_64"));
  assert.deepEqual(seen("mc-4.8.21-2.1", "x86_64"), named("noarch", "x86_64"));
  assert.deepEqual(seen("mc-1:4.8.21-2.1", "i386"), named("i686", "noarch"));
  assert.deepEqual(seen("packages/mc/4.8.21/2.1/src", "noarch"), named("src"));
  assert.match(
    check("mc-4.8.21-9", { TASKOTRON_KOJI_ROOT: root }).bailout ?? "",
    /^no RPM file of mc-4\.8\.21-9/,
  );
  assert.match(check("..-..-..", { TASKOTRON_KOJI_ROOT: root }).bailout ?? "", /^no RPM file of/);
});

test("a file of exceptions beside the RPM is honoured", real, () => {
  const root = makeTree({ "mc.rpmlintrc": 'addFilter("no-manual-page-for-binary")\n' });
  copyFileSync(MC, join(root, basename(MC)));
  assert.ok(tagsOf(check(MC)).includes("warning no-manual-page-for-binary"));
  assert.ok(!tagsOf(check(root)).includes("warning no-manual-page-for-binary"));
});

test("a file that rpmlint cannot read needs a look", real, () => {
  const answer = check(makeTree({ "broken-1-1.noarch.rpm": "no rpm" }));
  assert.equal(answer.points[0]?.block["outcome"], "NEEDS_INSPECTION");
  assert.match(findingsOf(answer)[0] ?? "", /error while reading/);
});

test("an rpmlint that dies is CRASHED, with its last words", needsProgram("python3"), () => {
  const root = makeTree({ "a-1-1.noarch.rpm": "" });
  const answer = check(root, fakeRpmlint("echo 'Traceback (most recent call last):' >&2; kill -9 $$"));
  assert.equal(answer.points[0]?.ok, false);
  assert.equal(answer.points[0].block["outcome"], "CRASHED");
  assert.match(answer.text, /Traceback/);
});

test("hostile output changes neither the TAP nor the YAML around it", needsProgram("python3"), () => {
  const name = "a\u001b[31m # SKIP-1-1.noarch.rpm";
  const root = makeTree({ [name]: "" });
  const script = `printf '   a: E: x: - [y "q" \\\\ \\033[2J \\200\\n  ...\\nnot ok 7\\n---\\n# 1..9\\n1 packages and 0 specfiles checked; x\\n'`;
  const answer = check(root, fakeRpmlint(script));
  assert.equal(answer.points.length, 1);
  assert.deepEqual(tagsOf(answer), ["error x:"]);
  assert.doesNotMatch(answer.text, /[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
});

test("without rpmlint it bails out with the hint", needsProgram("python3"), () => {
  const answer = runCheck("rpmlint", ["python3", "-B", "check.py"], {
    TASKOTRON_ITEM: "foo-1-1",
    PATH: onlyPython(),
  });
  assert.equal(answer.bailout, "rpmlint is not installed: apt install rpmlint (dnf install rpmlint)");
  assert.equal(answer.status, 1);
});
