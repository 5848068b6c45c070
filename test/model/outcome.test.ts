import assert from "node:assert/strict";
import { test } from "node:test";
import { isOk, isOutcome, isRated, OUTCOMES, worst } from "../../model/outcome.ts";

test("the worst outcome is the most severe one; directives lose to any other", () => {
  assert.equal(worst([]), null);
  assert.equal(worst(["PASSED", "INFO"]), "INFO");
  assert.equal(worst(["FAILED", "PASSED", "NEEDS_INSPECTION"]), "NEEDS_INSPECTION");
  assert.equal(worst(["CRASHED", "ABORTED"]), "CRASHED");
  assert.equal(worst(["SKIPPED", "PASSED", "TODO"]), "PASSED");
  assert.equal(worst(["TODO", "SKIPPED"]), "TODO");
});

test("what is ok, and what has a place in a rate", () => {
  assert.deepEqual(OUTCOMES.filter(isOk), ["PASSED", "INFO"]);
  assert.deepEqual(OUTCOMES.filter(isRated), ["PASSED", "INFO", "FAILED", "NEEDS_INSPECTION"]);
});

test("outcomes are written in capitals", () => {
  assert.ok(OUTCOMES.every(isOutcome));
  assert.ok(!["passed", "", "toString", "PASS"].some(isOutcome));
});
