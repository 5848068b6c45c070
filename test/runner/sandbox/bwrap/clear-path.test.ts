import assert from "node:assert/strict";
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { clearPath } from "../../../../runner/sandbox/bwrap/clear-path.ts";

const folders = (t: TestContext) => {
  const folder = mkdtempSync(join(tmpdir(), "taskotron-clear-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of ["tmp", "victim"]) mkdirSync(join(folder, name));
  return { tmp: join(folder, "tmp"), victim: join(folder, "victim") };
};

test("a path of folders is made, with a file or a folder at its end, and made again without harm", (t) => {
  const { tmp } = folders(t);
  for (let turn = 0; turn < 2; turn++) {
    clearPath(tmp, join(tmp, "a/b"), true);
    clearPath(tmp, join(tmp, "a/f"), false);
  }
  assert.ok(lstatSync(join(tmp, "a/b")).isDirectory());
  assert.ok(lstatSync(join(tmp, "a/f")).isFile());
});

for (const at of ["a", "a/b", "a/b/c"])
  test(`a link at ${at} is removed, not followed`, (t) => {
    const { tmp, victim } = folders(t);
    mkdirSync(join(tmp, at, ".."), { recursive: true });
    symlinkSync(victim, join(tmp, at));
    clearPath(tmp, join(tmp, "a/b/c"), true);
    assert.ok(lstatSync(join(tmp, at)).isDirectory());
    assert.deepEqual(readdirSync(victim), []);
  });

test("a link in a file's place is removed, and what it leads to is not written", (t) => {
  const { tmp, victim } = folders(t);
  writeFileSync(join(victim, "f"), "x");
  symlinkSync(join(victim, "f"), join(tmp, "f"));
  clearPath(tmp, join(tmp, "f"), false);
  assert.ok(lstatSync(join(tmp, "f")).isFile());
  assert.equal(readFileSync(join(victim, "f"), "utf8"), "x");
});

test("a folder in a file's place is moved away", (t) => {
  const { tmp } = folders(t);
  mkdirSync(join(tmp, "f/full"), { recursive: true });
  clearPath(tmp, join(tmp, "f"), false);
  assert.ok(lstatSync(join(tmp, "f")).isFile());
});
