import assert from "node:assert/strict";
import { test } from "node:test";
import { toTime } from "../../model/time.ts";
import { fuse } from "../../model/fuse.ts";
import type { Job } from "../../model/job.ts";
import type { Queue } from "../../queue/queue.ts";
import { jobOf } from "./queue-job.ts";
import type { QueueMaker } from "./queue.contract.ts";

const MINUTE = 60_000;

const items = async (queue: Queue): Promise<string[]> => (await queue.list(100)).map(({ item }) => item);

const next = async (queue: Queue): Promise<string | null> =>
  (await queue.lease("w", MINUTE))?.job.item ?? null;

/** Jobs whose time has not come, and jobs that share a key. */
export const delayTests = (open: QueueMaker["open"]): void => {
  test("a delayed job is leased when its time has come, not before", async (t) => {
    const { queue, now, pass, moment } = await open(t);
    const job = jobOf("a", { not_before: toTime(now() + 2 * moment) });
    await queue.add(job);
    assert.equal((await queue.get(job.uuid))?.state, "delayed");
    assert.deepEqual(await queue.counts(), { waiting: 0, delayed: 1, leased: 0, done: 0, cancelled: 0 });
    assert.equal(await queue.lease("w", MINUTE), null);
    await pass(2 * moment);
    assert.equal((await queue.get(job.uuid))?.state, "waiting");
    assert.deepEqual(await queue.counts(), { waiting: 1, delayed: 0, leased: 0, done: 0, cancelled: 0 });
    assert.deepEqual((await queue.lease("w", MINUTE))?.job, job);
  });

  test("a time that has gone by delays nothing", async (t) => {
    const { queue, now } = await open(t);
    await queue.add(jobOf("a", { not_before: toTime(now() - MINUTE) }));
    await queue.add(jobOf("b"));
    assert.deepEqual(await items(queue), ["a", "b"]);
    assert.equal((await queue.counts()).waiting, 2);
  });

  test("delayed jobs are listed last, by their time, and take their turn when it comes", async (t) => {
    const { queue, now, pass, moment } = await open(t);
    const began = now();
    const at = (moments: number): Partial<Job> => ({ not_before: toTime(began + moments * moment) });
    await queue.add(jobOf("later", { ...at(100), priority: 9 }));
    await queue.add(jobOf("third", at(2)));
    await queue.add(jobOf("second", at(1)));
    await queue.add(jobOf("first"));
    assert.deepEqual(await items(queue), ["first", "second", "third", "later"]);
    await pass(3 * moment);
    await queue.add(jobOf("last"));
    assert.deepEqual(await items(queue), ["first", "second", "third", "last", "later"]);
    const went = [];
    for (let item; (item = await next(queue)) !== null;) went.push(item);
    assert.deepEqual(went, ["first", "second", "third", "last"]);
  });

  test("a delayed job can be cancelled", async (t) => {
    const { queue, now, pass, moment } = await open(t);
    const job = jobOf("a", { not_before: toTime(now() + moment) });
    await queue.add(job);
    assert.equal(await queue.cancel(job.uuid), true);
    await pass(moment);
    assert.equal(await queue.lease("w", MINUTE), null);
    assert.equal((await queue.get(job.uuid))?.state, "cancelled");
  });

  test("while a job with a key waits, no other is taken; once it is leased, the next one is", async (t) => {
    const { queue } = await open(t);
    assert.equal(await queue.findWaiting("k"), null);
    assert.equal(await queue.add(jobOf("a", { key: "k" })), true);
    assert.equal(await queue.add(jobOf("b", { key: "k" })), false);
    assert.equal(await queue.get(jobOf("b").uuid), null);
    assert.equal(await queue.add(jobOf("c", { key: "other" })), true);
    assert.equal(await queue.findWaiting("k"), jobOf("a").uuid);
    assert.equal(await next(queue), "a");
    assert.equal(await queue.findWaiting("k"), null);
    assert.equal(await queue.add(jobOf("b", { key: "k" })), true);
    assert.equal(await queue.findWaiting("k"), jobOf("b").uuid);
  });

  test("a job that was cancelled keeps its key no longer", async (t) => {
    const { queue } = await open(t);
    await queue.add(jobOf("a", { key: "k" }));
    await queue.cancel(jobOf("a").uuid);
    assert.equal(await queue.findWaiting("k"), null);
    assert.equal(await queue.add(jobOf("b", { key: "k" })), true);
  });

  test("of many that add jobs with one key at once, one adds its own", async (t) => {
    const { queue, again } = await open(t);
    const other = await again();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) => (at % 2 ? queue : other).add(jobOf(`item-${at}`, { key: "k" }))),
    );
    assert.equal(answers.filter(Boolean).length, 1);
    assert.equal((await queue.counts()).waiting, 1);
  });

  test("fifty wishes within the window of a fuse are one job, at its end; the next wish is another", async (t) => {
    const { queue, now, pass, moment } = await open(t);
    const window = 4 * moment;
    const wish = async (name: string) => queue.add({ ...jobOf(name), ...fuse("f42", window, now()) });
    const answers = [];
    for (let n = 0; n < 50; n++) answers.push(await wish(`change-${n}`));
    assert.equal(answers.filter(Boolean).length, 1);
    assert.equal(await next(queue), null);
    await pass(window);
    assert.equal(await wish("late, but not begun"), false);
    assert.equal(await next(queue), "change-0");
    assert.equal(await wish("after it began"), true);
  });
};
