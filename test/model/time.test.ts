import assert from "node:assert/strict";
import { test } from "node:test";
import { dayOf, fromTime, parseTime, toTime } from "../../model/time.ts";

const NOW = Date.parse("2026-05-10T12:00:00Z");

test("times travel as UTC with milliseconds and Z", () => {
  assert.equal(toTime(NOW), "2026-05-10T12:00:00.000Z");
  assert.equal(fromTime(toTime(NOW)), NOW);
  assert.equal(dayOf(toTime(NOW)), "2026-05-10");
});

const TIMES = [
  ["now", "2026-05-10T12:00:00.000Z"],
  ["-90m", "2026-05-10T10:30:00.000Z"],
  ["-12h", "2026-05-10T00:00:00.000Z"],
  ["-7d", "2026-05-03T12:00:00.000Z"],
  ["-1w", "2026-05-03T12:00:00.000Z"],
  ["2026-05-01", "2026-05-01T00:00:00.000Z"],
  ["2026-05-01T10:00:00+02:00", "2026-05-01T08:00:00.000Z"],
  ["2026-05-01T10:00Z", "2026-05-01T10:00:00.000Z"],
  ["2024-02-29", "2024-02-29T00:00:00.000Z"],
] as const;

for (const [text, time] of TIMES)
  test(`${text} is ${time}`, () => {
    assert.equal(toTime(parseTime(text, NOW) ?? NaN), time);
  });

test("a date as an end is the end of that day; a time is itself", () => {
  assert.equal(toTime(parseTime("2026-05-01", NOW, true) ?? NaN), "2026-05-02T00:00:00.000Z");
  assert.equal(toTime(parseTime("2026-05-01T10:00:00Z", NOW, true) ?? NaN), "2026-05-01T10:00:00.000Z");
});

test("anything else is no time", () => {
  for (const text of [
    "",
    "soon",
    "7d",
    "-7",
    "-7y",
    "2026",
    "2026-5-1",
    "2026-13-01",
    "2026-02-30",
    "2025-02-29T00:00:00Z",
    "2026-05-01T25:00:00Z",
    "2026-05-01 10:00",
    "2026-05-01T10:00:00",
    " now",
  ])
    // prettier-ignore
    assert.equal(parseTime(text, NOW), null, text);
});
