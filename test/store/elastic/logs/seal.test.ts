import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { test } from "node:test";
import { MAIN_LOG } from "../../../../model/run.ts";
import type { FoundRun } from "../../../../store/elastic/runs/runs.ts";
import { needsService } from "../../../support/services.ts";
import { append, freshRun, logBox, type Process, sealOf } from "./log-box.ts";

const elastic = needsService("elastic");
const box = logBox();

const BYTES = Buffer.from("0123456789\n".repeat(20_000));

const listed = async ({ logs }: Process, { fields: { run } }: FoundRun) =>
  ((await logs.list([run])).get(run) ?? []).map(({ log: name, bytes, lines, sha256 }) => ({
    name,
    bytes,
    lines,
    sha256,
  }));

const finish = ({ runs }: Process, run: FoundRun) =>
  runs.change(run.fields.run, (fields) => ({ ...fields, state: "FINISHED" }));

test(
  "a log is closed with its sha256, by the process that took it and by one that has to read it",
  elastic,
  async () => {
    const one = await box.process();
    for (const sealing of [one, await box.process()]) {
      const run = await freshRun(one);
      await append(one, run, { bytes: BYTES });
      const seal = [sealOf(BYTES), sealOf(new Uint8Array(), "empty.log")];
      await sealing.logs.close(run);
      await assert.rejects(sealing.logs.settle(run, [{ ...sealOf(BYTES), sha256: "0".repeat(64) }]), {
        code: "seal-mismatch",
      });
      await sealing.logs.settle(run, seal);
      await sealing.logs.settle(run, seal);
      assert.deepEqual(
        await listed(one, run),
        seal.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
      );
    }
  },
);

test("a digest is not kept where another process went on", elastic, async () => {
  const [one, other] = [await box.process(), await box.process()];
  const run = await freshRun(one);
  await append(one, run, { bytes: BYTES.subarray(0, 1000) });
  await append(other, run, { offset: 1000, bytes: BYTES.subarray(1000, 1010) });
  await append(one, run, { offset: 1010, bytes: BYTES.subarray(1010) });
  await one.logs.close(run);
  await one.logs.settle(run, [sealOf(BYTES)]);
});

test(
  "a closed log takes what it has; more when its seal has failed, nothing when its run is sealed",
  elastic,
  async () => {
    const one = await box.process();
    const run = await freshRun(one);
    await append(one, run, { bytes: BYTES });
    await one.logs.close(run);
    await one.logs.settle(run, [sealOf(BYTES)]);
    assert.equal(await append(one, run, { bytes: BYTES }), BYTES.length);
    const more = Promise.all([
      append(one, run, { offset: BYTES.length, bytes: Buffer.from("more") }),
      append(one, run, { log: "other.log", bytes: Buffer.from("one") }),
    ]);
    await pause(150);
    await one.logs.reopen(run);
    assert.deepEqual(await more, [BYTES.length + 4, 3]);
    assert.deepEqual(
      (await listed(one, run)).map(({ name, sha256 }) => [name, sha256]),
      [
        ["other.log", null],
        [MAIN_LOG, null],
      ],
    );
    await one.logs.close(run);
    await finish(one, run);
    await assert.rejects(append(one, run, { log: "third.log", bytes: Buffer.from("one") }), {
      code: "run-closed",
    });
  },
);

test("an append that comes in between makes the seal look again", elastic, async () => {
  const one = await box.process();
  const run = await freshRun(one);
  await append(one, run, { bytes: BYTES });
  const other = await box.process();
  await other.logs.close(run);
  const { bulk } = other.elastic;
  const write = bulk.write.bind(bulk);
  let isFirst = true;
  bulk.write = async (writes) => {
    if (isFirst) await append(one, run, { offset: BYTES.length, bytes: Buffer.from("late") });
    isFirst = false;
    return write(writes);
  };
  await assert.rejects(other.logs.settle(run, [sealOf(BYTES)]), { code: "seal-mismatch" });
  await other.logs.settle(run, [sealOf(Buffer.concat([BYTES, Buffer.from("late")]))]);
});

test("seals of one run are verified one at a time", elastic, async () => {
  const [one, other] = [await box.process(), await box.process()];
  const run = await freshRun(one);
  await append(one, run, { bytes: BYTES });
  await one.logs.close(run);
  await assert.rejects(other.logs.close(run), { code: "busy" });
  await other.logs.reopen(run);
  await one.logs.settle(run, [sealOf(BYTES)]);
  const again = { ...run };
  await one.logs.reopen(run);
  await other.logs.close(again);
  await assert.rejects(one.logs.settle(run, [sealOf(BYTES)]), { code: "busy" });
});

test("a run whose seal broke off half-way takes more after a while", elastic, async () => {
  const [one, other] = [await box.process(), await box.process()];
  const run = await freshRun(one);
  await append(one, run, { bytes: BYTES });
  await one.logs.close(run);
  await one.logs.settle(run, [sealOf(BYTES)]);
  const late = { offset: BYTES.length, bytes: Buffer.from("more") };
  await assert.rejects(append(other, run, late), { code: "busy" });
  box.clock.now += 60_000;
  assert.equal(await append(other, run, late), BYTES.length + 4);
  assert.deepEqual(await listed(one, run), [{ ...sealOf(Buffer.concat([BYTES, late.bytes])), sha256: null }]);
});
