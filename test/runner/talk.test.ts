import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { openTapReader } from "../../ingest/tap/open.ts";
import { runTask } from "../../runner/run-task.ts";
import { MemorySink } from "./memory-sink.ts";
import { taskBox } from "./box.ts";

test("the talk's task gives exactly the result that its TAP block tells", async (t) => {
  const sink = new MemorySink();
  const task = join(import.meta.dirname, "../../examples/task-talk");
  const report = await runTask(taskBox(t).options(task, { openReader: openTapReader, sink }));
  assert.equal(report.ok, true);
  assert.deepEqual(report.problems, []);
  assert.equal(sink.results.size, 1);
  const { check, item, type, outcome, note, findings, log } = sink.results.get(1) ?? {};
  assert.deepEqual(
    { check, item, type, outcome, note, log },
    {
      check: "rpmlint",
      item: "datagrepper-0.4.2-1.fc21.noarch.rpm",
      type: "koji_build",
      outcome: "PASSED",
      note: "RPMLINT PASSED for datagrepper-0.4.2-1.fc21.noarch.rpm",
      log: { name: "output.log", first_line: 7, last_line: 11 },
    },
  );
  assert.deepEqual(
    findings?.map(({ severity, tag, message, line }) => [severity, tag, message, line]),
    [
      ["warning", "spelling-error", "Summary(en_US) webapp -> web app, web-app, weapon", 7],
      ["warning", "spelling-error", "%description -l en_US webapp -> web app, web-app, weapon", 8],
      ["warning", "spelling-error", "%description -l en_US api -> pi, ape, apt", 9],
      ["warning", "spelling-error", "%description -l en_US datanommer -> manometer", 10],
    ],
  );
});
