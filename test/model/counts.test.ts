import assert from "node:assert/strict";
import { test } from "node:test";
import { countName, noCounts, rated } from "../../model/counts.ts";
import { OUTCOMES } from "../../model/outcome.ts";

test("the pass rate has neither broken runs nor directives in it", () => {
  const counts = { ...noCounts(), n: 20, passed: 6, info: 2, failed: 1, needs_inspection: 1, aborted: 3, crashed: 3, skipped: 2, todo: 2 }; // prettier-ignore
  const { rate, low, high, n } = rated(counts);
  assert.deepEqual([rate, n], [0.8, 20]);
  assert.ok(low !== null && high !== null && low < 0.8 && high > 0.8);
});

test("without a rated result there is no rate", () => {
  assert.deepEqual(rated({ ...noCounts(), n: 3, crashed: 3 }), { ...noCounts(), n: 3, crashed: 3, rate: null, low: null, high: null }); // prettier-ignore
});

test("every outcome is counted under its name in lower case", () => {
  const counts = noCounts();
  for (const outcome of OUTCOMES) assert.equal(counts[countName(outcome)], 0, outcome);
  assert.equal(Object.keys(counts).length, OUTCOMES.length + 1);
});
