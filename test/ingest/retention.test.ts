import assert from "node:assert/strict";
import { test } from "node:test";
import { applyRetention } from "../../ingest/retention.ts";
import { LIMITS } from "../../model/limits.ts";
import type { Store } from "../../store/store.ts";
import { NOON, runInput, sealInput, uuid } from "../contract/store-build.ts";
import { openTestStore } from "./open-store.ts";

const DAY = 86_400_000;

/** Puts sealed runs, one for each day before noon. */
const fill = async (store: Store, days: number): Promise<void> => {
  for (let day = 0; day < days; day++) {
    const created = new Date(NOON - day * DAY).toISOString();
    await store.putRun(runInput(`day ${day}`, { created, started: created }));
    await store.sealRun(uuid(`day ${day}`), sealInput({ finished: created }));
  }
};

const signal = (): AbortSignal => new AbortController().signal;

test("each class goes at its own age, however many runs there are", async (t) => {
  const { store } = await openTestStore(t);
  await fill(store, LIMITS.expired * 2 + 5);
  const policy = { logs: 2 * DAY, findings: 4 * DAY, runs: 100 * DAY, totals: null };
  const removed = await applyRetention(store, policy, { now: NOON + 1, signal: signal() });
  assert.deepEqual(removed, { logs: 103, findings: 101, runs: 5, totals: 0 });
  assert.deepEqual((await store.getRun(uuid("day 1")))?.expired, []);
  assert.deepEqual((await store.getRun(uuid("day 3")))?.expired, ["logs"]);
  assert.deepEqual((await store.getRun(uuid("day 99")))?.expired, ["logs", "findings"]);
  assert.equal(await store.getRun(uuid("day 100")), null);
  const again = await applyRetention(store, policy, { now: NOON + 1, signal: signal() });
  assert.deepEqual(again, { logs: 0, findings: 0, runs: 0, totals: 0 });
});

test("nothing goes without a policy, and nothing more once it is to stop", async (t) => {
  const { store } = await openTestStore(t);
  await fill(store, 3);
  const forever = { logs: null, findings: null, runs: null, totals: null };
  const none = { logs: 0, findings: 0, runs: 0, totals: 0 };
  assert.deepEqual(await applyRetention(store, forever, { now: NOON + DAY, signal: signal() }), none);
  const policy = { ...forever, logs: DAY };
  assert.deepEqual(await applyRetention(store, policy, { now: NOON, signal: AbortSignal.abort() }), none);
});
