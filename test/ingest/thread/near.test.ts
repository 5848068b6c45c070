import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import type { OpenReader, Reading } from "../../../ingest/reader.ts";
import { openTapReader } from "../../../ingest/tap/open.ts";
import { TapStream } from "../../../ingest/tap/stream.ts";
import { nearFirst } from "../../../ingest/thread/near.ts";
import type { ResultInput } from "../../../model/result.ts";
import { DEFAULTS, readTap } from "../tap/read.ts";

const read = async (open: OpenReader, pieces: readonly Uint8Array[]) => {
  const results: ResultInput[] = [];
  const reader = open(DEFAULTS, (told) => results.push(...told));
  for (const piece of pieces) await reader.write(piece);
  return { reading: await reader.end(), results };
};

/** Cuts bytes into pieces of these sizes, repeated. */
const cut = (bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] => {
  const pieces: Uint8Array[] = [];
  for (let from = 0, at = 0; from < bytes.length; from += sizes[at++ % sizes.length] ?? 1)
    pieces.push(bytes.subarray(from, from + (sizes[at % sizes.length] ?? 1)));
  return pieces;
};

test("every fixture reads the same as the stream alone, in pieces that stay near and in pieces that move", async () => {
  const files = globSync(join(import.meta.dirname, "../../fixtures/tap/*.tap"));
  assert.ok(files.length > 50);
  for (const file of files) {
    const text = readFileSync(file, "latin1");
    const expected = structuredClone(readTap(text));
    for (const size of [1000, 1 << 20])
      assert.deepEqual(await read(openTapReader, cut(Buffer.from(text), [size])), expected);
  }
});

const LINES = [
  "TAP version 14",
  "1..3",
  "ok 1 - a",
  "not ok 2 - b",
  "  ---",
  "  item: x",
  "  ...",
  "noise",
  "    ok 1 - sub",
];

test("any mixture of lines in any pieces reads as the stream alone reads it, told once and in order", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...LINES), { maxLength: 700 }),
      fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 4 }),
      async (lines, sizes) => {
        const text = lines.map((line) => `${line}\n`).join("");
        assert.deepEqual(
          await read(openTapReader, cut(Buffer.from(text), sizes)),
          structuredClone(readTap(text)),
        );
      },
    ),
    { numRuns: 150 },
  );
});

const NOTHING: Reading = { results: 0, plan: null, bailout: null, problems: [] };

test("a short output is not sent away, a long one is from its first byte", async () => {
  const sent: number[] = [];
  const open = nearFirst(
    async () => (defaults, tell) => new TapStream(defaults, tell),
    () => ({ write: async ({ length }) => void sent.push(length), end: async () => NOTHING }),
  );
  await read(open, [new Uint8Array(4000)]);
  assert.deepEqual(sent, []);
  await read(open, [new Uint8Array(4000), new Uint8Array(500)]);
  assert.deepEqual(sent, [4000, 500]);
});

test("an error of who is told comes out of `write` and of `end`", async () => {
  const reader = openTapReader(DEFAULTS, () => {
    throw new Error("no room");
  });
  await assert.rejects(reader.write(Buffer.from("1..2\nok - a\nok - b\n")), /no room/);
  await assert.rejects(reader.end(), /no room/);
});
