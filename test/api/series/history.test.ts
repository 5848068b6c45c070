import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, fieldIs, narrow } from "../../../api/ask.ts";
import { seriesGroups } from "../../../api/series/group.ts";
import { seriesAnswers } from "../../../api/series/history.ts";
import { walkResults } from "../../../api/series/walk.ts";
import { NOW, openApp } from "../open.ts";
import { shipRun } from "../ship.ts";

test("what a walk did not reach is asked of the store, and gives the same answer", async () => {
  await using opened = await openApp();
  for (let n = 1; n <= 24; n++)
    await shipRun(opened, {
      n,
      item: `bash-1.${n}-1.fc42`,
      started: `2026-10-${String(n).padStart(2, "0")}T10:00:00.000Z`,
      outcomes: [n <= 2 ? "PASSED" : "FAILED"],
    });
  const selection = narrow(ask({}, () => NOW, null).selection, fieldIs("package", "bash"));
  const [group] = await seriesGroups(opened.store, selection);
  assert.ok(group);
  const whole = await walkResults(opened.store, selection);
  assert.equal(whole.isWhole, true);
  const walked = await seriesAnswers(opened.store, selection, { group, walk: whole });
  assert.deepEqual([walked[0]?.since?.item, walked[0]?.history.length], ["bash-1.3-1.fc42", 20]);
  const empty = { of: () => [], isWhole: false };
  assert.deepEqual(await seriesAnswers(opened.store, selection, { group, walk: empty }), walked);
});
