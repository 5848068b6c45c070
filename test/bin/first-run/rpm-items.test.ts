import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { test } from "node:test";
import { freshFolder } from "../../support/folder.ts";
import { rpmItems } from "../../../bin/first-run/rpm-items.ts";

const root = mkdtempSync(join(tmpdir(), "rpm-items-"));
const rpms = [
  "packages/foo/1.2/3.fc99/x86_64/foo-1.2-3.fc99.x86_64.rpm",
  "packages/a/0/1/noarch/a-0-1.noarch.rpm",
].map((path) => join(root, path));
for (const path of rpms) {
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, "");
  writeFileSync(`${path}.log`, "");
}

test("a tree stands for its RPM files, in order, with absolute paths", () => {
  assert.deepEqual(rpmItems(root), rpms.toSorted());
});

test("a file stands for itself, made absolute", () => {
  assert.deepEqual(rpmItems(relative(process.cwd(), rpms[0] ?? "")), [rpms[0]]);
});

test("a build's name stays as it is", () => {
  assert.deepEqual(rpmItems("foo-1.2-3.fc99"), ["foo-1.2-3.fc99"]);
});

test("a folder without RPMs is refused, so that nothing is scheduled by mistake", () => {
  const empty = freshFolder("no-rpms");
  assert.throws(() => rpmItems(empty), /there is no RPM file below .*: name a tree of them/);
});
