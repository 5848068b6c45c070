import assert from "node:assert/strict";
import { test } from "node:test";
import { windowOf } from "../../api/window.ts";

const NOW = Date.parse("2026-11-24T04:00:00Z");

test("a window without bounds reaches to the end of the day, and over everything or the days asked for", () => {
  assert.deepEqual(windowOf({}, NOW, null), {
    from: "1970-01-01T00:00:00.000Z",
    to: "2026-11-25T00:00:00.000Z",
  });
  assert.deepEqual(windowOf({}, NOW, 1), {
    from: "2026-11-24T00:00:00.000Z",
    to: "2026-11-25T00:00:00.000Z",
  });
});

test("bounds are dates, times, now or distances; a date as the end includes the day", () => {
  assert.deepEqual(windowOf({ from: "2026-11-01", to: "2026-11-02" }, NOW, null), {
    from: "2026-11-01T00:00:00.000Z",
    to: "2026-11-03T00:00:00.000Z",
  });
  assert.deepEqual(windowOf({ from: "-2h", to: "now" }, NOW, 90), {
    from: "2026-11-24T02:00:00.000Z",
    to: "2026-11-24T04:00:00.000Z",
  });
});

test("a distance beyond the beginning of time is the beginning of time", () => {
  assert.equal(windowOf({ from: "-999999w" }, NOW, 90).from, "1970-01-01T00:00:00.000Z");
});

test("a bound that is no time and a window that ends before it starts name their parameter", () => {
  assert.throws(() => windowOf({ to: "yesterday" }, NOW, null), {
    code: "bad-value",
    fields: { parameter: "to" },
  });
  assert.throws(() => windowOf({ from: "2026-02-01", to: "2026-01-01" }, NOW, null), {
    code: "bad-value",
    fields: { parameter: "from" },
  });
});
