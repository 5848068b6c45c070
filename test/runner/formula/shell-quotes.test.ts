import assert from "node:assert/strict";
import { test } from "node:test";
import { isQuoted } from "../../../runner/formula/shell-quotes.ts";

for (const [line, wanted] of [
  ["echo X", false],
  ["echo 'X'", true],
  ['echo "X"', true],
  ['echo "a" X', false],
  [`echo "it's" X`, false],
  [`echo "it's X"`, true],
  ["echo 'a\\' X", false],
  ['echo "a\\"X"', true],
  ["echo \\'X", false],
] as const)
  test(`in ${line} the X is ${wanted ? "" : "not "}in quotes`, () => {
    assert.equal(isQuoted(line, line.indexOf("X")), wanted);
  });
