import assert from "node:assert/strict";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { removeTree } from "../../../runner/execute/remove-tree.ts";

const folderOf = (t: TestContext): string => {
  const folder = mkdtempSync(join(tmpdir(), "taskotron-remove-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

test("a link is removed, and what it leads to stays", async (t) => {
  const folder = folderOf(t);
  mkdirSync(join(folder, "kept"));
  writeFileSync(join(folder, "kept/file"), "x");
  mkdirSync(join(folder, "tree"));
  symlinkSync(join(folder, "kept"), join(folder, "tree/link"));
  symlinkSync("/nonexistent", join(folder, "tree/broken"));
  await removeTree(join(folder, "tree"));
  assert.deepEqual(readdirSync(folder), ["kept"]);
  assert.deepEqual(readdirSync(join(folder, "kept")), ["file"]);
});

test("a link in the place of the folder itself is not followed", async (t) => {
  const folder = folderOf(t);
  mkdirSync(join(folder, "kept"));
  symlinkSync(join(folder, "kept"), join(folder, "tree"));
  await removeTree(join(folder, "tree"));
  assert.deepEqual(readdirSync(folder), ["kept"]);
});

test("folders that nobody may enter, and names that are no text, are removed", async (t) => {
  const folder = folderOf(t);
  mkdirSync(join(folder, "tree/shut/in"), { recursive: true });
  writeFileSync(Buffer.concat([Buffer.from(`${folder}/tree/shut/in/`), Buffer.from([0xff, 0x0a])]), "x");
  chmodSync(join(folder, "tree/shut/in"), 0);
  chmodSync(join(folder, "tree/shut"), 0);
  await removeTree(join(folder, "tree"));
  assert.deepEqual(readdirSync(folder), []);
});

test("a tree that is deeper than a path may be long is removed", async (t) => {
  const folder = folderOf(t);
  const own = process.cwd();
  mkdirSync(join(folder, "tree"));
  process.chdir(join(folder, "tree"));
  for (let depth = 0; depth < 1500; depth++) {
    mkdirSync("deep");
    process.chdir("deep");
  }
  process.chdir(own);
  await removeTree(join(folder, "tree"));
  assert.deepEqual(readdirSync(folder), []);
});

test("what is not there is no error", async (t) => {
  const folder = join(folderOf(t), "tree");
  await removeTree(folder);
  assert.equal(existsSync(folder), false);
});
