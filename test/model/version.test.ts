import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { compareVersions } from "../../model/version.ts";

test("versions compare as rpm compares them", () => {
  const ascending: readonly (readonly [string, string])[] = [
    ["1.0", "1.1"],
    ["1.9", "1.10"],
    ["1.0", "1.0.1"],
    ["1.0~rc1", "1.0"],
    ["1.0~rc1", "1.0~rc2"],
    ["1.0", "1.0^git1"],
    ["1.0^git1", "1.0.1"],
    ["1.0a", "1.0b"],
    ["1.a", "1.0"],
    ["3.fc9", "3.fc41"],
    ["99999999999999999998", "99999999999999999999"],
  ];
  for (const [low, high] of ascending) {
    assert.ok(compareVersions(low, high) < 0, `${low} < ${high}`);
    assert.ok(compareVersions(high, low) > 0, `${high} > ${low}`);
  }
});

test("separators and leading zeros make no difference", () => {
  for (const [a, b] of [
    ["1.0", "1_0"],
    ["1.01", "1.1"],
    ["1..0", "1.0"],
    ["2.0", "2.0"],
  ] as const)
    assert.equal(compareVersions(a, b), 0, `${a} = ${b}`);
});

test("versions are in one order", () => {
  const version = fc.stringMatching(/^[0-9a-c.~^]{0,6}$/);
  fc.assert(
    fc.property(version, version, version, (a, b, c) => {
      assert.equal(Math.sign(compareVersions(a, b)), -Math.sign(compareVersions(b, a)) || 0);
      if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0) assert.ok(compareVersions(a, c) <= 0);
    }),
  );
});
