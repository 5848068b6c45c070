import assert from "node:assert/strict";
import { test } from "node:test";
import { bucketFor, slots } from "../../../ui/charts/bucket.ts";

const WINDOW = { from: "2026-11-01T06:00:00Z", to: "2026-11-06T00:00:00Z" };

test("every bucket of the window has a place, with data or with a gap", () => {
  const found = slots(
    [
      { bucket: "2026-11-02", n: 3 },
      { bucket: "2026-11-04", n: 0 },
    ],
    WINDOW,
    "day",
  );
  assert.deepEqual(
    found.map(({ from, row }) => [from.slice(0, 10), row?.n ?? null]),
    [
      ["2026-11-01", null],
      ["2026-11-02", 3],
      ["2026-11-03", null],
      ["2026-11-04", null],
      ["2026-11-05", null],
    ],
  );
});

test("weeks begin on Monday and months are as long as they are", () => {
  const [week] = slots([{ bucket: "2026-10-26" }], WINDOW, "week");
  assert.deepEqual([week?.from, week?.to], ["2026-10-26T00:00:00.000Z", "2026-11-02T00:00:00.000Z"]);
  const [month] = slots([], WINDOW, "month");
  assert.equal(month?.to, "2026-12-01T00:00:00.000Z");
});

test("a stretch is shown in a number of bars that can be told apart", () => {
  assert.deepEqual([1, 3, 7, 60, 100, 365, 1000].map(bucketFor), [
    "hour",
    "hour",
    "day",
    "day",
    "day",
    "week",
    "month",
  ]);
});
