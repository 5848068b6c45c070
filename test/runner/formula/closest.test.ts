import assert from "node:assert/strict";
import { test } from "node:test";
import { closest } from "../../../runner/formula/closest.ts";

const KNOWN = ["exec", "python", "shell"];

for (const [word, wanted] of [
  ["shel", "shell"],
  ["SHELL", "shell"],
  ["pyhton", "python"],
  ["exce", null],
  ["exe", "exec"],
  ["koji", null],
  ["", null],
] as const)
  test(`"${word}" most probably means ${wanted ?? "none of them"}`, () => {
    assert.equal(closest(word, KNOWN), wanted);
  });
