import assert from "node:assert/strict";
import { suite, test, type TestContext } from "node:test";
import { uuidV5 } from "../../model/uuid.ts";
import type { Job, Queue } from "../../queue/queue.ts";

/** An implementation under test. */
export interface QueueMaker {
  readonly name: string;
  /** Makes an empty queue on this clock; the test closes it. A second call of `again` opens the same queue once more, as another process would. */
  readonly open: (
    t: TestContext,
    now: () => number,
  ) => Promise<{ readonly queue: Queue; readonly again: () => Promise<Queue> }>;
}

const MINUTE = 60_000;

export const jobOf = (name: string, other: Partial<Job> = {}): Job => ({
  uuid: uuidV5("test", name),
  task: "/tasks/rpmlint",
  item: name,
  type: "koji_build",
  arch: "x86_64",
  attempt: 1,
  retry_of: null,
  priority: 0,
  created: "2026-01-01T00:00:00.000Z",
  ...other,
});

/** What every queue must do. */
export const queueContract = ({ name, open }: QueueMaker): void => {
  const start = async (t: TestContext) => {
    let now = Date.parse("2026-01-01T00:00:00Z");
    const opened = await open(t, () => now);
    return { ...opened, pass: (ms: number) => (now += ms) };
  };
  const next = async (queue: Queue, worker = "w"): Promise<string | null> =>
    (await queue.lease(worker, MINUTE))?.job.item ?? null;

  suite(`queue ${name}`, () => {
    test("a job comes out as it went in", async (t) => {
      const { queue } = await start(t);
      const job = jobOf("foo-1-1.fc21", { priority: 3, attempt: 2, retry_of: uuidV5("before") });
      assert.equal(await queue.add(job), true);
      assert.deepEqual((await queue.lease("w", MINUTE))?.job, job);
    });

    test("an empty queue leases nothing", async (t) => {
      const { queue } = await start(t);
      assert.equal(await queue.lease("w", MINUTE), null);
    });

    test("a repeated job changes nothing, also when it is done", async (t) => {
      const { queue } = await start(t);
      await queue.add(jobOf("a"));
      assert.equal(await queue.add(jobOf("a", { priority: 9 })), false);
      const lease = await queue.lease("w", MINUTE);
      assert.ok(lease);
      assert.equal(lease.job.priority, 0);
      await queue.finish(lease);
      assert.equal(await queue.add(jobOf("a")), false);
      assert.equal(await queue.lease("w", MINUTE), null);
    });

    test("higher priority goes first, within one the job added first", async (t) => {
      const { queue } = await start(t);
      await queue.add(jobOf("low", { priority: -1 }));
      await queue.add(jobOf("a", { created: "2026-01-02T00:00:00.000Z" }));
      await queue.add(jobOf("b", { created: "2026-01-01T00:00:00.000Z" }));
      await queue.add(jobOf("high", { priority: 5 }));
      assert.deepEqual(
        (await queue.list(10)).map(({ item }) => item),
        ["high", "a", "b", "low"],
      );
      assert.deepEqual(
        [await next(queue), await next(queue), await next(queue), await next(queue)],
        ["high", "a", "b", "low"],
      );
    });

    test("a leased job is nobody else's", async (t) => {
      const { queue, again } = await start(t);
      const other = await again();
      await queue.add(jobOf("a"));
      assert.equal(await next(queue, "one"), "a");
      assert.equal(await next(other, "two"), null);
      assert.equal((await other.get(jobOf("a").uuid))?.worker, "one");
    });

    test("a lease that ran out is not leased by itself, but taken over", async (t) => {
      const { queue, pass } = await start(t);
      await queue.add(jobOf("a"));
      await next(queue);
      assert.deepEqual(await queue.takeOver([], "r", MINUTE), []);
      pass(MINUTE);
      assert.equal(await next(queue), null);
      const [taken] = await queue.takeOver([], "r", MINUTE);
      assert.equal(taken?.job.item, "a");
      assert.deepEqual(await queue.takeOver([], "r", MINUTE), []);
      assert.equal(await queue.finish(taken), true);
    });

    test("renewing prolongs a lease", async (t) => {
      const { queue, pass } = await start(t);
      await queue.add(jobOf("a"));
      const lease = await queue.lease("w", MINUTE);
      assert.ok(lease);
      pass(MINUTE - 1);
      assert.equal(await queue.renew(lease, MINUTE), true);
      pass(MINUTE - 1);
      assert.deepEqual(await queue.takeOver([], "r", MINUTE), []);
    });

    test("who was taken over can neither renew nor finish", async (t) => {
      const { queue, pass } = await start(t);
      await queue.add(jobOf("a"));
      const lease = await queue.lease("w", MINUTE);
      assert.ok(lease);
      pass(MINUTE);
      const [taken] = await queue.takeOver([], "r", MINUTE);
      assert.ok(taken);
      assert.ok(taken.token > lease.token);
      assert.equal(await queue.renew(lease, MINUTE), false);
      assert.equal(await queue.finish(lease), false);
      assert.equal((await queue.get(lease.job.uuid))?.state, "leased");
      assert.equal(await queue.finish(taken), true);
    });

    test("leases of a worker that is known to be lost are taken over at once", async (t) => {
      const { queue } = await start(t);
      await queue.add(jobOf("a"));
      await queue.add(jobOf("b"));
      await next(queue, "lost");
      await next(queue, "alive");
      assert.deepEqual(
        (await queue.takeOver(["lost", "unknown"], "r", MINUTE)).map(({ job }) => job.item),
        ["a"],
      );
    });

    test("a waiting job that is cancelled is not leased; a leased one cannot go on", async (t) => {
      const { queue } = await start(t);
      await queue.add(jobOf("a"));
      await queue.add(jobOf("b"));
      const lease = await queue.lease("w", MINUTE);
      assert.ok(lease);
      assert.equal(await queue.cancel(jobOf("b").uuid), true);
      assert.equal(await queue.lease("w", MINUTE), null);
      assert.equal(await queue.cancel(lease.job.uuid), true);
      assert.equal(await queue.renew(lease, MINUTE), false);
      assert.equal(await queue.finish(lease), false);
      assert.equal((await queue.get(lease.job.uuid))?.state, "cancelled");
    });

    test("a job that is done or unknown cannot be cancelled", async (t) => {
      const { queue } = await start(t);
      await queue.add(jobOf("a"));
      const lease = await queue.lease("w", MINUTE);
      assert.ok(lease);
      await queue.finish(lease);
      assert.equal(await queue.cancel(lease.job.uuid), false);
      assert.equal(await queue.cancel(jobOf("x").uuid), false);
      assert.equal(await queue.get(jobOf("x").uuid), null);
    });

    test("counts and the list agree with what happened", async (t) => {
      const { queue } = await start(t);
      for (const each of ["a", "b", "c", "d"]) await queue.add(jobOf(each));
      const lease = await queue.lease("w", MINUTE);
      assert.ok(lease);
      await queue.finish(lease);
      await queue.lease("w", MINUTE);
      await queue.cancel(jobOf("d").uuid);
      assert.deepEqual(await queue.counts(), { waiting: 1, leased: 1, done: 1, cancelled: 1 });
      assert.deepEqual(
        (await queue.list(10)).map(({ item, state, worker }) => [item, state, worker]),
        [
          ["b", "leased", "w"],
          ["c", "waiting", null],
        ],
      );
      assert.equal((await queue.list(1)).length, 1);
    });

    test("what was added is there after the queue was opened again", async (t) => {
      const { queue, again } = await start(t);
      await queue.add(jobOf("a"));
      assert.equal(await next(await again()), "a");
    });
  });
};
