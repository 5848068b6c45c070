import { createHash } from "node:crypto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { AppError } from "../../../model/errors.ts";
import { LIMITS } from "../../../model/limits.ts";
import { uuidV5 } from "../../../model/uuid.ts";
import type { ArrivedRun } from "../../../runner/work/close-run.ts";
import { assertGone } from "../alive.ts";
import { bench, until } from "./worker-bench.ts";

test("jobs are executed in their order and are done with", async (t) => {
  const { start, wish, finished, queue } = await bench(t);
  await wish("a", "- {name: x, shell: 'echo ok; echo 1..1'}");
  await wish("b", "- {name: x, shell: 'echo not ok; echo 1..1'}");
  start();
  await until(() => finished.length === 2);
  assert.deepEqual(
    finished.map(({ run, outcome }) => [run.item, outcome]),
    [
      ["a", "PASSED"],
      ["b", "FAILED"],
    ],
  );
  await until(async () => (await queue.counts()).done === 2);
});

test("no more tasks run side by side than were asked for", async (t) => {
  const { start, wish, finished } = await bench(t);
  for (const name of ["a", "b", "c", "d", "e"])
    await wish(name, "- {name: x, shell: 'echo ok; echo 1..1; sleep 0.1'}");
  let running = 0;
  let most = 0;
  start({
    concurrency: 2,
    onStarted: () => (most = Math.max(most, ++running)),
    onFinished: (report) => {
      running--;
      finished.push(report);
    },
  });
  await until(() => finished.length === 5);
  assert.equal(most, 2);
});

test("a job whose formula is wrong is sealed as crashed with the place of the error", async (t) => {
  const { start, wish, sink, queue } = await bench(t);
  await wish("a", "- {name: x, shel: 'echo ok'}");
  start();
  await until(async () => (await queue.counts()).done === 1);
  assert.equal(sink.sealed?.state, "CRASHED");
  assert.match(sink.sealed.fault ?? "", /runtask\.yml:5:\d+: there is no directive "shel"/);
});

test("stopping ends the task at hand as aborted and leaves the waiting jobs", async (t) => {
  const { start, wish, finished, sink, queue } = await bench(t);
  await wish("a", "- {name: x, shell: 'echo $$$$; sleep 600'}");
  await wish("b", "- {name: x, shell: 'echo ok'}");
  const worker = start();
  await until(() => sink.logs.has("output.log"));
  await worker.stop();
  assert.deepEqual(
    finished.map(({ state, fault }) => [state, fault]),
    [["ABORTED", "interrupted"]],
  );
  assert.deepEqual(await queue.counts(), { waiting: 1, delayed: 0, leased: 0, done: 1, cancelled: 0 });
  await assertGone(sink.logs.get("output.log")?.toString() ?? "");
});

test("a task whose job is cancelled is ended and sealed as cancelled", async (t) => {
  const { start, wish, finished, sink, queue } = await bench(t);
  const job = await wish("a", "- {name: x, shell: 'echo ok; sleep 600'}");
  start({ renew_ms: 50 });
  await until(() => sink.logs.has("output.log"));
  await queue.cancel(job.uuid);
  await until(() => finished.length === 1);
  assert.equal(sink.sealed?.state, "CANCELLED");
});

test("a lease lasts while its task runs", async (t) => {
  const { start, wish, finished, sink, queue, pass } = await bench(t);
  await wish("a", "- {name: x, shell: 'echo ok; echo 1..1; sleep 1'}");
  start({ renew_ms: 20 });
  await until(() => sink.logs.has("output.log"));
  pass(LIMITS.lease - 1_000);
  await new Promise((wake) => setTimeout(wake, 100));
  pass(2_000);
  assert.deepEqual(await queue.takeOver([], "r", 1), []);
  await until(() => finished.length === 1);
  assert.equal(finished[0]?.ok, true);
});

test("a run whose worker was lost is closed and tried once more", async (t) => {
  const { start, wish, finished, sink, queue, messages, pass } = await bench(t);
  const job = await wish("a", "- {name: x, shell: 'echo ok; echo 1..1'}");
  await queue.lease("lost/1", LIMITS.lease);
  pass(LIMITS.lease);
  const arrived: ArrivedRun = { task: "demo", state: "RUNNING", fault: null, logs: [] };
  start({ readRun: async (uuid) => (uuid === job.uuid ? arrived : null) });
  await until(() => /tried again/.test(messages.join()));
  assert.equal(finished.length, 0);
  pass(LIMITS.again);
  await until(() => finished.length === 1);
  assert.equal(finished[0]?.uuid, uuidV5(job.uuid, "2"));
  assert.equal(sink.run?.retry_of, job.uuid);
  assert.equal(sink.run.attempt, 2);
  assert.match(messages.join(), /lost its runner; it is tried again/);
});

test("a run that could not be ended is closed with what has arrived of it, and is not tried again", async (t) => {
  const { start, wish, sink, queue, messages } = await bench(t);
  const job = await wish("a", "- {name: x, shell: 'echo ok'}");
  const bytes = Buffer.from("ok\n");
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const log = { name: "output.log", bytes: 3, lines: 1, sha256 };
  start({
    execute: async () => {
      await sink.appendLog(job.uuid, "output.log", 0, bytes);
      throw new AppError("disk-full", "the spool cannot be written");
    },
    readRun: async () => ({ task: "demo", state: "SCHEDULED", fault: null, logs: [log] }),
  });
  await until(async () => (await queue.get(job.uuid))?.state === "done");
  assert.deepEqual(sink.sealed?.logs, [log]);
  assert.equal(sink.sealed.fault, "the spool cannot be written");
  assert.match(messages.join(), /could not be executed: the spool cannot be written/);
});

test("a worker that is asked to end lets its task come to its end, and takes no other", async (t) => {
  const { start, wish, finished, sink, queue } = await bench(t);
  await wish("a", "- {name: x, shell: 'echo ok; echo 1..1; sleep 0.5'}");
  await wish("b", "- {name: x, shell: 'echo ok; echo 1..1'}");
  const worker = start();
  await until(() => sink.logs.has("output.log"));
  await worker.stop(60_000);
  assert.deepEqual(
    finished.map(({ outcome }) => outcome),
    ["PASSED"],
  );
  assert.equal((await queue.counts()).waiting, 1);
});

test("a task that does not end in that time is aborted, and wished once more where that is asked for", async (t) => {
  const { start, wish, finished, sink, queue } = await bench(t);
  const job = await wish("a", "- {name: x, shell: 'echo ok; sleep 600'}");
  const worker = start({ retryInterrupted: true });
  await until(() => sink.logs.has("output.log"));
  await worker.stop(100);
  assert.deepEqual(
    finished.map(({ state, fault }) => [state, fault]),
    [["ABORTED", "interrupted"]],
  );
  const [retry] = await queue.list(1);
  assert.deepEqual([retry?.retry_of, retry?.attempt, retry?.state], [job.uuid, 2, "delayed"]);
});
