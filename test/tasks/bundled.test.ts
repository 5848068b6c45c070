import assert from "node:assert/strict";
import { cpSync, globSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { test } from "node:test";
import { npmPackages } from "../../bin/first-run/npm-packages.ts";
import { readFormula } from "../../runner/formula/formula.ts";
import { ROOT, runCheck } from "./run-check.ts";

const TASKS = ["npm-bundled", "npm-manifest", "npm-scripts", "rpmlint"];

const PROGRAMS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  "npm-bundled": ["sh", "./check.sh"],
  "npm-manifest": ["node", "check.mjs"],
  "npm-scripts": ["node", "check.mjs"],
};

test("each folder has its formula, with the name of the folder", async () => {
  const folders = globSync("tasks/*/*.yml", { cwd: ROOT }).filter((file) => !/task-/.test(file));
  assert.deepEqual(folders.map((file) => basename(file, ".yml")).sort(), TASKS);
  for (const task of TASKS) {
    const formula = await readFormula(join(ROOT, "tasks", task, `${task}.yml`));
    assert.equal(formula.name, task);
    assert.equal(formula.steps.length, 1);
  }
});

test("rpmlint is also where the talk has it: ../task-rpmlint/task-rpmlint.yml", async () => {
  const formula = await readFormula(join(ROOT, "tasks/rpmlint/../task-rpmlint/task-rpmlint.yml"));
  assert.equal(formula.name, "rpmlint");
});

test("no task imports anything outside its folder but Node's and Python's own modules", () => {
  const files = globSync("tasks/*/**/*.mjs", { cwd: ROOT });
  assert.ok(files.length > 10);
  for (const file of files)
    for (const [, name] of readFileSync(join(ROOT, file), "utf8").matchAll(/from "([^"]+)"/g)) {
      assert.match(name ?? "", /^(node:|\.)/, file);
      const target = join(file, "..", name ?? "");
      assert.ok(
        name?.startsWith("node:") || target.startsWith(join("tasks", file.split("/")[1] ?? "")),
        `${file}: ${name}`,
      );
    }
});

test("the files that two tasks have in common are the same", () => {
  for (const name of ["tap.mjs", "locate.mjs"]) {
    const [one, other] = ["npm-manifest", "npm-scripts"].map((task) =>
      readFileSync(join(ROOT, "tasks", task, name), "utf8"),
    );
    assert.equal(one, other);
  }
});

test("a sample of the packages that are really installed gets an answer from each check", () => {
  const packages = npmPackages(ROOT);
  const sample = packages.filter((_, index) => index % Math.ceil(packages.length / 12) === 0);
  const outcomes = new Set<unknown>();
  for (const { item } of sample)
    for (const [task, program] of Object.entries(PROGRAMS)) {
      const answer = runCheck(task, program, { TASKOTRON_ITEM: item, TASKOTRON_TYPE: "npm_package" });
      assert.equal(answer.status, 0, answer.stderr);
      assert.equal(answer.points.length, 1, answer.text);
      assert.equal(answer.points[0]?.block["item"], item);
      outcomes.add(answer.points[0]?.block["outcome"]);
    }
  assert.ok(outcomes.has("PASSED") && outcomes.has("SKIPPED"), [...outcomes].join());
});

test("a task works as a repository of its own, told where the packages are", () => {
  for (const [task, program] of Object.entries(PROGRAMS).filter(([name]) => name !== "npm-scripts")) {
    const copy = mkdtempSync(join(tmpdir(), "task-"));
    cpSync(join(ROOT, "tasks", task), copy, { recursive: true });
    const [command, file = ""] = program;
    const [first] = npmPackages(ROOT);
    assert.ok(first);
    const env = { TASKOTRON_ITEM: first.item, TASKOTRON_TYPE: "npm_package" };
    assert.match(runCheck(task, [command, join(copy, file)], env).bailout ?? "", /is not installed/);
    const told = runCheck(task, [command, join(copy, file)], { ...env, TASKOTRON_NPM_ROOT: ROOT });
    assert.equal(told.points.length, 1);
  }
});
