import assert from "node:assert/strict";
import { existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { openTask } from "../../../runner/source/open.ts";
import { needsProgram } from "../../support/needs.ts";
import { OPTIONS, ownFolder, repository } from "./repository.ts";

const needs = needsProgram("git");
const open = (t: TestContext, task: string, committed = true) =>
  openTask(task, join(ownFolder(t), "clone"), { ...OPTIONS, committed });

test(
  "a task is cloned at a branch, a tag, a commit and a short commit, and is gone afterwards",
  needs,
  async (t) => {
    const { url, commit, git } = repository(t);
    const first = commit({ "demo.yml": "first" });
    git("tag", "v1");
    const second = commit({ "demo.yml": "second" });
    const wanted = {
      "": second,
      "#main": second,
      "#v1": first,
      [`#${first}`]: first,
      [`#${first.slice(0, 9)}`]: first,
    };
    for (const [ref, expected] of Object.entries(wanted)) {
      const task = await open(t, `${url}${ref}`);
      assert.deepEqual(task.source, { url: url.slice(4), commit: expected, dirty: false }, ref);
      assert.equal(
        readFileSync(join(task.path, "demo.yml"), "utf8"),
        expected === first ? "first" : "second",
      );
      await task[Symbol.asyncDispose]();
      assert.ok(!existsSync(join(task.path, "..")));
    }
  },
);

test("a task may be in a subfolder, but a link does not lead out of the repository", needs, async (t) => {
  const { url, commit, folder } = repository(t);
  symlinkSync("/etc", join(folder, "out"));
  commit({ "checks/a/a.yml": "a" });
  await using task = await open(t, `${url}#main:checks/a`);
  assert.equal(readFileSync(join(task.path, "a.yml"), "utf8"), "a");
  await assert.rejects(open(t, `${url}#main:out`), { code: "not-found", message: /no "out" in/ });
  await assert.rejects(open(t, `${url}#main:gone`), { code: "not-found" });
});

test("what is wrong with a repository is said", needs, async (t) => {
  const { url, commit } = repository(t);
  commit({ "demo.yml": "first" });
  await assert.rejects(open(t, `${url}#gone`), {
    code: "not-found",
    message: /no branch, tag or commit "gone"/,
  });
  await assert.rejects(open(t, `${url}#${"a".repeat(40)}`), { code: "not-found" });
  await assert.rejects(open(t, "git+file:///gone/task.git"), {
    code: "network",
    message: /gone\/task\.git cannot be reached/,
  });
  await assert.rejects(open(t, "http://me:secret@127.0.0.1:1/task.git"), (error: Error) => {
    assert.match(error.message, /network/);
    assert.doesNotMatch(error.message, /secret/);
    return true;
  });
});

test("without git the error says how to install it", async (t) => {
  const options = { ...OPTIONS, env: { PATH: "/nonexistent" }, committed: true };
  await assert.rejects(openTask("https://h/a.git", join(ownFolder(t), "clone"), options), {
    code: "missing-tool",
    message: /apt install git.*dnf install git/,
  });
});

test("in development a path is taken as it is, with the commit that it is of", needs, async (t) => {
  const { folder, commit } = repository(t);
  const id = commit({ "a/a.yml": "first", "b/b.yml": "first" });
  const clean = await open(t, join(folder, "a"), false);
  assert.equal(clean.path, join(folder, "a"));
  assert.deepEqual(clean.source, { url: `file://${folder}`, commit: id, dirty: false });
  writeFileSync(join(folder, "a/a.yml"), "second");
  assert.equal((await open(t, join(folder, "a/a.yml"), false)).source?.dirty, true);
  assert.equal((await open(t, join(folder, "b"), false)).source?.dirty, false);
  assert.equal((await open(t, ownFolder(t), false)).source, null);
});

test("in production a checkout is cloned at its commit, and nothing else is taken", needs, async (t) => {
  const { folder, commit } = repository(t);
  const id = commit({ "a/a.yml": "first" });
  await using task = await open(t, join(folder, "a"));
  assert.notEqual(task.path, join(folder, "a"));
  assert.equal(readFileSync(join(task.path, "a.yml"), "utf8"), "first");
  assert.equal(task.source?.commit, id);
  writeFileSync(join(folder, "a/a.yml"), "second");
  await assert.rejects(open(t, join(folder, "a")), { code: "usage", message: /has changes since/ });
  await assert.rejects(open(t, ownFolder(t)), { code: "usage", message: /in no git checkout/ });
});
