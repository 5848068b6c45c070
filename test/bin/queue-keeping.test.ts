import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { suite, test, type TestContext } from "node:test";
import { startQueueKeeping } from "../../bin/queue-keeping.ts";
import { storeSink } from "../../ingest/receive.ts";
import { type Job, retryOf, wishOf } from "../../model/job.ts";
import { LIMITS } from "../../model/limits.ts";
import { toTime } from "../../model/time.ts";
import { openStore } from "../../store/open.ts";
import { openQueue } from "../../queue/open.ts";
import type { Queue } from "../../queue/queue.ts";
import { jobOf } from "../contract/queue-job.ts";
import { ownQueue } from "../queue/bullmq/redis.ts";
import { freshFolder } from "../support/folder.ts";
import { needsService } from "../support/services.ts";

const MINUTE = 60_000;

/** A store with runs, and a keeping of any queue over it. */
const bench = async (t: TestContext) => {
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const store = await openStore(`sqlite:${freshFolder("keeping")}`, { now });
  t.after(() => store[Symbol.asyncDispose]());
  const sink = storeSink(store);
  const wish = async (name: string, other: Partial<Job> = {}): Promise<Job> => {
    const job = jobOf(name, { created: toTime(now()), ...other });
    const { uuid, item, type, arch, created, attempt, retry_of } = job;
    const known = { uuid, task: "rpmlint", item, type, arch, created, attempt, retry_of };
    await store.putRun({ ...known, state: "SCHEDULED", wish: wishOf(job) });
    return job;
  };
  const begin = async (job: Job): Promise<void> => {
    const { uuid, item, type, arch } = job;
    await store.putRun({ uuid, task: "rpmlint", item, type, arch, state: "RUNNING", runner: "gone/1" });
  };
  /** One turn of the keeping. */
  const keep = async (queue: Queue, listening = 0): Promise<readonly string[]> => {
    const messages: string[] = [];
    const onMessage = (text: string): void => void messages.push(text);
    await startQueueKeeping({ store, queue, sink, now, listening, onMessage })[Symbol.asyncDispose]();
    return messages;
  };
  return { store, sink, wish, begin, keep, now, pass: (ms: number) => (ahead += ms) };
};

const embedded = async (t: TestContext, now: () => number): Promise<Queue> => {
  const queue = await openQueue(`sqlite:${freshFolder("keeping")}`, { now });
  t.after(() => queue[Symbol.asyncDispose]());
  return queue;
};

test("a run that waits without a job gets it again, as it was wished for", async (t) => {
  const { wish, keep, now, pass } = await bench(t);
  const queue = await embedded(t, now);
  const job = await wish("a", { priority: 7, not_before: toTime(now() + MINUTE) });
  assert.deepEqual(await keep(queue), []);
  assert.equal(await queue.get(job.uuid), null, "who records a run is given time to add its job");
  pass(6_000);
  assert.deepEqual(await keep(queue), ["1 jobs that the queue had lost were added again"]);
  assert.deepEqual(await queue.get(job.uuid), { ...job, state: "delayed", worker: null });
  assert.deepEqual(await keep(queue), []);
});

test("a run that nobody executes any more is closed and tried again; one that is heard of is left alone", async (t) => {
  const { store, wish, begin, keep, now, pass } = await bench(t);
  const queue = await embedded(t, now);
  const lost = await wish("lost");
  const leased = await wish("leased");
  await begin(lost);
  await begin(leased);
  await queue.add(leased);
  await queue.lease("w", 10 * LIMITS.lease);
  pass(LIMITS.lease + 1_000);
  const heard = await wish("heard");
  await begin(heard);
  await keep(queue);
  assert.deepEqual(
    await Promise.all([lost, leased, heard].map(async ({ uuid }) => (await store.getRun(uuid))?.state)),
    ["CRASHED", "RUNNING", "RUNNING"],
  );
  const retry = retryOf(lost, 0).uuid;
  assert.equal((await store.getRun(retry))?.retry_of, lost.uuid);
  assert.equal((await queue.get(retry))?.state, "delayed");
});

