import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { listTasks } from "../../../runner/formula/list-tasks.ts";
import { formula, taskBox } from "../box.ts";

const named = (name: string, input: string): string =>
  formula("- {name: x, shell: x}").replace("name: demo", `name: ${name}\n${input}`);

test("the tasks below a folder are listed by name, with the types that they take", async (t) => {
  const box = taskBox(t);
  await box.task({ "b.yml": named("zeta", "input: {args: [koji_build, arch]}") });
  await box.task({ "a.yml": named("alpha", "") });
  mkdirSync(join(box.folder, "not-a-task"));
  assert.deepEqual(await listTasks(box.folder), [
    { name: "alpha", desc: "a demo", maintainer: "me", path: join(box.folder, "task-2", "a.yml"), types: [] },
    {
      name: "zeta",
      desc: "a demo",
      maintainer: "me",
      path: join(box.folder, "task-1", "b.yml"),
      types: ["koji_build"],
    },
  ]);
});

test("a broken formula is told and does not hide the others", async (t) => {
  const box = taskBox(t);
  await box.task({ "a.yml": "name: [" });
  await box.task({ "b.yml": named("good", "") });
  const broken: string[] = [];
  const tasks = await listTasks(box.folder, (error) => broken.push(error.message));
  assert.deepEqual(
    tasks.map(({ name }) => name),
    ["good"],
  );
  assert.match(broken.join(), /task-1\/a\.yml:1:/);
});

test("every bundled task and example can be read", async () => {
  for (const folder of ["tasks", "examples"]) {
    const broken: string[] = [];
    const tasks = await listTasks(join(import.meta.dirname, "../../..", folder), (error) =>
      broken.push(error.message),
    );
    assert.deepEqual(broken, []);
    assert.ok(tasks.length > 0, `no task in ${folder}`);
  }
});
