import assert from "node:assert/strict";
import { test } from "node:test";
import { packageOf } from "../../model/item.ts";

const PACKAGES = [
  ["koji_build", "foo-1.2-3.fc99", "foo"],
  ["npm_package", "@scope/foo-1.2.3", "@scope/foo"],
  ["dist_git_commit", "rpms/foo#abc123", "foo"],
  ["git_commit", "https://example.org/x/foo#abc", "foo"],
  ["git_commit", "#abc", "#abc"],
  ["file", "/tmp/x/foo-1.2-3.fc99.noarch.rpm", "foo"],
  ["file", "/tmp/x/notes-1-2.txt", "notes-1-2.txt"],
  ["koji_tag", "f42-updates-testing", "f42-updates-testing"],
  ["a type of its own", "x-1-2", "x-1-2"],
] as const;

for (const [type, item, name] of PACKAGES)
  test(`the package of the ${type} ${item} is ${name}`, () => {
    assert.equal(packageOf(type, item).package, name);
  });
