import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { needsService } from "../support/services.ts";
import { answers, questionOn } from "./differential/asks.ts";
import { fill } from "./differential/fill.ts";
import { world } from "./differential/records.ts";
import { openBoth } from "./differential/stores.ts";

/** Random queries in all; more are asked with `TASKOTRON_DIFFERENTIAL=2000`. */
const QUERIES = Number(process.env["TASKOTRON_DIFFERENTIAL"] ?? 300);
const SEED = Number(process.env["TASKOTRON_DIFFERENTIAL_SEED"] ?? Math.floor(Math.random() * 2 ** 31));

/** Queries asked of the same records. */
const OF_ONE_WORLD = 250;

const worlds = Math.max(1, Math.round(QUERIES / OF_ONE_WORLD));

for (let at = 0; at < worlds; at++) {
  const seed = SEED + at;
  const numRuns = Math.ceil(QUERIES / worlds);
  test(
    `both stores answer ${numRuns} random queries alike, seed ${seed}`,
    needsService("elastic"),
    async () => {
      await using stores = await openBoth();
      const records = fc.sample(world(24), { seed, numRuns: 1 }).flat();
      await fill(stores.embedded, records);
      await fill(stores.elastic, records);
      await fc.assert(
        fc.asyncProperty(questionOn(records), async (asked) => {
          assert.deepEqual(await answers(stores.elastic, asked), await answers(stores.embedded, asked));
        }),
        { seed, numRuns },
      );
    },
  );
}
