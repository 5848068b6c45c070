import { randomUUID } from "node:crypto";
import { Queue as BullQueue } from "bullmq";
import type { Redis } from "ioredis";
import { LIMITS } from "../../model/limits.ts";
import { fromTime } from "../../model/time.ts";
import { type Job, jobFields } from "../../model/job.ts";
import type { Repeat } from "../../model/repeat.ts";
import type { JobRow, JobState, Lease, Queue } from "../queue.ts";
import { type Address, parseAddress } from "./address.ts";
import { connect } from "./connection.ts";
import { failureOf } from "./failure.ts";
import { defineScripts, type Found } from "./scripts.ts";

/** Keys begin with it. */
const PREFIX = "taskotron";

/** BullMQ's priorities grow from 1, which goes first, to twice this number. */
const MIDDLE = 2 ** 20;

/** Jobs that are forgotten at a time. */
const BATCH = 1_000;

/** A queue on Redis, for workers on any number of machines. */
// imported only when it is chosen
// ts-unused-exports:disable-next-line
export const openBullQueue = async (text: string, now: () => number): Promise<Queue> => {
  const address = parseAddress(text);
  const redis = await connect(address);
  defineScripts(redis);
  return new RedisQueue(address, redis, now);
};

class RedisQueue implements Queue {
  readonly #redis: Redis;
  readonly #bull: BullQueue<Kept>;
  readonly #shown: string;
  readonly #base: string;
  readonly #now: () => number;

  constructor({ name, shown }: Address, redis: Redis, now: () => number) {
    this.#redis = redis;
    this.#shown = shown;
    this.#base = `${PREFIX}:${name}:`;
    this.#now = now;
    this.#bull = new BullQueue<Kept>(name, { connection: redis, prefix: PREFIX, skipVersionCheck: true });
    // whoever waits for an answer is told
    this.#bull.on("error", () => undefined);
  }

  add(job: Job): Promise<boolean> {
    return this.#roomy(async () => {
      const mark = randomUUID();
      const now = this.#now();
      await this.#redis.taskotronPromote(this.#base);
      const { id } = await this.#bull.add(
        "run",
        { job: jobFields(job), mark },
        {
          jobId: job.uuid,
          timestamp: now,
          priority: Math.min(Math.max(MIDDLE - job.priority, 1), 2 * MIDDLE - 1),
          delay: job.not_before === null ? 0 : Math.max(0, fromTime(job.not_before) - now),
          ...(job.key === null ? {} : { deduplication: { id: job.key } }),
        },
      );
      // BullMQ answers the same for a job that is new and for one that was there: it is new when it carries our mark
      const data = id === job.uuid ? await this.#redis.hget(this.#base + id, "data") : null;
      return data !== null && (JSON.parse(data) as Kept).mark === mark;
    });
  }

  findWaiting(key: string): Promise<string | null> {
    return this.#ask(() => this.#redis.get(`${this.#base}de:${key}`));
  }

  lease(worker: string, lease_ms: number): Promise<Lease | null> {
    return this.#ask(async () => {
      const held = await this.#redis.taskotronLease(this.#base, worker, lease_ms);
      return held && toLease(held);
    });
  }

  renew({ job, token }: Lease, lease_ms: number): Promise<boolean> {
    return this.#ask(
      async () => (await this.#redis.taskotronRenew(this.#base, job.uuid, token, lease_ms)) === 1,
    );
  }

  finish({ job, token }: Lease): Promise<boolean> {
    return this.#settle(job.uuid, token, "completed", "returnvalue");
  }

  takeOver(lostWorkers: readonly string[], worker: string, lease_ms: number): Promise<readonly Lease[]> {
    return this.#ask(async () => {
      await this.#forget(LIMITS.remembered);
      const taken = await this.#redis.taskotronTakeOver(this.#base, worker, lease_ms, ...lostWorkers);
      return taken.map(toLease);
    });
  }

  cancel(uuid: string): Promise<boolean> {
    return this.#settle(uuid, "", "failed", "failedReason");
  }

  get(uuid: string): Promise<JobRow | null> {
    return this.#ask(async () => {
      const found = await this.#redis.taskotronLook(this.#base, uuid);
      return found && toRow(found);
    });
  }

  list(limit: number): Promise<readonly JobRow[]> {
    return this.#ask(async () => (await this.#redis.taskotronList(this.#base, limit)).map(toRow));
  }

  counts(): Promise<Readonly<Record<JobState, number>>> {
    return this.#ask(async () => {
      const [waiting = 0, delayed = 0, leased = 0, done = 0, cancelled = 0] =
        await this.#redis.taskotronCount(this.#base);
      return { waiting, delayed, leased, done, cancelled };
    });
  }

  async putRepeat(repeat: Repeat): Promise<void> {
    await this.#roomy(() => this.#redis.hset(this.#repeats, repeat.name, JSON.stringify(repeat)));
  }

  removeRepeat(name: string): Promise<boolean> {
    return this.#ask(async () => (await this.#redis.hdel(this.#repeats, name)) === 1);
  }

  repeats(): Promise<readonly Repeat[]> {
    return this.#ask(async () => {
      const texts = Object.values(await this.#redis.hgetall(this.#repeats));
      return texts.map((text) => JSON.parse(text) as Repeat).sort((a, b) => (a.name < b.name ? -1 : 1));
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#bull.close().catch(() => undefined);
    this.#redis.disconnect();
  }

  get #repeats(): string {
    return `${this.#base}taskotron-repeats`;
  }

  #settle(uuid: string, token: number | "", set: string, field: string): Promise<boolean> {
    return this.#ask(
      async () => (await this.#redis.taskotronSettle(this.#base, uuid, token, set, field)) === 1,
    );
  }

  async #forget(age_ms: number): Promise<void> {
    for (const state of ["completed", "failed"] as const) await this.#bull.clean(age_ms, BATCH, state);
  }

  /** Throws `busy` and `store`. */
  async #ask<T>(step: () => Promise<T>): Promise<T> {
    try {
      return await step();
    } catch (error) {
      throw failureOf(this.#shown, error);
    }
  }

  /** Does what needs memory, if need be in the room of jobs that are done: the store knows of them. */
  async #roomy<T>(step: () => Promise<T>): Promise<T> {
    try {
      return await this.#ask(step);
    } catch (error) {
      if (!/\bOOM\b/.test(String((error as Error).cause))) throw error;
      await this.#ask(() => this.#forget(0));
      return this.#ask(step);
    }
  }
}

/** A job as Redis has it. */
interface Kept {
  readonly job: Job;
  /** Of the call that added it. */
  readonly mark: string;
}

const toLease = ([data, token]: readonly [string, string]): Lease => ({
  job: (JSON.parse(data) as Kept).job,
  token: Number(token),
});

const toRow = ([data, worker, state]: Found): JobRow => ({
  ...(JSON.parse(data) as Kept).job,
  state: state as JobState,
  worker: worker === "" ? null : worker,
});
