import assert from "node:assert/strict";
import { test } from "node:test";
import { nearest } from "../../../model/query/nearest.ts";

test("the nearest word is at most one letter away, two for long words", () => {
  const words = ["package", "check", "run", "runs"];
  assert.equal(nearest("pakcage", words), "package");
  assert.equal(nearest("pakage", words), "package");
  assert.equal(nearest("pkage", words), null);
  assert.equal(nearest("PACKAGES", words), "package");
  assert.equal(nearest("chekc", words), "check");
  assert.equal(nearest("chkc", words), null);
  assert.equal(nearest("runs", words), "runs");
  assert.equal(nearest("word", words), null);
});
