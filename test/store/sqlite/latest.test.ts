import assert from "node:assert/strict";
import { test } from "node:test";
import type { Outcome } from "../../../model/outcome.ts";
import { outcomeOf } from "../../../store/sqlite/outcomes.ts";
import { sql } from "../../../store/sqlite/sql.ts";
import { NOON, resultInput, runInput, uuid } from "../../contract/store-build.ts";
import { openBoth, ownFolder } from "./open-database.ts";

interface Row {
  readonly position: number;
  readonly outcome: number;
  readonly previous: number | null;
  readonly flips: number;
}

const permutations = (places: readonly number[]): number[][] =>
  places.length < 2
    ? [[...places]]
    : places.flatMap((place) =>
        permutations(places.filter((other) => other !== place)).map((rest) => [place, ...rest]),
      );

/** Series, and what is kept of each: the outcome before the newest, and how often rated outcomes turned. */
const SERIES: readonly (readonly [readonly Outcome[], Outcome | null, number])[] = [
  [["FAILED"], null, 0],
  [["PASSED", "SKIPPED", "FAILED", "PASSED"], "FAILED", 2],
  [["PASSED", "FAILED", "CRASHED", "NEEDS_INSPECTION"], "CRASHED", 1],
  [["FAILED", "INFO", "TODO"], "INFO", 1],
];

test("any order of arrival leaves the same latest, the same outcome before and the same turns", async (context) => {
  await using both = openBoth(ownFolder(context), () => NOON);
  let series = 0;
  for (const [outcomes, previous, flips] of SERIES)
    for (const order of permutations(outcomes.map((_outcome, at) => at))) {
      const [name, check] = [`run ${++series}`, `check ${series}`];
      await both.store.putRun(runInput(name));
      for (const at of order) {
        const submit_time = new Date(NOON + at).toISOString();
        await both.store.putResults(uuid(name), [
          resultInput(at + 1, { check, outcome: outcomes[at] ?? "INFO", submit_time }),
        ]);
      }
      const row = both.db
        .get<Row>(sql`SELECT position, outcome, previous, flips FROM latest JOIN name ON key = check_key
        WHERE value = ${check}`);
      assert.ok(row);
      assert.deepEqual(
        [
          row.position,
          outcomeOf(row.outcome),
          row.previous === null ? null : outcomeOf(row.previous),
          row.flips,
        ],
        [outcomes.length, outcomes.at(-1), previous, flips],
        order.join(),
      );
    }
});
