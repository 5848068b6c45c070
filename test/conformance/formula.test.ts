import assert from "node:assert/strict";
import { test } from "node:test";
import { FORMULA_ROWS } from "./rows/formula.ts";
import { ITEM_ROWS } from "./rows/items.ts";
import { RESULT_ROWS } from "./rows/results.ts";
import { RUN_ROWS } from "./rows/runs.ts";
import { STEP_ROWS } from "./rows/steps.ts";

const ROWS = [FORMULA_ROWS, STEP_ROWS, ITEM_ROWS, RUN_ROWS, RESULT_ROWS].flatMap((rows) =>
  Object.entries(rows),
);

test("each row of the feature table from 1 to 31 and from 49 to 58 has one case", () => {
  const wanted = [
    ...Array.from({ length: 31 }, (_, at) => 1 + at),
    ...Array.from({ length: 10 }, (_, at) => 49 + at),
  ];
  assert.deepEqual(
    ROWS.map(([number]) => Number(number)).sort((a, b) => a - b),
    wanted,
  );
});

for (const [number, { about, check, skip = false, todo = false }] of ROWS)
  test(`row ${number}: ${about}`, { skip, todo }, check);
