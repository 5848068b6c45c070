import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { FORMATS } from "../../ingest/format.ts";
import { OUTCOMES } from "../../model/outcome.ts";
import { PROBLEM_KINDS } from "../../model/problem.ts";
import { readTap } from "./tap/read.ts";

const doc = (name: string): string => readFileSync(join(import.meta.dirname, "../../docs", name), "utf8");

const rows = (text: string): string[] =>
  [...text.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, word]) => word ?? "");

test("every problem is documented, and nothing else as one", () => {
  const kinds = Object.keys(PROBLEM_KINDS);
  const [, section = ""] = doc("tap.md").split("## What makes a run not ok");
  assert.deepEqual([...rows(section), "bad-file"].sort(), kinds.sort());
  assert.match(doc("formats.md"), /`bad-file`/);
});

test("every format is documented", () => {
  assert.deepEqual(rows(doc("formats.md")).sort(), [...FORMATS].sort());
});

test("every outcome is named", () => {
  for (const outcome of OUTCOMES) assert.match(doc("tap.md"), new RegExp(`\\b${outcome}\\b`));
});

test("the documented block is read as the text says", () => {
  const [, block = ""] = /```\n(TAP[^]*?)```/.exec(doc("tap.md")) ?? [];
  const { results, reading } = readTap(block);
  assert.deepEqual(reading.problems, []);
  assert.deepEqual(
    results.map(({ check, outcome, findings, log }) => [
      check,
      outcome,
      findings?.length,
      log?.first_line,
      log?.last_line,
    ]),
    [["rpmlint", "PASSED", 1, 7, 8]],
  );
});
