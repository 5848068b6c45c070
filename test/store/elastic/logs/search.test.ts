import assert from "node:assert/strict";
import { test } from "node:test";
import { planTrigrams } from "../../../../store/log/plan.ts";
import { needsService } from "../../../support/services.ts";
import { word } from "../../../contract/store-build.ts";
import { grown, START } from "../../../../store/elastic/logs/pieces.ts";
import { Blocks } from "../../../../store/elastic/logs/blocks.ts";
import { append, freshRun, logBox } from "./log-box.ts";

const elastic = needsService("elastic");
const box = logBox();

const lines = (count: number, at: number, text: string): Buffer =>
  Buffer.from(
    Array.from({ length: count }, (_, line) => (line === at ? `${text}\n` : `line ${line}\n`)).join(""),
  );

test(
  "blocks that may hold a word are proposed by run, in order of log and number, and read as they are",
  elastic,
  async () => {
    const one = await box.process();
    const [a, b, c] = [await freshRun(one), await freshRun(one), await freshRun(one)];
    await append(one, a, { log: "z.log", bytes: lines(2000, 1700, "a needle") });
    await append(one, a, { log: "b.log", bytes: lines(6000, 5999, "Needles") });
    await append(one, b, { bytes: lines(10, 3, "needle") });
    await append(one, c, { bytes: lines(10, 3, "pin") });
    await one.elastic.refreshed();
    const runs = [a, b, c].map(({ fields }) => fields.run);
    const proposed = await one.logs.propose(planTrigrams(word("needle")), runs);
    const refs = runs.map((run) => (proposed.get(run) ?? []).map(({ log, number }) => [log, number]));
    assert.deepEqual(refs, [
      [
        ["b.log", 11],
        ["z.log", 3],
      ],
      [["output.log", 0]],
      [],
    ]);
    const all = await one.logs.propose({ kind: "any" }, runs);
    const [first] = runs;
    assert.ok(first);
    const read: [string, number, number][] = [];
    for await (const block of one.logs.read(all.get(first) ?? []))
      read.push([block.log, block.first, block.bytes.length]);
    assert.deepEqual(
      read.map(([log, line]) => [log, line]),
      [
        ...Array.from({ length: 12 }, (_, at) => ["b.log", 1 + 512 * at]),
        ...Array.from({ length: 4 }, (_, at) => ["z.log", 1 + 512 * at]),
      ],
    );
  },
);

test("bytes that nobody has acknowledged are not read", elastic, async () => {
  const one = await box.process();
  const run = await freshRun(one);
  const bytes = lines(1500, 1400, "needle");
  await append(one, run, { bytes: bytes.subarray(0, 100) });
  await new Blocks(one.elastic).write(run, "output.log", grown(START, bytes).pieces);
  await one.elastic.refreshed();
  const proposed = await one.logs.propose({ kind: "any" }, [run.fields.run]);
  const read: Uint8Array[] = [];
  for await (const block of one.logs.read(proposed.get(run.fields.run) ?? [])) read.push(block.bytes);
  assert.ok(Buffer.concat(read).equals(bytes.subarray(0, 100)));
});

test("what is gone is left out", elastic, async () => {
  const one = await box.process();
  const run = await freshRun(one);
  await append(one, run, { bytes: lines(2000, 1, "needle") });
  await one.elastic.refreshed();
  const refs = (await one.logs.propose({ kind: "any" }, [run.fields.run])).get(run.fields.run) ?? [];
  assert.equal(refs.length, 4);
  await one.logs.expire(run.fields.run);
  for await (const block of one.logs.read(refs)) assert.fail(`${block.log} is still there`);
  assert.equal((await one.logs.list([run.fields.run])).get(run.fields.run)?.length, 1);
});
