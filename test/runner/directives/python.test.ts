import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { needsProgram } from "../../support/needs.ts";
import { runSteps, taskBox } from "../box.ts";

const python = needsProgram("python3");

const CALL = "- {name: x, python: {file: check.py, callable: run}}";

test("a function gets its keyword arguments with their types", python, async (t) => {
  const files = {
    "check.py":
      "def run(item, count, names, flag, nothing):\n  print(repr((item, count, names, flag, nothing)))\n",
  };
  const steps =
    "- {name: x, python: {file: check.py, callable: run, item: $item, count: 2, names: [a, 1.5], flag: true, nothing: null}}";
  const { out } = await runSteps(taskBox(t), steps, { files });
  assert.equal(out, "('foo-1.2-3.fc99', 2, ['a', 1.5], True, None)\n");
});

test("an exported map is passed on as a map, and reached into with dots", python, async (t) => {
  const files = {
    "check.py":
      "def make():\n  return {'name': 'bar', 'files': ['a', 'b']}\ndef use(build, name):\n  print(build['files'], name)\n",
  };
  const steps =
    "- {name: x, python: {file: check.py, callable: make}, export: build}\n" +
    "- {name: y, python: {file: check.py, callable: use, build: $build, name: '${build.name}'}}";
  const { out } = await runSteps(taskBox(t), steps, { files });
  assert.equal(out, "['a', 'b'] bar\n");
});

test("a text that the last step returns is the output of a task that printed nothing", python, async (t) => {
  const files = { "check.py": "def run():\n  return 'TAP version 13\\n1..1\\nok'\n" };
  const { out, report } = await runSteps(taskBox(t), `${CALL.slice(0, -1)}, export: tap}`, { files });
  assert.equal(out, "TAP version 13\n1..1\nok\n");
  assert.equal(report.ok, true);
});

test("a returned text is not printed beside what was printed", python, async (t) => {
  const files = { "check.py": "def run():\n  print('ok\\n1..1')\n  return 'done'\n" };
  const { out } = await runSteps(taskBox(t), CALL, { files });
  assert.equal(out, "ok\n1..1\n");
});

test("a file finds its neighbours, and leaves nothing in the task's folder", python, async (t) => {
  const box = taskBox(t);
  const files = { "check.py": "import near\ndef run():\n  print(near.TEXT)\n", "near.py": "TEXT = 'ok'\n" };
  const { out } = await runSteps(box, CALL, { files });
  assert.equal(out, "ok\n");
  assert.equal(existsSync(join(box.folder, "task-1", "__pycache__")), false);
});

test("a method of a class can be called", python, async (t) => {
  const files = { "check.py": "class Check:\n  @staticmethod\n  def run():\n    print('ok')\n" };
  const { out } = await runSteps(taskBox(t), CALL.replace("run}", "Check.run}"), { files });
  assert.equal(out, "ok\n");
});

test("an exception ends the task and is in its stderr", python, async (t) => {
  const files = { "check.py": "def run():\n  print('ok', flush=True)\n  raise ValueError('broken')\n" };
  const { report, err } = await runSteps(taskBox(t), CALL, { files });
  assert.equal(report.exit_code, 1);
  assert.match(err, /ValueError: broken/);
});

test("a file or function that does not exist is named", python, async (t) => {
  assert.match((await runSteps(taskBox(t), CALL)).err, /there is no file .*check\.py/);
  const files = { "check.py": "" };
  assert.match((await runSteps(taskBox(t), CALL, { files })).err, /there is no callable run in .*check\.py/);
});

test("where Python is missing the run is aborted with a hint", async (t) => {
  const { report } = await runSteps(taskBox(t), CALL, {
    files: { "check.py": "" },
    env: { PATH: "/nowhere" },
  });
  assert.equal(report.state, "ABORTED");
  assert.match(report.fault ?? "", /python3 is not installed.*apt install python3/);
});
