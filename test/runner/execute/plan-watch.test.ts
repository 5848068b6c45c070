import assert from "node:assert/strict";
import { test } from "node:test";
import { PlanWatch } from "../../../runner/execute/plan-watch.ts";

/** The plan that is seen in a text which comes in pieces of `size` bytes. */
const planIn = (text: string, size: number): string | null => {
  const watch = new PlanWatch();
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) watch.write(bytes.subarray(at, at + size));
  return watch.plan;
};

test("the first plan is seen however the output is cut", () => {
  for (const [text, plan] of [
    ["TAP version 14\n1..2\nok\n1..3\n", "1..2"],
    ["ok\n1..10", "1..10"],
    ["1..0 # SKIP no display\n", "1..0"],
    [`${"x".repeat(100)} 1..3\n`, null],
    ["    1..3\n", null],
    ["1..3x\n1...3\nwords 1..2\n", null],
    ["1..2\r\n", "1..2"],
    ["", null],
  ] as const)
    for (const size of [1, 3, 1000]) assert.equal(planIn(text, size), plan, JSON.stringify({ text, size }));
});
