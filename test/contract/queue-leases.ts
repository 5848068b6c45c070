import assert from "node:assert/strict";
import { test } from "node:test";
import type { Lease, Queue } from "../../queue/queue.ts";
import { jobOf } from "./queue-job.ts";
import type { QueueMaker } from "./queue.contract.ts";

const MINUTE = 60_000;

const leased = async (queue: Queue, worker: string, ms: number): Promise<Lease> => {
  const lease = await queue.lease(worker, ms);
  assert.ok(lease);
  return lease;
};

/** Leases, how they are lost, and who may still do what. */
export const leaseTests = (open: QueueMaker["open"]): void => {
  test("a leased job is nobody else's", async (t) => {
    const { queue, again } = await open(t);
    const other = await again();
    await queue.add(jobOf("a"));
    assert.equal((await leased(queue, "one", MINUTE)).job.item, "a");
    assert.equal(await other.lease("two", MINUTE), null);
    assert.equal((await other.get(jobOf("a").uuid))?.worker, "one");
  });

  test("a lease that ran out is not leased by itself, but taken over", async (t) => {
    const { queue, again, pass, moment } = await open(t);
    const other = await again();
    await queue.add(jobOf("a"));
    await leased(queue, "w", moment);
    assert.deepEqual(await queue.takeOver([], "r", MINUTE), []);
    await pass(moment);
    assert.equal(await queue.lease("w", MINUTE), null);
    assert.equal((await queue.get(jobOf("a").uuid))?.state, "leased");
    const [taken] = await other.takeOver([], "r", MINUTE);
    assert.deepEqual(taken?.job, jobOf("a"));
    assert.equal((await queue.get(jobOf("a").uuid))?.worker, "r");
    assert.deepEqual(await queue.takeOver([], "r", MINUTE), []);
    assert.equal(await other.finish(taken), true);
    assert.equal((await queue.get(jobOf("a").uuid))?.state, "done");
  });

  test("who took over and is lost is taken over in turn", async (t) => {
    const { queue, pass, moment } = await open(t);
    await queue.add(jobOf("a"));
    await leased(queue, "w", moment);
    await pass(moment);
    const [first] = await queue.takeOver([], "r1", moment);
    await pass(moment);
    const [second] = await queue.takeOver([], "r2", MINUTE);
    assert.ok(first && second);
    assert.ok(second.token > first.token);
    assert.equal(await queue.finish(first), false);
    assert.equal(await queue.finish(second), true);
  });

  test("renewing prolongs a lease", async (t) => {
    const { queue, pass, moment } = await open(t);
    await queue.add(jobOf("a"));
    const lease = await leased(queue, "w", 2 * moment);
    await pass(moment);
    assert.equal(await queue.renew(lease, 2 * moment), true);
    await pass(moment * 1.2);
    assert.deepEqual(await queue.takeOver([], "r", MINUTE), []);
    await pass(moment);
    assert.equal((await queue.takeOver([], "r", MINUTE)).length, 1);
  });

  test("a lease that ran out, but that nobody took over, can be renewed and finished", async (t) => {
    const { queue, pass, moment } = await open(t);
    await queue.add(jobOf("a"));
    await queue.add(jobOf("b"));
    const a = await leased(queue, "w", moment);
    const b = await leased(queue, "w", moment);
    await pass(moment);
    assert.equal(await queue.renew(a, MINUTE), true);
    assert.equal(await queue.finish(b), true);
    assert.deepEqual(await queue.takeOver([], "r", MINUTE), []);
  });

  test("who was taken over can neither renew nor finish, also under the same name", async (t) => {
    const { queue, pass, moment } = await open(t);
    await queue.add(jobOf("a"));
    const lease = await leased(queue, "w", moment);
    await pass(moment);
    const [taken] = await queue.takeOver([], "w", MINUTE);
    assert.ok(taken);
    assert.ok(taken.token > lease.token);
    assert.equal(await queue.renew(lease, MINUTE), false);
    assert.equal(await queue.finish(lease), false);
    assert.equal((await queue.get(lease.job.uuid))?.state, "leased");
    assert.equal(await queue.renew(taken, MINUTE), true);
    assert.equal(await queue.finish(taken), true);
    assert.equal(await queue.finish(taken), false);
    assert.equal(await queue.renew(taken, MINUTE), false);
  });

  test("leases of a worker that is known to be lost are taken over at once", async (t) => {
    const { queue } = await open(t);
    await queue.add(jobOf("a"));
    await queue.add(jobOf("b"));
    await leased(queue, "lost", MINUTE);
    await leased(queue, "alive", MINUTE);
    const taken = await queue.takeOver(["lost", "unknown"], "r", MINUTE);
    assert.deepEqual(
      taken.map(({ job }) => job.item),
      ["a"],
    );
    assert.deepEqual(await queue.takeOver(["lost"], "r", MINUTE), []);
  });

  test("two that take over at once share the lost leases", async (t) => {
    const { queue, again, pass, moment } = await open(t);
    const other = await again();
    const names = Array.from({ length: 20 }, (_, at) => `item-${at}`);
    for (const name of names) await queue.add(jobOf(name));
    for (const _ of names) await queue.lease("w", moment);
    await pass(moment);
    const taken = await Promise.all([queue.takeOver([], "one", MINUTE), other.takeOver([], "two", MINUTE)]);
    assert.deepEqual(
      taken
        .flat()
        .map(({ job }) => job.item)
        .sort(),
      [...names].sort(),
    );
  });
};
