import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { closeLostRuns } from "../../ingest/lost.ts";
import { LIMITS } from "../../model/limits.ts";
import { MAIN_LOG } from "../../model/run.ts";
import { openStore } from "../../store/open.ts";

const uuid = (n: number): string => `00000000-0000-7000-8000-00000000000${n}`;

test("a running run that nothing was heard of is closed as CRASHED with what arrived; others stay", async () => {
  let now = Date.parse("2026-03-01T12:00:00Z");
  await using store = await openStore(`sqlite:${mkdtempSync(join(tmpdir(), "lost-"))}`, { now: () => now });
  const about = { task: "t", item: "i", type: "file", arch: "noarch" };
  await store.putRun({ uuid: uuid(1), ...about, state: "RUNNING" });
  await store.appendLog({ run: uuid(1), log: MAIN_LOG, offset: 0 }, Buffer.from("half a line"));
  await store.putRun({ uuid: uuid(2), ...about, state: "SCHEDULED" });
  now += LIMITS.lease + 1;
  await store.putRun({ uuid: uuid(3), ...about, state: "RUNNING" });

  assert.deepEqual(await closeLostRuns(store, now), [uuid(1)]);
  const lost = await store.getRun(uuid(1));
  assert.equal(lost?.state, "CRASHED");
  assert.equal(lost.fault, "runner-lost");
  assert.equal(lost.logs[0]?.bytes, 11);
  assert.equal((await store.getRun(uuid(2)))?.state, "SCHEDULED");
  assert.equal((await store.getRun(uuid(3)))?.state, "RUNNING");
  assert.deepEqual(await closeLostRuns(store, now), []);
});
