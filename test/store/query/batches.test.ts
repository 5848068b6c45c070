import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { batches } from "../../../store/query/batches.ts";

test("batches keep all runs in order, and have more than 2,000 results only for a single run", () => {
  fc.assert(
    fc.property(fc.array(fc.record({ results: fc.integer({ min: 0, max: 3000 }) })), (runs) => {
      const made = [...batches(runs)];
      assert.deepEqual(made.flat(), runs);
      for (const batch of made) {
        const results = batch.reduce((sum, run) => sum + run.results, 0);
        assert.ok(batch.length > 0 && (batch.length === 1 || results <= 2000), `${results}`);
      }
    }),
  );
});
