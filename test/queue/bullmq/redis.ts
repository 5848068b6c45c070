import { randomUUID } from "node:crypto";
import type { TestContext } from "node:test";
import { Redis } from "ioredis";
import { openQueue } from "../../../queue/open.ts";
import type { Queue } from "../../../queue/queue.ts";
import { serviceUrl } from "../../support/services.ts";

/** A queue of a name of its own, gone when the test ends. */
export interface OwnQueue {
  readonly url: string;
  /** Opens it once more. */
  readonly again: () => Promise<Queue>;
  /** Loses all of it, as a Redis without its disk would. */
  readonly lose: () => Promise<void>;
  readonly redis: Redis;
}

export const ownQueue = (t: TestContext): OwnQueue => {
  const name = `test-${randomUUID()}`;
  const url = `${serviceUrl("redis")}?name=${name}`;
  const redis = new Redis(serviceUrl("redis"));
  const lose = async (): Promise<void> => {
    const keys = await redis.keys(`taskotron:${name}:*`);
    if (keys.length > 0) await redis.del(...keys);
  };
  t.after(async () => {
    await lose();
    redis.disconnect();
  });
  const again = async (): Promise<Queue> => {
    const queue = await openQueue(url, { now: Date.now });
    t.after(() => queue[Symbol.asyncDispose]());
    return queue;
  };
  return { url, again, lose, redis };
};
