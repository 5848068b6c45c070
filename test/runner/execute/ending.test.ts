import assert from "node:assert/strict";
import { test } from "node:test";
import { AppError } from "../../../model/errors.ts";
import { endingOfError } from "../../../runner/execute/ending.ts";
import { runSteps, taskBox } from "../box.ts";

test("what is not the task's doing aborts a run: a service that does not answer as well as a missing tool", () => {
  for (const code of ["busy", "network", "missing-tool", "disk-full"] as const)
    assert.deepEqual(endingOfError(new AppError(code, "why")), { state: "ABORTED", fault: "why" }, code);
  assert.equal(endingOfError(new AppError("directive", "why")).state, "CRASHED");
});

test("an output that is too long to be exported ends the task, and is in its log all the same", async (t) => {
  const bytes = (16 << 20) + 1;
  const limits = { ...taskBox(t).options("").limits, output: 1 << 30 };
  const { report } = await runSteps(
    taskBox(t),
    `- {name: x, shell: 'head -c ${bytes} /dev/zero', export: zeros}`,
    { limits },
  );
  assert.equal(report.state, "CRASHED");
  assert.match(report.fault ?? "", /exported output has 16777217 bytes/);
  assert.equal(report.logs.find(({ name }) => name === "output.log")?.bytes, bytes);
});
