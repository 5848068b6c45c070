import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { dueJob, lastTurn, type Repeat } from "../../model/repeat.ts";
import { toTime } from "../../model/time.ts";

const HOUR = 3600_000;
const FROM = "2026-01-01T03:00:00.000Z";

const nightly: Repeat = {
  name: "nightly",
  task: "depcheck",
  rule: { kind: "every", ms: 24 * HOUR, from: FROM },
  since: "2026-01-02T00:00:00.000Z",
  job: { task: "depcheck", item: "f42", type: "koji_tag", arch: "x86_64", priority: -1 },
};

test("the last turn is at most one period ago, and a whole number of periods after the first", () => {
  const times = fc.integer({ min: -1e9, max: 1e12 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e10 }), times, (ms, after) => {
      const first = Date.parse(FROM);
      const turn = lastTurn({ kind: "every", ms, from: FROM }, first + after);
      if (after < 0) return turn === null;
      return turn !== null && turn <= first + after && turn > first + after - ms && (turn - first) % ms === 0;
    }),
  );
});

test("a turn has one uuid, whoever wishes for it and when", () => {
  const due = (time: string) => dueJob(nightly, Date.parse(time));
  const job = due("2026-01-02T03:00:00.000Z");
  assert.equal(job?.created, "2026-01-02T03:00:00.000Z");
  assert.deepEqual(due("2026-01-03T02:59:59.999Z"), job);
  assert.notEqual(due("2026-01-03T03:00:00.000Z")?.uuid, job.uuid);
});

test("turns of before it was declared are not made up for", () => {
  assert.equal(dueJob(nightly, Date.parse("2026-01-02T02:00:00Z")), null);
  assert.equal(dueJob({ ...nightly, since: toTime(0) }, Date.parse("2025-12-31T00:00:00Z")), null);
});
