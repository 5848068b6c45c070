import assert from "node:assert/strict";
import { test } from "node:test";
import { LOG_START } from "../../../store/log/blocks.ts";
import { around, nearFinder } from "../../../store/query/near-lines.ts";
import { and, bytes, word } from "../../contract/store-build.ts";

const block = (first: number, text: string) => ({ ...LOG_START, first, bytes: bytes(text) });

test("the lines around a block end where the log begins", () => {
  assert.deepEqual(around(block(513, "a\n"), 1, 5), {
    before: { first: 508, count: 5 },
    after: { first: 514, count: 5 },
  });
  assert.deepEqual(around(block(3, "a\nb\n"), 2, 5), {
    before: { first: 1, count: 2 },
    after: { first: 5, count: 5 },
  });
});

test("texts on both sides of a block's border are near each other, and only the block's own lines are told", () => {
  const find = nearFinder({ query: and(word("alpha"), word("beta")), near: 2 });
  const found = find(block(10, "x\nalpha\nbeta\nalpha"), { before: ["beta", "x"], after: ["x", "beta"] });
  assert.deepEqual(
    found.map(({ line, highlights }) => [line, highlights]),
    [
      [11, [[0, 5]]],
      [12, [[0, 4]]],
      [13, [[0, 5]]],
    ],
  );
  assert.deepEqual(find(block(10, "x\nalpha\nx"), { before: ["beta"], after: [] }).length, 1);
  assert.deepEqual(find(block(10, "x\nalpha\nx"), { before: ["beta", "x"], after: ["x"] }), []);
});
