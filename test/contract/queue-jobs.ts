import assert from "node:assert/strict";
import { test } from "node:test";
import { uuidV5 } from "../../model/uuid.ts";
import type { Queue } from "../../queue/queue.ts";
import { jobOf } from "./queue-job.ts";
import type { QueueMaker } from "./queue.contract.ts";

const MINUTE = 60_000;

const next = async (queue: Queue): Promise<string | null> =>
  (await queue.lease("w", MINUTE))?.job.item ?? null;

const items = async (queue: Queue): Promise<string[]> => (await queue.list(100)).map(({ item }) => item);

/** Adding, order, cancelling, counting. */
export const jobTests = (open: QueueMaker["open"]): void => {
  test("a job comes out as it went in", async (t) => {
    const { queue } = await open(t);
    const job = jobOf("füü-1-1.fc21 \u{1F600}\n", {
      priority: 3,
      attempt: 2,
      retry_of: uuidV5("before"),
      not_before: "2026-01-01T00:00:00.000Z",
      key: "depcheck f42",
    });
    assert.equal(await queue.add(job), true);
    assert.deepEqual((await queue.lease("w", MINUTE))?.job, job);
    assert.deepEqual(await queue.get(job.uuid), { ...job, state: "leased", worker: "w" });
  });

  test("an empty queue leases nothing, lists nothing, counts nothing", async (t) => {
    const { queue } = await open(t);
    assert.equal(await queue.lease("w", MINUTE), null);
    assert.deepEqual(await queue.list(10), []);
    assert.deepEqual(await queue.counts(), { waiting: 0, delayed: 0, leased: 0, done: 0, cancelled: 0 });
    assert.deepEqual(await queue.takeOver([], "w", MINUTE), []);
  });

  test("a repeated job changes nothing, also when it is done", async (t) => {
    const { queue } = await open(t);
    await queue.add(jobOf("a"));
    assert.equal(await queue.add(jobOf("a", { priority: 9 })), false);
    const lease = await queue.lease("w", MINUTE);
    assert.ok(lease);
    assert.equal(lease.job.priority, 0);
    assert.equal(await queue.add(jobOf("a")), false);
    await queue.finish(lease);
    assert.equal(await queue.add(jobOf("a")), false);
    assert.equal(await queue.lease("w", MINUTE), null);
  });

  test("a job that was cancelled is not taken again", async (t) => {
    const { queue } = await open(t);
    await queue.add(jobOf("a"));
    await queue.cancel(jobOf("a").uuid);
    assert.equal(await queue.add(jobOf("a")), false);
    assert.equal(await queue.lease("w", MINUTE), null);
  });

  test("of many that add the same job at once, one adds it", async (t) => {
    const { queue, again } = await open(t);
    const others = [queue, await again(), await again()];
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, at) => (others[at % 3] ?? queue).add(jobOf("a", { priority: at }))),
    );
    assert.equal(answers.filter(Boolean).length, 1);
    assert.equal((await queue.counts()).waiting, 1);
  });

  test("higher priority goes first, within one the job added first", async (t) => {
    const { queue } = await open(t);
    await queue.add(jobOf("lowest", { priority: -700 }));
    await queue.add(jobOf("low", { priority: -1 }));
    await queue.add(jobOf("a", { created: "2026-01-02T00:00:00.000Z" }));
    await queue.add(jobOf("b", { created: "2026-01-01T00:00:00.000Z" }));
    await queue.add(jobOf("high", { priority: 100 }));
    const order = ["high", "a", "b", "low", "lowest"];
    assert.deepEqual(await items(queue), order);
    const went = [];
    for (let item; (item = await next(queue)) !== null;) went.push(item);
    assert.deepEqual(went, order);
    assert.deepEqual(await items(queue), order);
  });

  test("a waiting job that is cancelled is not leased; a leased one cannot go on", async (t) => {
    const { queue } = await open(t);
    await queue.add(jobOf("a"));
    await queue.add(jobOf("b"));
    const lease = await queue.lease("w", MINUTE);
    assert.ok(lease);
    assert.equal(await queue.cancel(jobOf("b").uuid), true);
    assert.equal(await queue.lease("w", MINUTE), null);
    assert.equal(await queue.cancel(lease.job.uuid), true);
    assert.equal(await queue.renew(lease, MINUTE), false);
    assert.equal(await queue.finish(lease), false);
    assert.deepEqual(await queue.takeOver(["w"], "r", MINUTE), []);
    assert.equal((await queue.get(lease.job.uuid))?.state, "cancelled");
    assert.equal((await queue.get(jobOf("b").uuid))?.state, "cancelled");
  });

  test("a job that is done, cancelled or unknown cannot be cancelled", async (t) => {
    const { queue } = await open(t);
    await queue.add(jobOf("a"));
    const lease = await queue.lease("w", MINUTE);
    assert.ok(lease);
    await queue.finish(lease);
    assert.equal(await queue.cancel(lease.job.uuid), false);
    assert.equal((await queue.get(lease.job.uuid))?.state, "done");
    await queue.add(jobOf("b"));
    await queue.cancel(jobOf("b").uuid);
    assert.equal(await queue.cancel(jobOf("b").uuid), false);
    assert.equal(await queue.cancel(jobOf("x").uuid), false);
    assert.equal(await queue.get(jobOf("x").uuid), null);
  });

  test("counts and the list agree with what happened", async (t) => {
    const { queue } = await open(t);
    for (const each of ["a", "b", "c", "d"]) await queue.add(jobOf(each));
    const lease = await queue.lease("w", MINUTE);
    assert.ok(lease);
    await queue.finish(lease);
    await queue.lease("w", MINUTE);
    await queue.cancel(jobOf("d").uuid);
    assert.deepEqual(await queue.counts(), { waiting: 1, delayed: 0, leased: 1, done: 1, cancelled: 1 });
    assert.deepEqual(
      (await queue.list(10)).map(({ item, state, worker }) => [item, state, worker]),
      [
        ["b", "leased", "w"],
        ["c", "waiting", null],
      ],
    );
    assert.deepEqual(
      (await queue.list(1)).map(({ item }) => item),
      ["b"],
    );
  });

  test("what was added is there after the queue was opened again", async (t) => {
    const { queue, again } = await open(t);
    await queue.add(jobOf("a"));
    assert.equal(await next(await again()), "a");
  });
};
