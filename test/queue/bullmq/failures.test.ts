import assert from "node:assert/strict";
import { suite, test, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "../../../model/errors.ts";
import { openQueue } from "../../../queue/open.ts";
import type { Queue } from "../../../queue/queue.ts";
import { jobOf } from "../../contract/queue-job.ts";
import { needsProgram } from "../../support/needs.ts";
import { ownRedis } from "./server.ts";

const MINUTE = 60_000;

const isError = (code: string, text: RegExp) => (error: unknown) => {
  assert.ok(error instanceof AppError, String(error));
  assert.equal(error.code, code, error.message);
  assert.match(error.message, text);
  return true;
};

const open = async (t: TestContext, url: string): Promise<Queue> => {
  const queue = await openQueue(url, { now: Date.now });
  t.after(() => queue[Symbol.asyncDispose]());
  return queue;
};

/** Asks until it is answered. */
const again = async <T>(ask: () => Promise<T>): Promise<T> => {
  for (let tries = 0; ; tries++)
    try {
      return await ask();
    } catch (error) {
      if (tries > 100) throw error;
      await sleep(100);
    }
};

suite("a Redis that fails", needsProgram("redis-server"), () => {
  test("one that is not there is told, without its password", async () => {
    await assert.rejects(
      openQueue("redis://user:secret@127.0.0.1:1/3", { now: Date.now }),
      isError("busy", /^the queue redis:\/\/127\.0\.0\.1:1\/3 cannot be reached: .*ECONNREFUSED/),
    );
  });

  test("one that refuses the password, or asks for one, cannot be used", async (t) => {
    const { url } = await ownRedis(t, "--requirepass", "right");
    await assert.rejects(open(t, url), isError("store", /cannot be used: NOAUTH/));
    await assert.rejects(open(t, url.replace("//", "//:wrong@")), isError("store", /WRONGPASS|NOAUTH/));
    const queue = await open(t, url.replace("//", "//:right@"));
    assert.equal(await queue.add(jobOf("a")), true);
  });

  test("one that would drop jobs is refused, and what to set is said", async (t) => {
    const { url, redis } = await ownRedis(t, "--maxmemory-policy", "allkeys-lru");
    await assert.rejects(
      open(t, url),
      isError("store", /would drop jobs .*allkeys-lru.*set `maxmemory-policy noeviction`/),
    );
    await redis.config("SET", "maxmemory-policy", "noeviction");
    await open(t, url);
  });

  test("without memory it takes no more; what it has is leased, renewed, finished, and makes room", async (t) => {
    const { url, redis } = await ownRedis(t);
    const queue = await open(t, url);
    const used = Number(/used_memory:(\d+)/.exec(await redis.info("memory"))?.[1]);
    await redis.config("SET", "maxmemory", String(used + 2_000_000));
    let taken = 0;
    const fill = async (): Promise<void> => {
      for (;;) {
        await queue.add(jobOf(`item-${taken}`, { task: "x".repeat(2_000) }));
        taken++;
      }
    };
    await assert.rejects(fill(), isError("busy", /Redis has no memory left .*maxmemory/));
    assert.ok(taken > 200);
    const { waiting } = await queue.counts();
    // the answer to the last one may have been lost half-way
    assert.ok(waiting === taken || waiting === taken + 1, `${waiting} of ${taken} wait`);
    for (let n = 0; n < 100; n++) {
      const lease = await queue.lease("w", MINUTE);
      assert.ok(lease);
      assert.equal(await queue.renew(lease, MINUTE), true);
      assert.equal(await queue.finish(lease), true);
    }
    assert.equal(await queue.add(jobOf("one more")), true);
    let left = 0;
    for (let lease; (lease = await queue.lease("w", MINUTE)); await queue.finish(lease)) left++;
    assert.equal(left, waiting - 100 + 1);
  });

  test("what was acknowledged is there after it was killed; meanwhile it is busy, and then it goes on by itself", async (t) => {
    const { url, kill, start } = await ownRedis(t);
    const queue = await open(t, url);
    for (const name of ["a", "b"]) await queue.add(jobOf(name));
    const lease = await queue.lease("w", MINUTE);
    assert.ok(lease);
    await kill();
    await assert.rejects(queue.add(jobOf("c")), isError("busy", /cannot be reached/));
    await assert.rejects(queue.counts(), isError("busy", /cannot be reached/));
    await start();
    assert.equal(await again(() => queue.renew(lease, MINUTE)), true);
    assert.equal(await queue.finish(lease), true);
    assert.equal((await queue.lease("w", MINUTE))?.job.item, "b");
  });

  test("a lease of before everything was lost holds nothing of the job that was added again", async (t) => {
    const { url, redis } = await ownRedis(t);
    const queue = await open(t, url);
    await queue.add(jobOf("a"));
    const before = await queue.lease("old", MINUTE);
    await redis.flushall();
    assert.ok(before);
    assert.equal(await queue.renew(before, MINUTE), false);
    assert.equal(await queue.get(before.job.uuid), null);
    await sleep(2);
    assert.equal(await queue.add(jobOf("a")), true);
    const after = await queue.lease("new", MINUTE);
    assert.ok(after && after.token > before.token);
    assert.equal(await queue.renew(before, MINUTE), false);
    assert.equal(await queue.finish(before), false);
    assert.equal(await queue.finish(after), true);
  });
});
