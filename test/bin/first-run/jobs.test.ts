import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { firstRunJobs } from "../../../bin/first-run/jobs.ts";
import { freshFolder } from "../../support/folder.ts";

const NOON = Date.parse("2026-03-04T12:00:00Z");
const PACKAGES = [
  { item: "a-1.0.0", folder: "/x/a" },
  { item: "b-2.0.0", folder: "/x/b" },
];

const task = (name: string, text: string, types = ["npm_package"]) => {
  const folder = freshFolder("first-run");
  mkdirSync(join(folder, name));
  const path = join(folder, name, `${name}.yml`);
  writeFileSync(path, text);
  return { name, desc: "", maintainer: "", path, types };
};

const uuids = (tasks: readonly ReturnType<typeof task>[], now: number) =>
  firstRunJobs(PACKAGES, tasks, now).map(({ uuid }) => uuid);

test("every package meets every task that takes npm packages, all tasks of a package in a row", () => {
  const tasks = [task("one", "x"), task("two", "y"), task("rpm", "z", ["koji_build"])];
  const jobs = firstRunJobs(PACKAGES, tasks, NOON);
  assert.deepEqual(
    jobs.map(({ task, item, priority }) => [task, item, priority]),
    PACKAGES.flatMap(({ item }, place) =>
      tasks.slice(0, 2).map(({ name }) => [name, item, -1 - place] as const),
    ).map((row) => [...row]),
  );
});

test("a second start on the same day makes the same jobs, the next day makes new ones", () => {
  const tasks = [task("one", "x")];
  assert.deepEqual(uuids(tasks, NOON), uuids(tasks, NOON + 3600e3));
  assert.equal(new Set([...uuids(tasks, NOON), ...uuids(tasks, NOON + 86400e3)]).size, 4);
});

test("a task with changed files is another task", () => {
  const one = task("one", "x");
  const before = uuids([one], NOON);
  writeFileSync(join(one.path, "../check.sh"), "echo");
  assert.equal(new Set([...before, ...uuids([one], NOON)]).size, 4);
});
