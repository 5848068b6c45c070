import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { noCounts, rated } from "../../../model/counts.ts";
import { percent, rateLine, rateText } from "../../../ui/format/rate.ts";

test("a rate is said with its interval and its n", () => {
  const counts = rated({ ...noCounts(), n: 45, passed: 30, info: 1, failed: 12, crashed: 2 });
  assert.equal(rateLine(counts), "72 % (57–83), 31 of 43");
});

test("without a rated result there is no rate", () => {
  const counts = rated({ ...noCounts(), n: 2, crashed: 1, skipped: 1 });
  assert.equal(rateText(counts), null);
  assert.equal(rateLine(counts), "no rated result");
});

test("100 % and 0 % are said only of what is exactly that", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.nat(1e6), (n, k) => {
      const share = Math.min(k, n) / n;
      assert.equal(percent(share) === "100 %", share === 1);
      assert.equal(percent(share) === "0 %", share === 0);
    }),
  );
});
