import assert from "node:assert/strict";
import { join } from "node:path";
import { suite, test } from "node:test";
import { runCli } from "../examples/run-cli.ts";
import { freshFolder } from "../support/folder.ts";
import { startKoji } from "../support/koji/double.ts";
import { needsProgram } from "../support/needs.ts";

const FORMULAS = join(import.meta.dirname, "formulas");
const STAND_INS = join(import.meta.dirname, "stand-ins");

const rpm = (arch: string) => ({ name: "foo", arch, bytes: Buffer.from(`foo of ${arch}`) });

const FOO = {
  name: "foo",
  version: "1.2",
  release: "3.fc21",
  rpms: ["src", "x86_64", "noarch"].map(rpm),
};

interface Case {
  readonly formula: string;
  readonly args: readonly string[];
  readonly results: readonly string[];
  readonly status: number;
}

const CASES: Readonly<Record<string, Case>> = {
  "2014: a dict from koji, a Python function that returns TAP": {
    formula: "csmock",
    args: [],
    results: ["csmock FAILED"],
    status: 0,
  },
  "2015: TAP returned and given to resultsdb": {
    formula: "rpmlint-check",
    args: ["-a", "x86_64"],
    results: ["rpmlint-check FAILED", "rpmlint-check PASSED", "rpmlint-check FAILED"],
    status: 0,
  },
  "2016: a namespace, shell with ignorereturn, xunit, a report, an exit code": {
    formula: "suite",
    args: ["-j", "all/1234"],
    results: ["dist.suite.reads PASSED", "dist.suite.writes PASSED", "dist.suite.closes FAILED"],
    status: 100,
  },
};

suite(
  "formulas as they were written run unchanged, their tools stood in for",
  needsProgram("python3"),
  () => {
    for (const [what, { formula, args, results, status }] of Object.entries(CASES))
      test(what, async (t) => {
        const koji = await startKoji(t, { builds: [FOO], tags: {} });
        const env = {
          ...process.env,
          PATH: `${STAND_INS}:${process.env["PATH"]}`,
          TASKOTRON_SANDBOX_SHOW: STAND_INS,
          TASKOTRON_KOJI_HUB: koji.hub,
          TASKOTRON_KOJI_TOP: koji.top,
          TASKOTRON_CACHE: freshFolder("koji-cache"),
        };
        const item = ["-i", "foo-1.2-3.fc21", "-t", "koji_build"];
        const ran = await runCli([...item, ...args, join(FORMULAS, formula)], { env });
        assert.equal(ran.state, "FINISHED", ran.stderr);
        assert.deepEqual(ran.results, results, ran.stderr);
        assert.equal(ran.status, status);
      });
  },
);
