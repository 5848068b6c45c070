import assert from "node:assert/strict";
import { test } from "node:test";
import { duration, took } from "../../../ui/format/duration.ts";
import { atLeast, grouped, plural } from "../../../ui/format/number.ts";
import { size } from "../../../ui/format/size.ts";

test("durations are read at a glance", () => {
  const said = [0, 340, 1240, 59_000, 720_000, 11_100_000, 7_200_000, 3 * 86_400_000].map(duration);
  assert.deepEqual(said, ["0 ms", "340 ms", "1.2 s", "59 s", "12 min", "3 h 5 min", "2 h", "3 d"]);
  assert.equal(took(0), "under 1 ms");
});

test("sizes are in powers of 1000, with one digit below ten", () => {
  assert.deepEqual([0, 812, 3_100_000, 161_000, 8e9].map(size), [
    "0 B",
    "812 B",
    "3.1 MB",
    "161 kB",
    "8.0 GB",
  ]);
});

test("numbers are grouped, and say when they are lower bounds", () => {
  assert.equal(grouped(2310), "2,310");
  assert.deepEqual([plural(1, "run"), plural(2310, "run")], ["1 run", "2,310 runs"]);
  assert.deepEqual([atLeast(14, true), atLeast(14, false)], ["14", "at least 14"]);
});
