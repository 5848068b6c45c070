import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { AppError } from "../../../model/errors.ts";
import { findFormula, findFormulas } from "../../../runner/formula/find-formula.ts";
import { taskBox } from "../box.ts";

/** Makes a folder of this name with empty files in it. */
const folderOf = (t: TestContext, name: string, files: readonly string[]): string => {
  const folder = join(taskBox(t).folder, name);
  mkdirSync(folder);
  for (const file of files) writeFileSync(join(folder, file), "");
  return folder;
};

const FOUND: readonly (readonly [string, string, readonly string[], string])[] = [
  ["the file named like the folder", "rpmlint", ["a.yml", "rpmlint.yml", "runtask.yml"], "rpmlint.yml"],
  [
    "task-NAME/task-NAME.yml, as in the talk",
    "task-rpmlint",
    ["a.yml", "task-rpmlint.yml"],
    "task-rpmlint.yml",
  ],
  ["NAME.yml in a folder task-NAME", "task-rpmlint", ["a.yml", "rpmlint.yml"], "rpmlint.yml"],
  ["runtask.yml", "x", ["a.yml", "runtask.yml"], "runtask.yml"],
  ["the only YAML file", "x", ["a.yaml", "README.md"], "a.yaml"],
];

for (const [what, name, files, wanted] of FOUND)
  test(`a folder's formula is ${what}`, async (t) => {
    const folder = folderOf(t, name, files);
    assert.equal(await findFormula(folder), join(folder, wanted));
  });

test("a file is taken as the formula that it is", async (t) => {
  const file = join(folderOf(t, "x", ["a.yml", "b.yml"]), "b.yml");
  assert.equal(await findFormula(file), file);
});

const isError = (code: string, text: RegExp) => (error: unknown) =>
  error instanceof AppError && error.code === code && text.test(error.message);

test("several formulas without a rule among them are listed", async (t) => {
  const folder = folderOf(t, "x", ["a.yml", "b.yml"]);
  await assert.rejects(findFormula(folder), isError("formula", /several formulas in .*: a\.yml, b\.yml/));
});

test("a path without a formula says what was looked for", async (t) => {
  const folder = folderOf(t, "x", ["README.md"]);
  await assert.rejects(findFormula(folder), isError("not-found", /no formula \(\*\.yml\)/));
  await assert.rejects(findFormula(join(folder, "none")), isError("not-found", /no task at/));
});

test("a folder with several tests*.yml has all of them, by name", async (t) => {
  const folder = folderOf(t, "x", ["tests_b.yml", "tests.yml", "notes.yml"]);
  assert.deepEqual(await findFormulas(folder), [join(folder, "tests.yml"), join(folder, "tests_b.yml")]);
});

test("one formula that is clear is the only one, whatever lies beside it", async (t) => {
  const folder = folderOf(t, "x", ["tests_b.yml", "tests.yml", "x.yml"]);
  assert.deepEqual(await findFormulas(folder), [join(folder, "x.yml")]);
  const unclear = folderOf(t, "y", ["a.yml", "b.yml"]);
  await assert.rejects(findFormulas(unclear), isError("formula", /several formulas/));
});
