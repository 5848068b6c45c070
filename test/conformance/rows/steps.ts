import assert from "node:assert/strict";
import { formulaWith, OK, printed, ran, refusal, type Rows } from "../row.ts";
import { formula } from "../../runner/box.ts";

const results = (...outcomes: readonly string[]): string =>
  outcomes.length === 0
    ? "results: []\n"
    : `results:\n${outcomes.map((outcome) => `  - {item: a, type: file, outcome: ${outcome}}\n`).join("")}`;

/** A step that exports results, and then the steps that use them. */
const withResults = (text: string, steps: string): string =>
  `- {name: make, dummy: {result: PASS, msg: ${JSON.stringify(text)}}, export: it}\n${steps}`;

/** Rows 13 to 17: the directives of 2014. */
export const STEP_ROWS: Rows = {
  13: {
    about: "a list of shell commands stops at the first that fails, unless its return code is ignored",
    check: async (t) => {
      const failing = await ran(t, `- {name: x, shell: ['${OK}', 'false', echo after]}`);
      assert.equal(failing.report.ok, false);
      assert.ok(!failing.out.includes("after"));
      const ignoring = await ran(
        t,
        `- {name: x, shell: ['${OK}', {ignorereturn: ['false', exit 3]}, 'echo "# after"']}`,
      );
      assert.equal(ignoring.report.ok, true);
      assert.match(ignoring.out, /after/);
    },
  },
  14: {
    about: "any program or Python function is called with arguments; TAP that it returns is the result",
    check: async (t) => {
      const files = { "a.py": "def run(n, *, word='x'): return '1..1\\nok - %s %s' % (n + 1, word)\n" };
      const called = await ran(t, "- {name: x, python: {file: a.py, callable: run, n: 1, word: é}}", {
        files,
      });
      assert.deepEqual(
        called.report.results.map(({ check }) => check),
        ["2 é"],
      );
      const program = { "a.sh": 'echo "1..1"; echo "ok - $1 $2"\n' };
      const run = await ran(t, "- {name: x, exec: {program: sh, args: [./a.sh, a b, $arch]}}", {
        files: program,
      });
      assert.deepEqual(
        run.report.results.map(({ check }) => check),
        ["a b x86_64"],
      );
    },
  },
  15: {
    about: "dummy fails by FAIL in any case, and else gives its message",
    check: async (t) => {
      for (const word of ["fail", "FAIL", "Fail"]) {
        const { report } = await ran(t, `- {name: x, dummy: {result: ${word}, msg: as told}}`);
        assert.equal(report.state, "CRASHED");
        assert.match(report.fault ?? "", /as told/);
      }
      assert.match(
        await printed(
          t,
          `- {name: x, dummy: {result: PASS, msg: hello}, export: it}\n- {name: y, shell: 'echo "# $it"; ${OK}'}`,
        ),
        /^# hello$/m,
      );
    },
  },
  16: {
    about: "exitcode is 0 or 100, by the last or the worst result; exactly one of the two is asked",
    check: async (t) => {
      const codeOf = async (steps: string, ...outcomes: readonly string[]) =>
        (await ran(t, `- {name: print, shell: '${OK}'}\n${withResults(results(...outcomes), steps)}`)).report
          .seal.exit_code;
      const [last, worst] = ["result_last", "result_worst"].map(
        (which) => `- {name: x, exitcode: {${which}: $it}}`,
      );
      assert.equal(await codeOf(worst ?? "", "PASSED", "FAILED"), 100);
      assert.equal(await codeOf(worst ?? "", "PASSED", "INFO"), 0);
      assert.equal(await codeOf(last ?? "", "FAILED", "PASSED"), 0);
      assert.equal(await codeOf(`${worst}\n${last}`, "FAILED", "PASSED"), 100, "the worst of several uses");
      assert.equal(await codeOf(worst ?? ""), 0);
      assert.match(
        await refusal(t, formula("- {name: x, exitcode: {result_last: a, result_worst: b}}")),
        /runtask\.yml:5:/,
      );
    },
  },
  17: {
    about: "a package that cannot be had is a clear error before the first step",
    check: async (t) => {
      const text = formulaWith(
        "environment: {deb: [no-such-package-of-anybody], rpm: [no-such-package-of-anybody]}",
        "- {name: one, shell: x}",
      );
      const { report, messages } = await ran(t, "- {name: one, shell: x}", {
        files: { "runtask.yml": text },
      });
      assert.equal(report.state, "ABORTED");
      assert.match(report.fault ?? "", /no-such-package-of-anybody/);
      assert.ok(!messages.some((line) => line.includes('step "one"')), messages.join("\n"));
    },
  },
};
