import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import { suite, test } from "node:test";
import { readFindings } from "../../../ingest/findings/read.ts";
import { rpmlint } from "../../../ingest/findings/rpmlint.ts";
import { DATA, needsData, needsProgram } from "../../support/needs.ts";

suite("lines of rpmlint that are findings", () => {
  for (const [line, severity, subject, tag, message] of [
    [
      "a.noarch: W: spelling-error Summary(en_US) x -> y",
      "warning",
      "a.noarch",
      "spelling-error",
      "Summary(en_US) x -> y",
    ],
    ["a.x86_64: E: zero-length", "error", "a.x86_64", "zero-length", ""],
    ["a.spec:12: I: checking: b", "info", "a.spec:12", null, null],
    ["a.spec:12: W: setup-not-quiet", "warning", "a.spec:12", "setup-not-quiet", ""],
    ["(none): W: unable to parse: E: x", "warning", "(none)", "unable", "to parse: E: x"],
    ["a.x86_64: E: hardcoded (Badness: 50) /lib", "error", "a.x86_64", "hardcoded", "/lib"],
    [
      "my file.spec: E: specfile-error error: line 3",
      "error",
      "my file.spec",
      "specfile-error",
      "error: line 3",
    ],
  ] as const)
    test(line, () => {
      const expected = tag === null ? null : { severity, tag, message, subject };
      assert.deepEqual(rpmlint(line), expected);
    });
});

suite("lines of rpmlint that are none", () => {
  for (const line of [
    "1 packages and 0 specfiles checked; 0 errors, 4 warnings.",
    " 47 packages and 0 specfiles checked; 280 errors, 342 warnings, 280 badness; has taken 1.7 s ",
    "============ rpmlint session starts ============",
    "rpmlint: 2.4.0",
    "    /usr/lib/python3/dist-packages/rpmlint/configdefaults.toml",
    "checks: 26, packages: 47",
    "",
  ])
    test(JSON.stringify(line), () => assert.equal(rpmlint(line), null));
});

const skip = needsProgram("rpmlint").skip || needsData("rpms").skip;

test("every finding that rpmlint counts for real packages is one", { skip, timeout: 120_000 }, () => {
  const rpms = globSync(`${DATA}/rpms/*.rpm`);
  // its exit code says that it found errors
  const { stdout: output } = spawnSync("rpmlint", rpms, { encoding: "utf8" });
  const [, errors, warnings] = /checked; (\d+) errors, (\d+) warnings/.exec(output) ?? [];
  const findings = readFindings(output, (index) => index + 1);
  const count = (severity: string): number => findings.filter((each) => each.severity === severity).length;
  assert.ok(rpms.length >= 40 && findings.length > 300);
  assert.equal(count("error"), Number(errors));
  assert.equal(count("warning"), Number(warnings));
  assert.equal(findings.length, output.split("\n").filter((line) => /^\S+: [EWI]: /.test(line)).length);
});
