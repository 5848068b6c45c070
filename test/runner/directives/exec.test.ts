import assert from "node:assert/strict";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { runTask } from "../../../runner/run-task.ts";
import { formula, runSteps, taskBox } from "../box.ts";

test("arguments reach the program as they are: no shell reads them", async (t) => {
  const { out } = await runSteps(
    taskBox(t),
    "- {name: x, exec: {program: printf, args: ['%s|', '$$HOME', '*', 'a b', \"q'q\", '$item']}}",
  );
  assert.equal(out, "$HOME|*|a b|q'q|foo-1.2-3.fc99|");
});

test("a program with a path is looked for in the task's folder", async (t) => {
  const box = taskBox(t);
  const folder = await box.task({ "runtask.yml": formula("- {name: x, exec: {program: ./check}}") });
  writeFileSync(join(folder, "check"), "#!/bin/sh\necho ok\necho 1..1\n");
  chmodSync(join(folder, "check"), 0o755);
  assert.equal((await runTask(box.options(folder))).ok, true);
});

test("a program that may not be executed ends the run with the reason", async (t) => {
  const { report } = await runSteps(taskBox(t), "- {name: x, exec: {program: ./check}}", {
    files: { check: "#!/bin/sh\n" },
  });
  assert.equal(report.state, "CRASHED");
  assert.match(report.fault ?? "", /cannot be started: .*EACCES/);
});

test("what a program prints is exported as text", async (t) => {
  const steps =
    "- {name: x, exec: {program: echo, args: [a]}, export: text}\n" +
    "- {name: y, exec: {program: echo, args: ['<$text>']}}";
  const { out } = await runSteps(taskBox(t), steps);
  assert.equal(out, "a\n<a>\n");
});
