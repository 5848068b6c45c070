import assert from "node:assert/strict";
import { test } from "node:test";
import { runSteps, taskBox } from "../box.ts";

test("a list of commands runs in order, in the task's folder", async (t) => {
  const { out, report } = await runSteps(
    taskBox(t),
    "- name: x\n  shell:\n    - cat lines\n    - echo 1..1",
    {
      files: { lines: "ok\n" },
    },
  );
  assert.equal(out, "ok\n1..1\n");
  assert.equal(report.ok, true);
});

test("the first command that fails ends the task", async (t) => {
  const { out, report } = await runSteps(taskBox(t), "- name: x\n  shell: [echo ok, exit 4, echo not ok]");
  assert.equal(out, "ok\n");
  assert.equal(report.exit_code, 4);
});

test("a command under ignorereturn may fail", async (t) => {
  const steps =
    "- name: x\n  shell:\n    - ignorereturn: exit 4\n    - ignorereturn: [exit 5, echo ok]\n    - echo 1..1";
  const { out, report } = await runSteps(taskBox(t), steps);
  assert.equal(out, "ok\n1..1\n");
  assert.equal(report.exit_code, 0);
  assert.equal(report.ok, true);
});

test("what a shell step prints is exported without its last newlines, and is output too", async (t) => {
  const steps =
    "- {name: x, shell: ['echo a', 'printf \"b\\n\\n\"'], export: text}\n- {name: y, shell: 'echo \"<$text>\"'}";
  const { out } = await runSteps(taskBox(t), steps);
  assert.equal(out, "a\nb\n\n<a\nb>\n");
});

test("the commands true and false are taken for what they are, though YAML has other ideas", async (t) => {
  const run = (steps: string) => runSteps(taskBox(t), `- name: x\n  shell: ${steps}`);
  assert.equal((await run("[true, false, echo ok]")).report.exit_code, 1);
  assert.equal(
    (await run("[{ignorereturn: [false]}, {ignorereturn: false}, echo 1..1, echo ok]")).report.ok,
    true,
  );
});
