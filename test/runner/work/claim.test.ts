import assert from "node:assert/strict";
import { test } from "node:test";
import { AppError } from "../../../model/errors.ts";
import { LIMITS } from "../../../model/limits.ts";
import type { ArrivedRun } from "../../../runner/work/close-run.ts";
import { bench, bound, until } from "./worker-bench.ts";

test("a run that has ended, or that another has begun, is not begun: its job is done with", async (t) => {
  const { start, wish, sink, queue, finished } = await bench(t);
  await wish("a", "- {name: x, shell: 'echo ok; echo 1..1'}");
  await wish("b", "- {name: x, shell: 'echo ok; echo 1..1'}");
  const states: ArrivedRun["state"][] = ["CANCELLED", "RUNNING"];
  start({ readRun: async () => ({ task: "demo", state: states.pop() ?? "RUNNING", fault: null, logs: [] }) });
  await until(async () => (await queue.counts()).done === 2);
  assert.deepEqual([finished, sink.calls], [[], []]);
});

test("a run is noted as begun by this worker before its task is fetched", async (t) => {
  const { start, wish, sink } = await bench(t);
  const job = await wish("a", "- {name: x, shell: 'echo ok; echo 1..1'}");
  let noted = null;
  start({
    readRun: async () => ({ task: "demo", state: "SCHEDULED", fault: null, logs: [] }),
    execute: async () => {
      noted = sink.run;
      throw new AppError("network", "there is no network");
    },
  });
  await until(() => sink.sealed !== null);
  const { uuid, task, state, runner } = noted ?? assert.fail("nothing was noted");
  assert.deepEqual([uuid, task, state, runner], [job.uuid, "demo", "RUNNING", "test/1"]);
});

test("a server that is away is asked again, and the job waits for it in these hands", async (t) => {
  const { start, wish, finished, messages } = await bench(t);
  await wish("a", "- {name: x, shell: 'echo ok; echo 1..1'}");
  let away = 2;
  start({
    random: () => 0,
    readRun: async () => {
      if (away-- > 0) throw new AppError("busy", "the server is away");
      return null;
    },
  });
  await until(() => finished.length === 1);
  assert.deepEqual(messages, ["the server is away", "the server is away"]);
});

test("a task goes on when the queue has lost its job", async (t) => {
  const { start, wish, finished, queue } = await bench(t);
  await wish("a", "- {name: x, shell: 'echo ok; echo 1..1; sleep 0.5'}");
  const forgetful = { ...bound(queue), renew: async () => false, get: async () => null };
  start({ queue: forgetful, renew_ms: 50 });
  await until(() => finished.length === 1);
  assert.equal(finished[0]?.outcome, "PASSED");
});

test("a task ends when its job was given to another worker", async (t) => {
  const { start, wish, finished, queue, pass } = await bench(t);
  const job = await wish("a", "- {name: x, shell: 'echo ok; sleep 600'}");
  start({ renew_ms: 50, queue: { ...bound(queue), takeOver: async () => [] } });
  await until(async () => (await queue.get(job.uuid))?.state === "leased");
  pass(LIMITS.lease);
  // between two renewals
  for (let taken = 0; taken === 0; pass(LIMITS.lease))
    taken = (await queue.takeOver([], "other", LIMITS.lease)).length;
  await until(() => finished.length === 1);
  assert.deepEqual([finished[0]?.state, finished[0]?.fault], ["CRASHED", "runner-lost"]);
});
