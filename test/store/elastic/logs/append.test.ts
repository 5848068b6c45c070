import assert from "node:assert/strict";
import { test } from "node:test";
import { LIMITS } from "../../../../model/limits.ts";
import { MAIN_LOG } from "../../../../model/run.ts";
import { Blocks } from "../../../../store/elastic/logs/blocks.ts";
import { Heads } from "../../../../store/elastic/logs/heads.ts";
import { keyOf } from "../../../../store/elastic/logs/keys.ts";
import { grown, headFields, START } from "../../../../store/elastic/logs/pieces.ts";
import type { FoundRun } from "../../../../store/elastic/runs/runs.ts";
import { needsService } from "../../../support/services.ts";
import { append, freshRun, logBox, type Process, readAll, stored } from "./log-box.ts";

const elastic = needsService("elastic");
const box = logBox();

const LINES = Buffer.from("0123456789\n".repeat(20_000));

/** Lines of 10 kB: a block that is cut ends before the line that does not fit. */
const LONG = Buffer.from(`${"x".repeat(9_999)}\n`.repeat(30));

/** Writes what a process does that is killed before it writes the head. */
const killedAfterBlocks = async (
  { elastic: parts }: Process,
  run: FoundRun,
  { from, bytes, only = () => true }: { from: Uint8Array; bytes: Uint8Array; only?: (at: number) => boolean },
): Promise<void> => {
  const { tail } = grown(START, from);
  const { pieces } = grown(tail, bytes);
  await new Blocks(parts).write(
    run,
    MAIN_LOG,
    pieces.filter((_, at) => only(at)),
  );
};

test(
  "repeats are compared across blocks, from memory and by a process that knows nothing",
  elastic,
  async () => {
    const one = await box.process();
    const run = await freshRun(one);
    assert.equal(await append(one, run, { bytes: LINES }), LINES.length);
    const other = Buffer.from(LINES);
    other[150_000] = 0x21;
    for (const process of [one, await box.process()]) {
      assert.equal(await append(process, run, { offset: 1000, bytes: LINES.subarray(1000) }), LINES.length);
      await assert.rejects(append(process, run, { offset: 1000, bytes: other.subarray(1000) }), {
        code: "log-conflict",
      });
    }
  },
);

test("a process that is behind is told no gap, and goes on where another has been", elastic, async () => {
  const [one, other] = [await box.process(), await box.process()];
  const run = await freshRun(one);
  for (let at = 0; at < LONG.length; at += 17_000)
    await append(at % 34_000 === 0 ? one : other, run, { offset: at, bytes: LONG.subarray(at, at + 17_000) });
  assert.ok((await stored(one, run)).equals(LONG));
});

test(
  "processes that send the same log at once, each cut its own way, end with every byte once",
  elastic,
  async () => {
    const processes = [await box.process(), await box.process(), await box.process()];
    const [first] = processes;
    assert.ok(first);
    const run = await freshRun(first);
    const send = async (process: Process, size: number): Promise<void> => {
      for (let at = 0; at < LONG.length;)
        at = await append(process, run, { offset: at, bytes: LONG.subarray(at, at + size) });
    };
    await Promise.all(processes.map((process, at) => send(process, 40_000 + 31_000 * at)));
    assert.ok((await stored(first, run)).equals(LONG));
    const [head] = (await first.logs.list([run.fields.run])).get(run.fields.run) ?? [];
    assert.deepEqual(head, { ...headFields(run.fields.run, MAIN_LOG, grown(START, LONG).tail) });
  },
);

const KILLED: Readonly<Record<string, (at: number) => boolean>> = {
  "all but the first block": (at) => at > 0,
  "all blocks": () => true,
};

// A block that is cut shorter than it was is written last.
const CASES = [
  ...Object.entries(KILLED).flatMap(([what, only]) =>
    [58_000, 62_000].map((known) => ({ what, only, known })),
  ),
  { what: "the first block", only: (at: number) => at === 0, known: 58_000 },
];

