import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { formula, taskBox } from "../runner/box.ts";

const COMMAND = join(import.meta.dirname, "../../bin/taskotron.ts");

const lint = (cwd: string, ...args: readonly string[]) =>
  spawnSync(process.execPath, [COMMAND, "task", "lint", ...args], { cwd, encoding: "utf8" });

test("lint prints place, severity and message, and exits with 1 where a formula could not be run", async (t) => {
  const box = taskBox(t);
  await box.task({ "a.yml": formula("- {name: x, shell: x}") });
  await box.task({ "b.yml": formula("- {name: x, shel: x}") });
  const done = lint(box.folder, "task-1", "task-2");
  assert.equal(done.status, 1);
  assert.deepEqual(done.stdout.replace(/;.*/g, "").split("\n"), [
    "task-1/a.yml:1:1: warning: there is no input.args, so the task is run on items of any type",
    "task-2/b.yml:1:1: warning: there is no input.args, so the task is run on items of any type",
    'task-2/b.yml:5:15: error: there is no directive "shel"',
    "",
  ]);
  assert.equal(done.stderr, "1 error, 2 warnings\n");
});

test("lint exits with 0 where there are warnings alone, and gives notices as JSON", async (t) => {
  const box = taskBox(t);
  const folder = await box.task({ "a.yml": formula("- {name: x, shell: x}") });
  const done = lint(box.folder, "--json", "task-1");
  assert.equal(done.status, 0);
  const [notice] = JSON.parse(done.stdout) as [Record<string, unknown>];
  assert.deepEqual(
    { ...notice, message: "" },
    { severity: "warning", file: join(folder, "a.yml"), line: 1, column: 1, message: "" },
  );
});

test("what a formula's author wrote cannot move the cursor of who lints it", async (t) => {
  const box = taskBox(t);
  await box.task({ "a.yml": formula('- {name: x, "s\\e[31mh": x}') });
  const { stdout } = lint(box.folder, "task-1");
  assert.match(stdout, /s\\x1b\[31mh/);
  assert.ok(!stdout.includes("\x1b"));
});
