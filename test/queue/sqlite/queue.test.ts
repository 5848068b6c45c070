import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test, type TestContext } from "node:test";
import { LIMITS } from "../../../model/limits.ts";
import { openQueue } from "../../../queue/open.ts";
import { MIGRATIONS } from "../../../queue/sqlite/schema.ts";
import { jobOf } from "../../contract/queue-job.ts";
import { queueContract } from "../../contract/queue.contract.ts";

const folderOf = (t: TestContext): string => {
  const folder = mkdtempSync(join(tmpdir(), "taskotron-queue-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

queueContract({
  name: "sqlite",
  open: async (t) => {
    const url = `sqlite:${folderOf(t)}`;
    let clock = Date.parse("2026-01-01T00:00:00Z");
    const now = () => clock;
    const again = async () => {
      const queue = await openQueue(url, { now });
      t.after(() => queue[Symbol.asyncDispose]());
      return queue;
    };
    return { queue: await again(), again, now, pass: async (ms) => void (clock += ms), moment: 60_000 };
  },
});

test("jobs that have ended are forgotten after a time, and those that wait never are", async (t) => {
  let now = 0;
  await using queue = await openQueue(`sqlite:${folderOf(t)}`, { now: () => now });
  for (const name of ["done", "cancelled", "leased", "waiting"]) await queue.add(jobOf(name));
  const lease = await queue.lease("w", 1);
  assert.ok(lease);
  await queue.finish(lease);
  await queue.cancel(jobOf("cancelled").uuid);
  await queue.lease("w", 2 * LIMITS.remembered);
  now = LIMITS.remembered;
  await queue.takeOver([], "w", 1);
  assert.deepEqual(await queue.counts(), { waiting: 1, delayed: 0, leased: 1, done: 1, cancelled: 1 });
  now += 1;
  await queue.takeOver([], "w", 1);
  assert.deepEqual(await queue.counts(), { waiting: 1, delayed: 0, leased: 1, done: 0, cancelled: 0 });
});

test("a queue of before jobs had a time opens with what it held", async (t) => {
  const folder = folderOf(t);
  const db = new DatabaseSync(join(folder, "queue.db"));
  db.exec(`${MIGRATIONS[0]}; PRAGMA user_version = 1`);
  const add = db.prepare(
    "INSERT INTO job (uuid, task, item, type, arch, attempt, priority, created, state) VALUES (?, 'x', ?, 'file', 'noarch', 1, 0, '2026-01-01T00:00:00.000Z', ?)",
  );
  for (const state of ["waiting", "leased", "done", "cancelled"]) add.run(jobOf(state).uuid, state, state);
  db.close();
  await using queue = await openQueue(`sqlite:${folder}`, { now: Date.now });
  assert.deepEqual(await queue.counts(), { waiting: 1, delayed: 0, leased: 1, done: 1, cancelled: 1 });
  assert.equal((await queue.lease("w", 1_000))?.job.item, "waiting");
});

/** A process that leases all it can and prints the items. */
const GREEDY = `
  const { openQueue } = await import(process.argv[1]);
  await using queue = await openQueue(process.argv[2], { now: Date.now });
  for (let lease; (lease = await queue.lease("w", 60000)); await queue.finish(lease)) console.log(lease.job.item);
`;

test("two processes never lease the same job", async (t) => {
  const url = `sqlite:${folderOf(t)}`;
  await using queue = await openQueue(url, { now: Date.now });
  const names = Array.from({ length: 200 }, (_, at) => `item-${at}`);
  for (const name of names) await queue.add(jobOf(name));
  const module = join(import.meta.dirname, "../../../queue/open.ts");
  const outputs = await Promise.all([run(module, url), run(module, url)]);
  assert.deepEqual(outputs.flat().sort(), [...names].sort());
  assert.equal((await queue.counts()).done, 200);
});

const run = (module: string, url: string): Promise<string[]> =>
  new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ["--no-warnings", "--input-type=module", "-e", GREEDY, module, url],
      {
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    let out = "";
    child.stdout.on("data", (bytes: Buffer) => (out += bytes.toString()));
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve(out.split("\n").filter(Boolean)) : reject(new Error(`exit ${code}`)),
    );
  });
