import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { openQueue } from "../../../queue/open.ts";
import type { Job } from "../../../model/job.ts";
import type { Queue } from "../../../queue/queue.ts";
import type { RunReport } from "../../../runner/report.ts";
import { runTask } from "../../../runner/run-task.ts";
import { startWorker, type Worker, type WorkerOptions } from "../../../runner/work/worker.ts";
import { jobOf } from "../../contract/queue-job.ts";
import { MemorySink } from "../memory-sink.ts";
import { formula, type TaskBox, taskBox } from "../box.ts";

interface Bench {
  readonly box: TaskBox;
  readonly queue: Queue;
  readonly sink: MemorySink;
  readonly finished: RunReport[];
  readonly messages: string[];
  /** Starts a worker; the test's end stops it. */
  readonly start: (other?: Partial<WorkerOptions>) => Worker;
  /** Adds a job whose task has these steps. */
  readonly wish: (name: string, steps: string) => Promise<Job>;
  readonly pass: (ms: number) => void;
}

export const bench = async (t: TestContext): Promise<Bench> => {
  const folder = mkdtempSync(join(tmpdir(), "taskotron-worker-"));
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const queue = await openQueue(`sqlite:${folder}`, { now });
  const box = taskBox(t);
  const sink = new MemorySink();
  const finished: RunReport[] = [];
  const messages: string[] = [];
  const stops: (() => Promise<void>)[] = [];
  t.after(async () => {
    await Promise.all(stops.map((stop) => stop()));
    await queue[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });
  const start: Bench["start"] = (other = {}) => {
    const worker = startWorker({
      queue,
      sink,
      name: "test/1",
      concurrency: 1,
      now,
      execute: ({ task, item, uuid, attempt, retry_of }, signal) =>
        runTask(box.options(task, { item, uuid, attempt, retry_of, signal, sink })),
      readRun: async () => null,
      onStarted: () => {},
      onFinished: (report) => finished.push(report),
      onMessage: (text) => messages.push(text),
      random: Math.random,
      poll_ms: 10,
      ...other,
    });
    stops.push(worker.stop);
    return worker;
  };
  const wish: Bench["wish"] = async (name, steps) => {
    const job = jobOf(name, { task: await box.task({ "runtask.yml": formula(steps) }) });
    await queue.add(job);
    return job;
  };
  return { box, queue, sink, finished, messages, start, wish, pass: (ms) => (ahead += ms) };
};

/** The queue's methods, to be replaced one by one. */
export const bound = (queue: Queue): Queue => ({
  add: (job) => queue.add(job),
  findWaiting: (key) => queue.findWaiting(key),
  lease: (worker, ms) => queue.lease(worker, ms),
  renew: (lease, ms) => queue.renew(lease, ms),
  finish: (lease) => queue.finish(lease),
  takeOver: (lost, worker, ms) => queue.takeOver(lost, worker, ms),
  cancel: (uuid) => queue.cancel(uuid),
  get: (uuid) => queue.get(uuid),
  list: (limit) => queue.list(limit),
  counts: () => queue.counts(),
  putRepeat: (repeat) => queue.putRepeat(repeat),
  removeRepeat: (name) => queue.removeRepeat(name),
  repeats: () => queue.repeats(),
  [Symbol.asyncDispose]: async () => undefined,
});

export const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  for (let tries = 0; !(await isSo()); tries++) {
    assert.ok(tries < 1_000, "it did not come to that in 10 s");
    await new Promise((wake) => setTimeout(wake, 10));
  }
};
