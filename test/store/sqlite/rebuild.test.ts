import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { OUTCOMES } from "../../../model/outcome.ts";
import type { ResultInput } from "../../../model/result.ts";
import type { Database } from "../../../store/sqlite/database.ts";
import { rebuild } from "../../../store/sqlite/rebuild.ts";
import { sql } from "../../../store/sqlite/sql.ts";
import type { CountKey } from "../../../store/store.ts";
import {
  ALL,
  and,
  field,
  NOON,
  not,
  resultInput,
  runInput,
  sealInput,
  select,
  uuid,
} from "../../contract/store-build.ts";
import { openBoth, ownFolder } from "./open-database.ts";

const HOUR = 3_600_000;

/** Results of few checks, packages and times, so that series are long and times tie. */
const arbitraryResult = fc
  .record({
    position: fc.integer({ min: 1, max: 6 }),
    check: fc.constantFrom("lint", "deps"),
    item: fc.constantFrom("foo-1-1.fc41", "foo-2-1.fc41", "bar-1-1"),
    scenario: fc.constantFrom(null, null, null, "s"),
    outcome: fc.constantFrom(...OUTCOMES),
    hour: fc.integer({ min: -30, max: 30 }),
    findings: fc.array(
      fc.constant({ severity: "error", tag: "t", message: "m", subject: null, line: null }),
      { maxLength: 2 },
    ),
  })
  .map(({ hour, ...input }): ResultInput => ({
    ...resultInput(input.position, input),
    submit_time: new Date(NOON + hour * HOUR).toISOString(),
  }));

const arbitraryBatches = fc.array(
  fc.record({
    run: fc.constantFrom("a", "b", "c"),
    results: fc.uniqueArray(arbitraryResult, { selector: ({ position }) => position, maxLength: 4 }),
    again: fc.boolean(),
  }),
  { maxLength: 12 },
);

const dump = (db: Database) => [
  db.all(sql`SELECT * FROM latest ORDER BY latest_key`),
  db.all(sql`SELECT * FROM package_day ORDER BY 1, 2, 3`),
  db.all(sql`SELECT * FROM check_day ORDER BY 1, 2, 3`),
  db.all(sql`SELECT field, value, uses FROM name ORDER BY 1, 2`),
  db.all(sql`SELECT uuid, results FROM run ORDER BY uuid`),
];

type Batches = typeof arbitraryBatches extends fc.Arbitrary<infer T> ? T : never;

/** Puts the batches; one that contradicts what is stored is left out, as a whole. */
const fill = async ({ store }: ReturnType<typeof openBoth>, batches: Batches): Promise<void> => {
  for (const name of ["a", "b", "c"]) await store.putRun(runInput(name));
  for (const { run, results, again } of batches)
    for (let time = 0; time < (again ? 2 : 1); time++)
      await store.putResults(uuid(run), results).catch((error: { code: string }) => {
        if (error.code !== "result-conflict") throw error;
      });
};

test("what is kept about results is what a recount finds, in whatever order they come", async (context) => {
  await fc.assert(
    fc.asyncProperty(arbitraryBatches, async (batches) => {
      await using both = openBoth(ownFolder(context), () => NOON);
      await fill(both, batches);
      const kept = dump(both.db);
      rebuild(both.db);
      assert.deepEqual(dump(both.db), kept);
    }),
    { numRuns: 25 },
  );
});

test("what is kept about results is what a recount finds after some were removed", async (context) => {
  const removed = fc.integer({ min: 1, max: 3 });
  await fc.assert(
    fc.asyncProperty(arbitraryBatches, removed, fc.boolean(), async (batches, limit, findings) => {
      await using both = openBoth(ownFolder(context), () => NOON);
      await fill(both, batches);
      for (const name of ["a", "b", "c"]) await both.store.sealRun(uuid(name), sealInput());
      if (findings) await both.store.expire("findings", "2025-01-01T00:00:00Z", 2);
      assert.equal(await both.store.expire("runs", "2025-01-01T00:00:00Z", limit), limit);
      const kept = dump(both.db);
      rebuild(both.db);
      assert.deepEqual(dump(both.db), kept);
    }),
    { numRuns: 25 },
  );
});

test("counts by daily totals are those of the results", async (context) => {
  const keys = fc.uniqueArray(
    fc.constantFrom<CountKey>("check", "package", "outcome", "day", "week", "month"),
  );
  const hours = fc.tuple(fc.integer({ min: -40, max: 40 }), fc.integer({ min: -40, max: 40 }));
  const queries = fc.constantFrom(ALL, field("package", "foo"), field("check", "LINT"));
  await fc.assert(
    fc.asyncProperty(arbitraryBatches, queries, keys, hours, async (batches, query, by, [a, b]) => {
      await using both = openBoth(ownFolder(context), () => NOON);
      await fill(both, batches);
      const time = (hour: number): string => new Date(NOON + hour * HOUR).toISOString();
      const window = { from: time(Math.min(a, b)), to: time(Math.max(a, b)) };
      // A condition that adds nothing, but that no total knows of.
      const recount = and(query, not(field("arch", "none")));
      assert.deepEqual(
        await both.store.count(select(query, window), by, false),
        await both.store.count(select(recount, window), by, false),
      );
    }),
    { numRuns: 25 },
  );
});