for (const { what, only, known } of CASES)
  test(
    `${what} that a killed process wrote beyond ${known} bytes: not there, and taken when sent again`,
    elastic,
    async () => {
      const one = await box.process();
      const run = await freshRun(one);
      const from = LONG.subarray(0, known);
      await append(one, run, { bytes: from });
      await killedAfterBlocks(one, run, { from, bytes: LONG.subarray(known, 150_000), only });
      const other = await box.process();
      assert.ok((await stored(other, run)).equals(from));
      await assert.rejects(append(other, run, { offset: 70_000, bytes: LONG.subarray(70_000) }), {
        code: "log-gap",
        fields: { log: MAIN_LOG, next: known },
      });
      // fewer bytes than the killed process knew of: the block that it had cut stays cut
      assert.equal(await append(other, run, { offset: known, bytes: LONG.subarray(known, 65_000) }), 65_000);
      assert.ok((await stored(await box.process(), run)).equals(LONG.subarray(0, 65_000)));
      const rest = { offset: 65_000, bytes: LONG.subarray(65_000) };
      assert.equal(await append(await box.process(), run, rest), LONG.length);
      assert.ok((await stored(one, run)).equals(LONG));
    },
  );

test("a late writer does not put less in place of more", elastic, async () => {
  const one = await box.process();
  const run = await freshRun(one);
  await append(one, run, { bytes: LINES.subarray(0, 5000) });
  for (const end of [3000, 5000])
    await killedAfterBlocks(one, run, { from: LINES.subarray(0, 1000), bytes: LINES.subarray(1000, end) });
  assert.ok((await stored(await box.process(), run)).equals(LINES.subarray(0, 5000)));
});

test("nothing that was acknowledged is gone while a block is cut shorter", elastic, async () => {
  const one = await box.process();
  const run = await freshRun(one);
  const known = LONG.subarray(0, 65_000);
  await append(one, run, { bytes: known });
  const { bulk } = one.elastic;
  const write = bulk.write.bind(bulk);
  const states: Buffer[] = [];
  const other = await box.process();
  bulk.write = async (writes) => {
    const written = await write(writes);
    states.push(await stored(other, run));
    return written;
  };
  await append(one, run, { offset: 65_000, bytes: LONG.subarray(65_000, 80_000) });
  assert.equal(states.length, 3, "the next block, the shorter one, the head");
  for (const state of states.slice(0, -1)) assert.ok(state.equals(known));
  assert.ok(states.at(-1)?.equals(LONG.subarray(0, 80_000)));
});

test("other bytes than a killed sender had written are a conflict", elastic, async () => {
  const one = await box.process();
  const run = await freshRun(one);
  await killedAfterBlocks(one, run, { from: new Uint8Array(), bytes: LINES.subarray(0, 100) });
  await assert.rejects(append(one, run, { bytes: Buffer.from("other") }), { code: "log-conflict" });
  assert.equal(await append(one, run, { bytes: LINES.subarray(0, 50) }), 50);
});

test("a log over the limit is refused", elastic, async () => {
  const one = await box.process();
  const run = await freshRun(one);
  const heads = new Heads(one.elastic);
  const offset = LIMITS.log - 1;
  const tail = {
    number: 9,
    isFull: false,
    block: { first: 1, offset, carry: null, bytes: new Uint8Array() },
  };
  await append(one, run, { bytes: Buffer.from("one\n") });
  const block = {
    ...tail,
    number: 8,
    block: { ...tail.block, offset: offset - 1, bytes: Buffer.from("\n") },
  };
  await new Blocks(one.elastic).write(run, MAIN_LOG, [block]);
  await heads.replace(run, await heads.get(keyOf(run, MAIN_LOG)), {
    ...headFields(run.fields.run, MAIN_LOG, block),
    sha256: null,
  });
  const other = await box.process();
  await assert.rejects(append(other, run, { offset, bytes: Buffer.from("xy") }), { code: "too-large" });
  assert.equal(await append(other, run, { offset, bytes: Buffer.from("x") }), LIMITS.log);
});

test("no log is made for no bytes, and none of a gap", elastic, async () => {
  const one = await box.process();
  const run = await freshRun(one);
  assert.equal(await append(one, run, { bytes: new Uint8Array() }), 0);
  await assert.rejects(append(one, run, { offset: 1, bytes: Buffer.from("x") }), { code: "log-gap" });
  assert.deepEqual(await one.logs.list([run.fields.run]), new Map());
  await assert.rejects(readAll(one.logs.readBytes(run.fields.run, MAIN_LOG, 0, 1)), { code: "not-found" });
});
