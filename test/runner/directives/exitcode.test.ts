import assert from "node:assert/strict";
import { test } from "node:test";
import { taskBox } from "../box.ts";
import { runTap } from "./run-tap.ts";

const yaml = (...outcomes: readonly string[]): string =>
  `results:${outcomes.length === 0 ? " []" : outcomes.map((outcome) => `\n- {outcome: ${outcome}}`).join("")}\n`;

/** The exit code of a run that reports results of these outcomes, then has these steps with their text as `x`. */
const exitCode = async (
  t: Parameters<typeof taskBox>[0],
  outcomes: readonly string[],
  ...steps: readonly string[]
) => {
  const before = "- {name: r, resultsdb: {file: r.yml}, export: x}";
  const all = [before, ...steps.map((step) => `- {name: e, exitcode: {${step}: "\${x}"}}`)].join("\n");
  const { report } = await runTap(taskBox(t), all, { "r.yml": yaml(...outcomes) });
  assert.equal(report.state, "FINISHED");
  return report.exit_code;
};

test("the worst result decides, or the last", async (t) => {
  const both = async (...outcomes: readonly string[]) => [
    await exitCode(t, outcomes, "result_worst"),
    await exitCode(t, outcomes, "result_last"),
  ];
  assert.deepEqual(await both("PASSED", "FAILED", "INFO"), [100, 0]);
  assert.deepEqual(await both("PASSED", "NEEDS_INSPECTION"), [100, 100]);
  assert.deepEqual(await both("INFO"), [0, 0]);
  assert.deepEqual(await both("SKIPPED", "TODO"), [0, 0]);
  assert.deepEqual(await both(), [0, 0]);
});

test("of several steps the worst exit code holds, whatever their order", async (t) => {
  const outcomes = ["FAILED", "PASSED"];
  assert.equal(await exitCode(t, outcomes, "result_worst", "result_last"), 100);
  assert.equal(await exitCode(t, outcomes, "result_last", "result_worst"), 100);
});

test("a run that exits with 100 is still judged by its results", async (t) => {
  const steps =
    '- {name: r, shell: [echo 1..1, echo ok]}\n- {name: e, exitcode: {result_last: "1..1\\nnot ok"}}';
  const { report } = await runTap(taskBox(t), steps);
  assert.deepEqual([report.exit_code, report.seal.exit_allowed, report.ok], [100, true, true]);
});

test("without such a step the exit code is the program's", async (t) => {
  assert.equal(await exitCode(t, ["FAILED"]), 0);
});

test("exactly one of the two is taken", async (t) => {
  for (const parameters of ["{}", "{result_last: a, result_worst: b}"])
    await assert.rejects(runTap(taskBox(t), `- {name: e, exitcode: ${parameters}}`), /propert/);
});

test("a text that is none ends the run", async (t) => {
  const { report } = await runTap(taskBox(t), "- {name: e, exitcode: {result_last: words}}");
  assert.equal(report.state, "CRASHED");
  assert.match(report.fault ?? "", /`result_last`: the ResultYAML cannot be read/);
});
