import assert from "node:assert/strict";
import { test } from "node:test";
import type { HitInContext } from "../../../model/answer/search.ts";
import { excerpts, groupHits } from "../../../ui/search/group.ts";

const hit = (line: number, more: Partial<HitInContext> = {}): HitInContext => ({
  kind: "log",
  run: "0198f3c2-0000-7000-8000-000000000001",
  position: null,
  log: "output.log",
  line,
  text: `line ${line}`,
  highlights: [[0, 4]],
  package: "gdb",
  item: "gdb-16.1-3.fc43",
  check: "rebuild",
  arch: "x86_64",
  outcome: "FAILED",
  started: "2026-11-24T10:00:00.000Z",
  generated: false,
  context: [line - 1, line, line + 1].map((number) => ({ number, text: `line ${number}` })),
  ...more,
});

test("hits of one check on one item in one run stand together, in their order", () => {
  const groups = groupHits([hit(5), hit(9), hit(1, { check: "rpmlint" }), hit(20)]);
  assert.deepEqual(
    groups.map(({ hits }) => hits.map(({ line }) => line)),
    [[5, 9], [1], [20]],
  );
});

test("lines around neighbouring hits are shown once, apart where the log goes on between", () => {
  const pieces = excerpts([hit(5), hit(6), hit(20)]);
  assert.deepEqual(
    pieces.map((lines) => lines.map(({ number }) => number)),
    [
      [4, 5, 6, 7],
      [19, 20, 21],
    ],
  );
  assert.deepEqual(pieces.flat().filter(({ className }) => className === "at").length, 3);
});