test("a server that just began closes no run: its runner could not be heard", async (t) => {
  const { store, wish, begin, keep, now, pass } = await bench(t);
  const queue = await embedded(t, now);
  const job = await wish("a");
  await begin(job);
  pass(10 * LIMITS.lease);
  await keep(queue, now() - LIMITS.lease);
  assert.equal((await store.getRun(job.uuid))?.state, "RUNNING");
  await keep(queue, now() - LIMITS.lease - 1_000);
  assert.equal((await store.getRun(job.uuid))?.state, "CRASHED");
});

test("a run that somebody has closed as lost is tried again, once", async (t) => {
  const { store, wish, begin, keep, now } = await bench(t);
  const queue = await embedded(t, now);
  const job = await wish("a");
  const last = await wish("last", { attempt: LIMITS.attempts });
  for (const each of [job, last]) {
    await begin(each);
    await store.sealRun(each.uuid, {
      state: "CRASHED",
      fault: "runner-lost",
      finished: toTime(now()),
      logs: [],
    });
  }
  await keep(queue);
  await keep(queue);
  assert.deepEqual(
    (await queue.list(10)).map(({ retry_of }) => retry_of),
    [job.uuid],
  );
});

test("runs that no queue has known are left alone", async (t) => {
  const { store, keep, now, pass } = await bench(t);
  const queue = await embedded(t, now);
  const known = { task: "rpmlint", item: "x", type: "file", arch: "noarch" };
  await store.putRun({ uuid: randomUUID(), ...known, state: "SCHEDULED" });
  await store.putRun({ uuid: randomUUID(), ...known, state: "RUNNING" });
  pass(LIMITS.lease * 2);
  assert.deepEqual(await keep(queue), []);
  assert.deepEqual(await queue.list(10), []);
});

test("a run whose job was cancelled is closed, also when who cancelled it did not come to that", async (t) => {
  const { store, wish, keep, now, pass } = await bench(t);
  const queue = await embedded(t, now);
  const job = await wish("a");
  await queue.add(job);
  await queue.cancel(job.uuid);
  pass(6_000);
  await keep(queue);
  assert.equal((await store.getRun(job.uuid))?.state, "CANCELLED");
});

test("what repeats is wished for once at each turn, by however many servers; of missed turns the last is made up for", async (t) => {
  const { store, keep, now, pass } = await bench(t);
  const queue = await embedded(t, now);
  const since = toTime(now());
  await queue.putRepeat({
    name: "nightly",
    task: "rpmlint",
    rule: { kind: "every", ms: MINUTE, from: since },
    since,
    job: { task: "rpmlint", item: "f42", type: "koji_tag", arch: "noarch", priority: 0 },
  });
  await Promise.all([keep(queue), keep(queue)]);
  assert.equal((await queue.counts()).waiting, 1);
  pass(3.5 * MINUTE);
  await keep(queue);
  await keep(queue);
  const jobs = await queue.list(10);
  assert.equal(jobs.length, 2);
  assert.equal((await store.getRun(jobs[1]?.uuid ?? ""))?.created, toTime(Date.parse(since) + 3 * MINUTE));
});

suite("after Redis has lost everything", needsService("redis"), () => {
  test("twenty times, no wish is lost and none is made twice", async (t) => {
    const { store, wish, begin, sink, keep, pass } = await bench(t);
    const { again, lose } = ownQueue(t);
    const queue = await again();
    const done = new Map<string, number>();
    for (let turn = 0; turn < 20; turn++) {
      for (const each of [1, 2, 3]) await queue.add(await wish(`item-${turn}-${each}`));
      pass(6_000);
      const lease = await queue.lease("w", MINUTE);
      assert.ok(lease);
      await begin(lease.job);
      await lose();
      await keep(queue);
      await Promise.all([keep(queue), keep(queue)]);
      assert.equal(await queue.get(lease.job.uuid), null, "a run that goes on has no second job");
      await sink.seal(lease.job.uuid, { state: "FINISHED", finished: toTime(Date.now()), logs: [] });
      done.set(lease.job.uuid, (done.get(lease.job.uuid) ?? 0) + 1);
    }
    for (let lease; (lease = await queue.lease("w", MINUTE)); await queue.finish(lease)) {
      assert.equal((await store.getRun(lease.job.uuid))?.state, "SCHEDULED");
      done.set(lease.job.uuid, (done.get(lease.job.uuid) ?? 0) + 1);
    }
    assert.equal(done.size, 60);
    assert.deepEqual([...new Set(done.values())], [1]);
  });
});
