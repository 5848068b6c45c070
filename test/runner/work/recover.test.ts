import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { AppError } from "../../../model/errors.ts";
import { LIMITS } from "../../../model/limits.ts";
import { uuidV5 } from "../../../model/uuid.ts";
import { openQueue } from "../../../queue/open.ts";
import type { Job } from "../../../model/job.ts";
import type { Queue } from "../../../queue/queue.ts";
import type { ArrivedRun } from "../../../runner/work/close-run.ts";
import { deadWorkers, recoverLost } from "../../../runner/work/recover.ts";
import { jobOf } from "../../contract/queue-job.ts";
import { MemorySink } from "../memory-sink.ts";

const MINUTE = 60_000;

const LOG = {
  name: "output.log",
  bytes: 0,
  lines: 0,
  sha256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
};

const RUNNING: ArrivedRun = { task: "rpmlint", state: "RUNNING", fault: null, logs: [LOG] };

/** The queue's clock; retries wait for it. */
let clock = 0;

const openTestQueue = async (t: TestContext): Promise<Queue> => {
  const folder = mkdtempSync(join(tmpdir(), "taskotron-recover-"));
  clock = 0;
  const queue = await openQueue(`sqlite:${folder}`, { now: () => clock });
  t.after(async () => {
    await queue[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });
  return queue;
};

const recover = async (
  queue: Queue,
  run: ArrivedRun | null,
  { sink = new MemorySink(), lostWorkers = ["lost"] } = {},
) => {
  const lost = await recoverLost({
    queue,
    sink,
    now: () => 0,
    name: "r",
    lostWorkers,
    readRun: async (uuid) => (uuid === jobOf("a").uuid ? run : null),
    onMessage: () => {},
  });
  return { lost, sink };
};

const lose = async (queue: Queue, job: Job): Promise<void> => {
  await queue.add(job);
  await queue.lease("lost", MINUTE);
};

test("a lost run is sealed with what arrived, and wished once more under an id that follows from its own", async (t) => {
  const queue = await openTestQueue(t);
  const job = jobOf("a");
  await lose(queue, job);
  const { lost, sink } = await recover(queue, RUNNING);
  assert.deepEqual(lost, [job]);
  assert.equal(sink.sealed?.state, "CRASHED");
  assert.equal(sink.sealed.fault, "runner-lost");
  assert.deepEqual(sink.sealed.logs, [LOG]);
  assert.equal(await queue.lease("w", MINUTE), null);
  clock += LIMITS.again;
  const retry = (await queue.lease("w", MINUTE))?.job;
  assert.deepEqual(
    [retry?.uuid, retry?.attempt, retry?.retry_of, retry?.task],
    [uuidV5(job.uuid, "2"), 2, job.uuid, job.task],
  );
  assert.deepEqual([sink.run?.uuid, sink.run?.task, sink.run?.state], [retry?.uuid, "rpmlint", "SCHEDULED"]);
});

test("each retry waits longer, and the last attempt ends it", async (t) => {
  const queue = await openTestQueue(t);
  await lose(queue, jobOf("a", { attempt: 2 }));
  await recover(queue, RUNNING);
  clock += LIMITS.again;
  assert.equal((await queue.counts()).delayed, 1);
  clock += LIMITS.again * 3;
  assert.equal((await queue.lease("w", MINUTE))?.job.attempt, 3);
});

test("a loss of the last attempt ends it", async (t) => {
  const queue = await openTestQueue(t);
  await lose(queue, jobOf("a", { attempt: LIMITS.attempts }));
  const { lost, sink } = await recover(queue, RUNNING);
  assert.equal(lost.length, 1);
  assert.equal(sink.sealed?.fault, "runner-lost");
  const { waiting, delayed } = await queue.counts();
  assert.equal(waiting + delayed, 0);
});

test("a run that was finished before its worker was lost is not tried again", async (t) => {
  const queue = await openTestQueue(t);
  await lose(queue, jobOf("a"));
  const { lost, sink } = await recover(queue, { ...RUNNING, state: "FINISHED" });
  assert.deepEqual(lost, []);
  assert.equal(sink.sealed, null);
  assert.deepEqual(await queue.counts(), { waiting: 0, delayed: 0, leased: 0, done: 1, cancelled: 0 });
});

test("a run that its spool has closed as lost is tried again, and not sealed twice", async (t) => {
  const queue = await openTestQueue(t);
  await lose(queue, jobOf("a"));
  const { sink } = await recover(queue, { ...RUNNING, state: "CRASHED", fault: "runner-lost" });
  assert.equal(sink.sealed, null);
  assert.equal((await queue.counts()).delayed, 1);
});

test("a recovery that breaks off half-way is made up for, without a second retry", async (t) => {
  const queue = await openTestQueue(t);
  await lose(queue, jobOf("a"));
  const failing = new MemorySink();
  failing.after = (call) => {
    if (call === "putRun") throw new Error("killed");
  };
  await assert.rejects(recover(queue, RUNNING, { sink: failing }), /killed/);
  await recover(queue, { ...RUNNING, state: "CRASHED", fault: "runner-lost" }, { lostWorkers: ["r"] });
  assert.deepEqual(await queue.counts(), { waiting: 0, delayed: 1, leased: 0, done: 1, cancelled: 0 });
});

test("a retry that runs already is not told to be waiting", async (t) => {
  const queue = await openTestQueue(t);
  await lose(queue, jobOf("a"));
  const onMessage = (): never => {
    throw new Error("killed");
  };
  const options = {
    queue,
    now: () => 0,
    lostWorkers: ["lost"],
    readRun: async (uuid: string) => (uuid === jobOf("a").uuid ? RUNNING : null),
  };
  await assert.rejects(recoverLost({ ...options, sink: new MemorySink(), name: "r", onMessage }), /killed/);
  clock += LIMITS.again;
  assert.equal((await queue.lease("w", MINUTE))?.job.attempt, 2);
  const sink = new MemorySink();
  const closed: ArrivedRun = { ...RUNNING, state: "CRASHED", fault: "runner-lost" };
  const begun: ArrivedRun = { ...RUNNING };
  const readRun = async (uuid: string) => (uuid === jobOf("a").uuid ? closed : begun);
  await recoverLost({ ...options, readRun, sink, lostWorkers: ["r"], name: "r2", onMessage: () => {} });
  assert.deepEqual(sink.calls, []);
});

test("a run that the server does not know is made first, named by its task's path", async (t) => {
  const queue = await openTestQueue(t);
  await lose(queue, jobOf("a", { attempt: 2, task: "/tasks/rpmlint.yml" }));
  const sink = new MemorySink();
  sink.before = (call) => {
    if (call === "seal" && sink.run === null) throw new AppError("not-found", "there is no such run");
  };
  await recover(queue, null, { sink });
  assert.equal(sink.run?.task, "rpmlint");
  assert.equal(sink.sealed?.state, "CRASHED");
});

test("workers of this host whose process is gone are dead; others may live", async (t) => {
  const queue = await openTestQueue(t);
  for (const name of ["a", "b", "c"]) await queue.add(jobOf(name));
  await queue.lease(`here/${process.pid}`, MINUTE);
  await queue.lease("here/4194999", MINUTE);
  await queue.lease("there/4194999", MINUTE);
  assert.deepEqual(await deadWorkers(queue, "here"), ["here/4194999"]);
});
