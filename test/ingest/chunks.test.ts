import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { chunksOf, peek } from "../../ingest/chunks.ts";

async function* bodyOf(pieces: readonly string[]): AsyncIterable<Uint8Array> {
  for (const piece of pieces) yield Buffer.from(piece);
}

const textsOf = async (body: AsyncIterable<Uint8Array>): Promise<readonly string[]> => {
  const texts: string[] = [];
  for await (const bytes of body) texts.push(Buffer.from(bytes).toString());
  return texts;
};

const pieces = fc.array(fc.stringMatching(/^[a-z]{0,9}$/));
const size = fc.integer({ min: 1, max: 7 });

test("chunks are of one size but for the last, and hold all bytes", async () => {
  await fc.assert(
    fc.asyncProperty(pieces, size, async (texts, length) => {
      const chunks = await textsOf(chunksOf(bodyOf(texts), length));
      assert.equal(chunks.join(""), texts.join(""));
      assert.ok(chunks.slice(0, -1).every((chunk) => chunk.length === length));
      assert.ok(chunks.every((chunk) => chunk.length > 0 && chunk.length <= length));
    }),
  );
});

test("peeking gives the beginning and leaves the whole", async () => {
  await fc.assert(
    fc.asyncProperty(pieces, size, async (texts, length) => {
      const { head, whole } = await peek(bodyOf(texts), length);
      assert.equal(Buffer.from(head).toString(), texts.join("").slice(0, length));
      assert.equal((await textsOf(whole)).join(""), texts.join(""));
    }),
  );
});
