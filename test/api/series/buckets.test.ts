import assert from "node:assert/strict";
import { test } from "node:test";
import { everyBucket } from "../../../api/series/buckets.ts";
import { noCounts } from "../../../model/counts.ts";

const window = { from: "2026-10-30T12:00:00.000Z", to: "2026-12-01T00:00:00.000Z" };

const names = (by: "hour" | "day" | "week" | "month") =>
  everyBucket(window, by)([]).map(({ bucket }) => bucket ?? "");

test("a trend has every bucket of its window, the first one being cut by it", () => {
  assert.deepEqual(names("month"), ["2026-10-01", "2026-11-01"]);
  assert.deepEqual(names("week"), [
    "2026-10-26",
    "2026-11-02",
    "2026-11-09",
    "2026-11-16",
    "2026-11-23",
    "2026-11-30",
  ]);
  assert.equal(names("day").length, 32);
  assert.deepEqual([names("day")[0], names("day").at(-1)], ["2026-10-30", "2026-11-30"]);
  assert.deepEqual([names("hour")[0], names("hour").length], ["2026-10-30T12:00:00.000Z", 12 + 31 * 24]);
});

test("counts stand in their bucket, with their rate; others are zero and unrated", () => {
  const counts = { ...noCounts(), n: 3, passed: 1, failed: 1, crashed: 1 };
  const rows = everyBucket(
    window,
    "week",
  )([{ key: { week: "2026-11-09" }, counts, last: "2026-11-10T00:00:00.000Z" }]);
  const [first, , found] = rows;
  assert.deepEqual([first?.n, first?.rate, first?.last], [0, null, null]);
  assert.deepEqual(
    [found?.n, found?.rate, found?.crashed, found?.last],
    [3, 0.5, 1, "2026-11-10T00:00:00.000Z"],
  );
});

test("a window of more buckets than the limit is refused before anything is counted", () => {
  assert.throws(() => everyBucket({ from: "1970-01-01T00:00:00.000Z", to: window.to }, "hour"), {
    code: "bad-value",
    fields: { parameter: "by" },
  });
});
