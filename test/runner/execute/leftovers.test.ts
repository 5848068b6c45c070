import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { runTask } from "../../../runner/run-task.ts";
import { needsProgram } from "../../support/needs.ts";
import { formula, taskBox } from "../box.ts";
import { MemorySink } from "../memory-sink.ts";
import { inBwrap } from "../sandbox/bwrap-box.ts";

const bwrap = needsProgram("bwrap");

const RUNTASK = join(import.meta.dirname, "../../../bin/runtask.ts");

const read = (file: string): string => {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return "";
  }
};

/** Processes of the machine in whose command line or environment a text stands. */
const processesWith = (text: string): readonly string[] =>
  readdirSync("/proc").filter(
    (pid) =>
      /^\d+$/.test(pid) &&
      Number(pid) !== process.pid &&
      ["cmdline", "environ"].some((file) => read(`/proc/${pid}/${file}`).includes(text)),
  );

/** Everything of the machine that a run might leave something in. */
const machine = (folder: string) => ({
  folders: ["work", "spool"].flatMap((name) => readdirSync(join(folder, name))),
  shared: readdirSync("/dev/shm").filter((name) => name.startsWith("taskotron")),
  processes: processesWith(folder),
  mounts: read("/proc/self/mountinfo")
    .split("\n")
    .filter((line) => line.includes(folder)),
  descriptors: readdirSync("/proc/self/fd").length,
});

test("a hundred runs in a row leave no process, no file and no mount behind", bwrap, async (t) => {
  const box = taskBox(t);
  const step =
    "setsid sleep 600 >/dev/null 2>&1 & mkdir -p ${workdir}/a /tmp/b; echo x > /dev/shm/x; ln -s / ${artifactsdir}/root; echo ok; echo 1..1";
  const task = await box.task({ "runtask.yml": formula(`- {name: x, shell: '${step}'}`) });
  const run = () => runTask(box.options(task, { openSandbox: inBwrap, sink: new MemorySink() }));
  await run();
  const before = machine(box.folder);
  for (let turn = 0; turn < 100; turn++) assert.equal((await run()).outcome, "PASSED");
  assert.deepEqual(machine(box.folder), before);
  assert.deepEqual([before.folders, before.processes, before.mounts], [[], [], []]);
});

test("a runner that is killed takes what it runs in a sandbox with it", bwrap, async (t) => {
  const box = taskBox(t);
  const seconds = `7${process.pid}`;
  const task = await box.task({
    "runtask.yml": formula(`- {name: x, shell: 'setsid sleep ${seconds} & echo begun; sleep ${seconds}'}`),
  });
  const args = [RUNTASK, "--sandbox", "bwrap", "-i", "x-1-1", "-t", "koji_build", task];
  const env = { PATH: process.env["PATH"], HOME: box.folder, TMPDIR: box.folder };
  const runner = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "ignore"] });
  await once(runner.stdout, "data");
  assert.notDeepEqual(processesWith(seconds), []);
  runner.kill("SIGKILL");
  await once(runner, "exit");
  for (let tries = 0; processesWith(seconds).length > 0 && tries < 400; tries++)
    await new Promise((wake) => setTimeout(wake, 25));
  assert.deepEqual(processesWith(seconds), []);
});
