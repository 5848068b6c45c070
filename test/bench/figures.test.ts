import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { figureTable } from "../../bench/figure.ts";
import { withFigures } from "../../bench/readme.ts";
import { spread } from "../../bench/sample.ts";

test("median and 95th percentile are values that were measured, by nearest rank", () => {
  assert.deepEqual(spread([5, 1, 4, 2, 3]), { n: 5, p50: 3, p95: 5 });
  const hundred = Array.from({ length: 100 }, (_, n) => n + 1);
  assert.deepEqual(spread(hundred), { n: 100, p50: 50, p95: 95 });
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true }), { minLength: 1 }), (values) => {
      const { p50, p95 } = spread(values);
      assert.ok(values.includes(p50) && values.includes(p95) && p50 <= p95);
    }),
  );
});

test("a figure is told with what it can be judged by", () => {
  const floor = { what: "an empty Node", spread: { n: 10, p50: 40, p95: 50 } };
  assert.equal(
    figureTable([{ what: "start", spread: { n: 10, p50: 400.4, p95: 9.96 }, unit: "ms", floor }])
      .split("\n")
      .at(-1),
    "| start | 400 ms | 10.0 ms | 10 | 10 × an empty Node (40 ms) |",
  );
});

test("only the section of figures is replaced, and a text without one is left alone", () => {
  const text = "a\n<!-- figures -->\nold\n<!-- /figures -->\nb\n";
  const once = withFigures(text, "new");
  assert.equal(once, "a\n<!-- figures -->\nnew\n<!-- /figures -->\nb\n");
  assert.equal(withFigures(once ?? "", "new"), once);
  assert.equal(withFigures("no section", "new"), null);
});

test("the README has the section", () => {
  const readme = readFileSync(join(import.meta.dirname, "../../README.md"), "utf8");
  assert.notEqual(withFigures(readme, ""), null);
});
