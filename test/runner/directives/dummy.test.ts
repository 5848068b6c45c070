import assert from "node:assert/strict";
import { test } from "node:test";
import { runSteps, taskBox } from "../box.ts";

test("FAIL in any case fails the step, with its message, and ends the task", async (t) => {
  for (const word of ["FAIL", "fail", "Fail"]) {
    const steps = `- {name: x, dummy: {result: ${word}, msg: on purpose}}\n- {name: y, shell: echo ok}`;
    const { report, out } = await runSteps(taskBox(t), steps);
    assert.deepEqual(
      [report.state, report.fault, out],
      ["CRASHED", "the dummy step is to fail: on purpose", ""],
    );
  }
});

test("any other word passes, and the message is the value", async (t) => {
  const steps = "- {name: x, dummy: {result: PASS, msg: hello}, export: m}\n- {name: y, shell: 'echo $m'}";
  assert.equal((await runSteps(taskBox(t), steps)).out, "hello\n");
});
