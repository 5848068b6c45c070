import assert from "node:assert/strict";
import { test } from "node:test";
import { parseNameVersion, parseNvr } from "../../model/nvr.ts";

/** Item, package, version, release, dist. */
const NVRS = [
  ["foo-1.2-3.fc99", "foo", "1.2", "3.fc99", "fc99"],
  ["foo-bar-baz-1.2-3.el9", "foo-bar-baz", "1.2", "3.el9", "el9"],
  ["foo-1:2-3.fc21", "foo", "2", "3.fc21", "fc21"],
  ["1:foo-2-3.fc21", "foo", "2", "3.fc21", "fc21"],
  ["foo-2.0~rc1^git1a-0.1.fc42_1", "foo", "2.0~rc1^git1a", "0.1.fc42_1", "fc42"],
  ["foo-1-2.module_el8.1.fc30", "foo", "1", "2.module_el8.1.fc30", "fc30"],
  ["foo-1-2", "foo", "1", "2", null],
  ["foo-1-2.fcx", "foo", "1", "2.fcx", null],
  ["datagrepper-0.4.2-1.fc21.noarch.rpm", "datagrepper", "0.4.2", "1.fc21", "fc21"],
  ["foo-1-2.fc42.src.rpm", "foo", "1", "2.fc42", "fc42"],
  ["gtk+-c++-1-2", "gtk+-c++", "1", "2", null],
] as const;

for (const [item, name, version, release, dist] of NVRS)
  test(`${item} is a ${name}`, () => {
    assert.deepEqual(parseNvr(item), { package: name, version, release, dist });
  });

test("what has no name, version and release is a name", () => {
  for (const item of ["foo", "foo-1", "", "-", "--", "-1-2", "foo-1-", "foo--1"])
    assert.deepEqual(parseNvr(item), { package: item, version: null, release: null, dist: null }, item);
});

test("a package of npm has its version from the first digit of three on", () => {
  const unknown = { release: null, dist: null };
  assert.deepEqual(parseNameVersion("@a/b-c-1.2.3"), { package: "@a/b-c", version: "1.2.3", ...unknown });
  assert.deepEqual(parseNameVersion("x-2-1.0.0-beta.1"), {
    package: "x-2",
    version: "1.0.0-beta.1",
    ...unknown,
  });
  assert.deepEqual(parseNameVersion("left-pad"), { package: "left-pad", version: null, ...unknown });
});
