import assert from "node:assert/strict";
import { test } from "node:test";
import type { Repeat } from "../../model/repeat.ts";
import type { QueueMaker } from "./queue.contract.ts";

const repeat = (name: string, ms = 60_000): Repeat => ({
  name,
  task: "depcheck",
  rule: { kind: "every", ms, from: "2026-01-01T00:00:00.000Z" },
  since: "2026-01-01T00:00:00.000Z",
  job: { task: "depcheck", item: "f42", type: "koji_tag", arch: "x86_64", priority: 0 },
});

/** Repeating jobs, as the queue keeps them. */
export const repeatTests = (open: QueueMaker["open"]): void => {
  test("repeating jobs are kept by name, replaced and removed", async (t) => {
    const { queue, again } = await open(t);
    assert.deepEqual(await queue.repeats(), []);
    await queue.putRepeat(repeat("weekly"));
    await queue.putRepeat(repeat("nightly"));
    await queue.putRepeat(repeat("nightly", 5_000));
    const other = await again();
    assert.deepEqual(await other.repeats(), [repeat("nightly", 5_000), repeat("weekly")]);
    assert.equal(await other.removeRepeat("weekly"), true);
    assert.equal(await other.removeRepeat("weekly"), false);
    assert.deepEqual(await queue.repeats(), [repeat("nightly", 5_000)]);
  });
};
