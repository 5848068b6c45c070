import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { standingMachine } from "../../../runner/remote/machine.ts";
import { runTask } from "../../../runner/run-task.ts";
import { formula, taskBox } from "../box.ts";
import { MemorySink } from "../memory-sink.ts";
import { needsProgram } from "../../support/needs.ts";
import { freePort, startSshd, writeProgram } from "./sshd.ts";

const NEEDS = needsProgram("sshd");

const ROOT = join(import.meta.dirname, "../../..");

const STEPS = `
- name: a
  shell: |
    echo "ok - $$(cat beside.txt) on \${item}"; echo kept > \${artifactsdir}/file.txt; echo 1..1
`;

test(
  "a task runs on another machine by the runner there, and is reported by the one here",
  NEEDS,
  async (t) => {
    const { target, bin, tmp } = await startSshd(t);
    writeProgram(join(bin, "runtask"), `exec ${process.execPath} ${ROOT}/bin/runtask.ts --sandbox none "$@"`);
    const box = taskBox(t);
    const sink = new MemorySink();
    const task = await box.task({ "runtask.yml": formula(STEPS), "beside.txt": "a file of the task" });
    const options = box.options(task, { sink, openMachine: standingMachine(target) });
    const report = await runTask({
      ...options,
      limits: { ...options.limits, wall: 60_000, idle: 60_000, processes: 1000 },
    });
    assert.equal(report.state, "FINISHED", `${report.fault} ${String(sink.logs.get("stderr.log"))}`);
    assert.match(
      String(sink.logs.get("stdout.log") ?? [...sink.logs.values()].join("")),
      /ok - a file of the task on foo-1\.2-3\.fc99/,
    );
    assert.equal(String(sink.artifacts.get("file.txt")), "kept\n");
    assert.deepEqual(readdirSync(tmp), []);
  },
);

test("a machine that cannot be reached aborts the run by a fault of the network", NEEDS, async (t) => {
  const box = taskBox(t);
  const target = { host: "127.0.0.1", port: await freePort(), key: null, options: [] };
  const task = await box.task({ "runtask.yml": formula(STEPS) });
  const report = await runTask(box.options(task, { openMachine: standingMachine(target) }));
  assert.equal(report.state, "ABORTED");
  assert.match(report.fault ?? "", /^network: 127\.0\.0\.1 port \d+ cannot be reached: /);
});
