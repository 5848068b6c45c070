import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { openQueue } from "../../../queue/open.ts";
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
