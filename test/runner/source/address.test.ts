import assert from "node:assert/strict";
import { test } from "node:test";
import { isGitAddress, parseGitAddress, withoutSecrets } from "../../../runner/source/address.ts";

test("an address of git is told from a path", () => {
  for (const address of [
    "https://h/task.git",
    "git+https://h/x",
    "ssh://git@h/x#main",
    "git+file:///x",
    "git://h/x",
  ])
    assert.ok(isGitAddress(address), address);
  for (const path of ["tasks/rpmlint", "./https", "/srv/task.git", "ext::sh -c id", "git@h:x", "-u"])
    assert.ok(!isGitAddress(path), path);
});

test("an address has a repository, and may have a ref and a path", () => {
  const read = (rest: string) => parseGitAddress(`git+https://h/task-a.git${rest}`);
  const url = "https://h/task-a.git";
  assert.deepEqual(read(""), { url, ref: null, path: "" });
  assert.deepEqual(read("#v1.2"), { url, ref: "v1.2", path: "" });
  assert.deepEqual(read("#topic/x:checks/a/"), { url, ref: "topic/x", path: "checks/a" });
  assert.deepEqual(read("#:a.yml"), { url, ref: null, path: "a.yml" });
});

test("what git would take for an option or what leaves the repository is refused", () => {
  for (const rest of [
    "#--upload-pack=x",
    "#a..b",
    "#+x",
    "#main:../x",
    "#main:/etc",
    "#main:a/../../b",
    "#:.git/hooks",
    "#a b",
  ])
    assert.throws(() => parseGitAddress(`https://h/a.git${rest}`), { code: "usage" }, rest);
});

test("an address is shown without the password in it", () => {
  assert.equal(withoutSecrets("https://me:secret@h/a.git"), "https://h/a.git");
  assert.equal(withoutSecrets("https://h/a@b.git"), "https://h/a@b.git");
});
