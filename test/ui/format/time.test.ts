import assert from "node:assert/strict";
import { test } from "node:test";
import { ago, bucketLabel, inFull, stretch } from "../../../ui/format/time.ts";

const NOW = Date.parse("2026-11-24T12:00:00Z");

const before = (ms: number): string => new Date(NOW - ms).toISOString();

test("a time is told by its distance, in the unit that fits", () => {
  const told = [1e3, 40e3, 5 * 60e3, 2 * 3600e3, 47 * 3600e3, 3 * 86400e3, 100 * 86400e3, 900 * 86400e3];
  assert.deepEqual(
    told.map((ms) => ago(before(ms), NOW)),
    ["now", "40 s ago", "5 min ago", "2 h ago", "47 h ago", "3 d ago", "3 months ago", "2 years ago"],
  );
});

test("a time ahead of the clock is now", () => {
  assert.equal(ago(before(-60e3), NOW), "now");
});

test("times in full are UTC and say so", () => {
  assert.equal(inFull("2026-11-22T14:03:11.500Z"), "2026-11-22 14:03:11 UTC");
});

test("a stretch names its first and its last day", () => {
  assert.equal(stretch("2026-09-24T00:00:00Z", "2026-11-23T00:00:00Z"), "24 Sep – 22 Nov 2026, UTC");
  assert.equal(stretch("2025-12-24T00:00:00Z", "2026-01-02T00:00:00Z"), "24 Dec 2025 – 1 Jan 2026, UTC");
  assert.equal(stretch("1970-01-01T00:00:00Z", "2026-01-02T00:00:00Z"), "all the time, UTC");
});

test("a bucket says its hour only where it has one", () => {
  assert.equal(bucketLabel("2026-11-22"), "22 Nov 2026");
  assert.equal(bucketLabel("2026-11-22T07:00:00.000Z"), "22 Nov 2026 07:00");
});
