import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { displayLine, LF, lineStarts } from "../../../../model/lines.ts";
import { LIMITS } from "../../../../model/limits.ts";
import { MAIN_LOG } from "../../../../model/run.ts";
import { needsService } from "../../../support/services.ts";
import { logBytes } from "../../log/arbitrary.ts";
import { append, freshRun, logBox, readAll, stored } from "./log-box.ts";

const elastic = needsService("elastic");
const box = logBox();

const naive = (bytes: Uint8Array): { number: number; text: string; offset: number }[] =>
  lineStarts(bytes).map((start, index, starts) => {
    const end = starts[index + 1] ?? bytes.length;
    const line = bytes.subarray(start, bytes[end - 1] === LF ? end - 1 : end);
    return { number: index + 1, text: displayLine(line), offset: start };
  });

test(
  "any stretch of lines and bytes is what the whole log has there, in hundreds of blocks",
  elastic,
  async () => {
    const one = await box.process();
    const bytes = Buffer.concat(
      Array.from({ length: 50_000 }, (_, at) =>
        Buffer.from(at % 900 === 0 ? `${"é".repeat(700)}\n` : `${at}\n`),
      ),
    );
    const run = await freshRun(one);
    for (let at = 0; at < bytes.length; at += 99_999)
      await append(one, run, { offset: at, bytes: bytes.subarray(at, at + 99_999) });
    const lines = naive(bytes);
    assert.ok((await stored(one, run)).equals(bytes));
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat({ max: 1500 }), async (from, count) => {
        const first = 1 + (from % lines.length);
        const read = await one.logs.readLines(run.fields.run, MAIN_LOG, first, count);
        assert.deepEqual(read.lines, lines.slice(first - 1, first - 1 + count));
        assert.equal(read.log.lines, lines.length);
        const start = from % bytes.length;
        const part = await readAll(one.logs.readBytes(run.fields.run, MAIN_LOG, start, start + count));
        assert.ok(part.equals(bytes.subarray(start, start + count)));
      }),
      { numRuns: 25 },
    );
  },
);

test("however hostile bytes arrive, they come back", elastic, async () => {
  const one = await box.process();
  const log = fc
    .tuple(logBytes, fc.integer({ min: 1, max: 900 }))
    .map(([bytes, times]) => Buffer.concat(Array.from({ length: times }, () => bytes)).subarray(0, 200_000))
    .filter((bytes) => bytes.length > 0);
  const part = fc.tuple(fc.nat({ max: 90_000 }), fc.nat({ max: 500 }));
  await fc.assert(
    fc.asyncProperty(log, fc.array(part, { maxLength: 5 }), async (bytes, parts) => {
      const run = await freshRun(one);
      let next = 0;
      for (const [length, back] of [...parts, [bytes.length, 0] as const]) {
        const offset = Math.max(0, next - back);
        next = await append(one, run, {
          offset,
          bytes: bytes.subarray(offset, Math.max(next, offset + length)),
        });
      }
      assert.ok((await stored(one, run)).equals(bytes));
      const { lines } = await one.logs.readLines(run.fields.run, MAIN_LOG, 1, Infinity);
      assert.equal(
        lines.map(({ text }) => text).join(""),
        naive(bytes)
          .map(({ text }) => text)
          .join(""),
      );
    }),
    { numRuns: 12 },
  );
});

test("a line of 1 MB comes in pieces of its number that make up the line", elastic, async () => {
  const one = await box.process();
  const run = await freshRun(one);
  const long = "0123456789abcde ".repeat(1 << 16);
  await append(one, run, { bytes: Buffer.from(`first\n${long}\nlast\n`) });
  const { lines } = await one.logs.readLines(run.fields.run, MAIN_LOG, 2, 1);
  assert.deepEqual(new Set(lines.map(({ number }) => number)), new Set([2]));
  assert.equal(lines.map(({ text }) => text).join(""), long);
  assert.ok(lines.every(({ text }) => text.length <= LIMITS.line));
  const last = await one.logs.readLines(run.fields.run, MAIN_LOG, 3, 5);
  assert.deepEqual(last.lines, [{ number: 3, text: "last", offset: 6 + long.length + 1 }]);
});

test("a long log is read in small parts, few of which are fetched ahead", elastic, async () => {
  const one = await box.process();
  const run = await freshRun(one);
  const bytes = Buffer.from("0123456789abcde\n".repeat(1 << 19));
  for (let at = 0; at < bytes.length; at += LIMITS.chunk)
    await append(one, run, { offset: at, bytes: bytes.subarray(at, at + LIMITS.chunk) });
  const { mget } = one.elastic.client;
  let asked = 0;
  Object.assign(one.elastic.client, {
    mget: (request: { docs: readonly unknown[] }) => {
      asked += request.docs.length;
      return mget.call(one.elastic.client, request as never);
    },
  });
  let read = 0;
  for await (const part of one.logs.readBytes(run.fields.run, MAIN_LOG, 0, Infinity)) {
    read += part.length;
    assert.ok(part.length <= LIMITS.line);
    if (read > 20 * part.length) break;
  }
  assert.ok(asked < 200, `${asked} of ${bytes.length / (16 * 512)} blocks were asked for`);
});

test("a log may grow and be cut anew while it is read", elastic, async () => {
  const one = await box.process();
  const run = await freshRun(one);
  const bytes = Buffer.from(`${"y".repeat(20_000)}\n`.repeat(12));
  await append(one, run, { bytes: bytes.subarray(0, 190_000) });
  const read: Uint8Array[] = [];
  for await (const part of one.logs.readBytes(run.fields.run, MAIN_LOG, 0, Infinity)) {
    if (read.length === 0) await append(one, run, { offset: 190_000, bytes: bytes.subarray(190_000) });
    read.push(part);
  }
  assert.ok(Buffer.concat(read).equals(bytes.subarray(0, 190_000)));
});
