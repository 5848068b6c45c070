import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { LIMITS } from "../../../../model/limits.ts";
import type { FoundRun } from "../../../../store/elastic/runs/runs.ts";
import { needsService } from "../../../support/services.ts";
import { freshRun, logBox, type Process, readAll } from "../logs/log-box.ts";

const elastic = needsService("elastic");
const box = logBox();

/** Number of chunks that are kept of the run's artifacts. */
const chunks = async (
  { elastic: { client, indices, refreshed } }: Process,
  { fields }: FoundRun,
): Promise<number> => {
  await refreshed();
  const query = { term: { "taskotron.run": fields.run } };
  return (await client.count({ index: indices.all("artifacts"), query, ignore_unavailable: true })).count;
};

async function* content(...parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts;
}

async function* breaking(): AsyncGenerator<Uint8Array> {
  yield Buffer.alloc(3 * LIMITS.chunk);
  throw new Error("the sender is gone");
}

const placeOf = ({ fields }: FoundRun, path = "x") => ({ run: fields.run, path, sha256: null });

test("an upload that breaks off, and one that was slower, leave no chunk behind", elastic, async () => {
  const one = await box.process();
  const run = await freshRun(one);
  await assert.rejects(one.artifacts.put(placeOf(run), breaking()), /the sender is gone/);
  assert.equal(await chunks(one, run), 0);
  const other = await box.process();
  const put = (process: Process) => process.artifacts.put(placeOf(run), content(Buffer.from("one")));
  await Promise.all([one, other, one, other].map(put));
  assert.equal(await chunks(one, run), 1);
});

test(
  "what a killed server left of an upload is dropped with the seal, and takes no more",
  elastic,
  async () => {
    const [one, other] = [await box.process(), await box.process()];
    const run = await freshRun(one);
    const { promise: killed, reject: kill } = Promise.withResolvers<never>();
    const { promise: hung, resolve: isHung } = Promise.withResolvers<void>();
    const half = async function* () {
      yield Buffer.alloc(2 * LIMITS.chunk);
      isHung();
      await killed;
    };
    const put = one.artifacts.put(placeOf(run), half());
    put.catch(() => undefined);
    await hung;
    assert.equal(await chunks(other, run), 2);
    await other.artifacts.dropLeftovers(run);
    assert.equal(await chunks(other, run), 0);
    kill(new Error("killed"));
    await assert.rejects(put, /killed/);
    assert.deepEqual(await other.artifacts.list([run.fields.run]), new Map([[run.fields.run, []]]));
  },
);

test("retention takes the chunks and leaves the list", elastic, async () => {
  const one = await box.process();
  const run = await freshRun(one);
  const bytes = randomBytes(2 * LIMITS.chunk + 5);
  const artifact = await one.artifacts.put(
    placeOf(run),
    content(bytes.subarray(0, 100), bytes.subarray(100)),
  );
  assert.ok((await readAll(one.artifacts.read(run.fields.run, "x", 0, Infinity))).equals(bytes));
  assert.equal(await chunks(one, run), 3);
  await one.artifacts.expire(run.fields.run);
  assert.equal(await chunks(one, run), 0);
  assert.deepEqual((await one.artifacts.list([run.fields.run])).get(run.fields.run), [artifact]);
});

test("artifacts wait for a seal that is verified: one that fails lets them in", elastic, async () => {
  const one = await box.process();
  const run = await freshRun(one);
  await one.logs.close(run);
  const put = one.artifacts.put(placeOf(run), content(Buffer.from("one")));
  await one.logs.reopen(run);
  assert.equal((await put).bytes, 3);
  await one.logs.close(run);
  await assert.rejects(one.artifacts.put(placeOf(run, "y"), content(Buffer.from("two"))), { code: "busy" });
  await one.runs.change(run.fields.run, (fields) => ({ ...fields, state: "FINISHED" }));
  await assert.rejects(one.artifacts.put(placeOf(run, "y"), content(Buffer.from("two"))), {
    code: "run-closed",
  });
});
