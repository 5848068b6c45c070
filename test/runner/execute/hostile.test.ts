import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { needsProgram } from "../../support/needs.ts";
import { MemorySink } from "../memory-sink.ts";
import { runSteps, SMALL, taskBox, type TaskBox } from "../box.ts";
import { inBwrap } from "../sandbox/bwrap-box.ts";

const bwrap = needsProgram("bwrap");

type Other = Parameters<typeof runSteps>[2];

/** Runs hostile steps for real, and fails when anything of the run is left. What each case expects of the run is told by the case. */
const attack = async (
  t: TestContext,
  steps: string,
  { box = taskBox(t), ...other }: Other & { box?: TaskBox } = {},
) => {
  const started = performance.now();
  const ran = await runSteps(box, steps, { openSandbox: inBwrap, sink: new MemorySink(), ...other });
  assert.deepEqual(left(box), []);
  assert.deepEqual(processesOf(ran.report.uuid), []);
  const { state, outcome, seal } = ran.report;
  const { limit, signal } = seal;
  return { ...ran, ended: { state, outcome, limit, signal }, ms: performance.now() - started };
};

const left = ({ folder }: TaskBox): readonly string[] =>
  ["work", "spool"].flatMap((name) =>
    existsSync(join(folder, name)) ? readdirSync(join(folder, name)) : [],
  );

/** Processes of the machine in whose environment, or command line, a run is named. */
const processesOf = (uuid: string): readonly string[] =>
  readdirSync("/proc").filter((pid) =>
    ["environ", "cmdline"].some((file) => /^\d+$/.test(pid) && read(`/proc/${pid}/${file}`).includes(uuid)),
  );

const read = (file: string): string => {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return "";
  }
};

/** One step; of the dollars in its script only those of the run's folders are the formula's. */
const sh = (script: string): string =>
  `- {name: attack, shell: ${JSON.stringify(script.replace(/\$(?!\{(?:workdir|artifactsdir)\})/g, "$$$$"))}}`;

const ABORTED = (limit: string, signal = "SIGTERM") => ({
  state: "ABORTED",
  outcome: "ABORTED",
  limit,
  signal,
});

test("a fork bomb is over soon, and harms only itself", bwrap, async (t) => {
  const limits = { ...SMALL, processes: 100 };
  const { ended, ms } = await attack(t, sh("bomb() { bomb | bomb & bomb; }; bomb; sleep 60"), { limits });
  // it is ended, or its own shell cannot go on
  assert.notEqual(ended.outcome, "PASSED");
  assert.ok(ms < 10_000, `${ms} ms`);
});

test("a task that has as many processes as it may is ended at the limit", bwrap, async (t) => {
  const script = `exec /usr/bin/python3 -c "
import os, time
try:
  while os.fork(): pass
except OSError as error: print(error, flush=True)
time.sleep(60)"`;
  const { ended } = await attack(t, sh(script), { limits: { ...SMALL, processes: 40 } });
  assert.deepEqual(ended, ABORTED("processes"));
});

test("ten gigabytes of output are cut at the limit", bwrap, async (t) => {
  const limits = { ...SMALL, output: 32 << 20 };
  const { ended, report } = await attack(t, sh("yes not TAP at all | head -c 10G"), { limits, sink: null });
  assert.deepEqual(ended, ABORTED("output"));
  assert.equal(report.logs.find(({ name }) => name === "output.log")?.bytes, 32 << 20);
});

test("a task that fills the disk with one file is ended at the limit on a file", bwrap, async (t) => {
  const limits = { ...SMALL, fileSize: 8 << 20 };
  const { ended } = await attack(t, sh("exec head -c 1G /dev/zero > ${workdir}/big"), { limits });
  assert.deepEqual(ended, ABORTED("fileSize", "SIGXFSZ"));
});

for (const [place, folder] of [
  ["its folder", "${workdir}"],
  ["/tmp", "/tmp"],
  ["/var/tmp", "/var/tmp"],
])
  test(`a task that fills ${place} with many files is ended at the limit on disk`, bwrap, async (t) => {
    const script = `cd ${folder}; i=0; while :; do i=$((i+1)); head -c 1M /dev/zero > $i; sleep 0.01; done`;
    const { ended } = await attack(t, sh(script), { limits: { ...SMALL, disk: 16 << 20 } });
    assert.deepEqual(ended, ABORTED("disk"));
  });

const HOG = "import time; held = [bytearray(b'x' * (20 << 20)) for _ in range(%)]; time.sleep(60)";

test("a task that takes memory is ended at the limit", bwrap, async (t) => {
  const script = `exec /usr/bin/python3 -c "${HOG.replace("%", "6")}"`;
  const { ended, ms } = await attack(t, sh(script), { limits: { ...SMALL, memory: 90 << 20 } });
  assert.deepEqual(ended, ABORTED("memory"));
  assert.ok(ms < 10_000, `${ms} ms`);
});

test("memory counts that of all processes together", bwrap, async (t) => {
  const script = `for i in 1 2 3 4; do /usr/bin/python3 -c "${HOG.replace("%", "1")}" & done; wait`;
  const { ended } = await attack(t, sh(script), { limits: { ...SMALL, memory: 60 << 20 } });
  assert.deepEqual(ended, ABORTED("memory"));
});

test("one process cannot take memory faster than anybody looks", bwrap, async (t) => {
  const script = `exec /usr/bin/python3 -c "bytearray(1 << 30)"`;
  const { err } = await attack(t, sh(script), { limits: { ...SMALL, memory: 100 << 20 } });
  assert.match(err, /MemoryError/);
});

test("CPU time of all processes together is limited", bwrap, async (t) => {
  const script = "for i in 1 2 3; do (while :; do :; done) & done; wait";
  const { ended } = await attack(t, sh(script), { limits: { ...SMALL, cpu: 700 } });
  assert.equal(ended.limit, "cpu");
});

test("a task that ignores SIGTERM is killed after its grace", bwrap, async (t) => {
  const script = "trap '' TERM; echo ready; while :; do sleep 1; done";
  const { ended, ms } = await attack(t, sh(script), { limits: { ...SMALL, idle: 500 } });
  assert.deepEqual(ended, ABORTED("idle", "SIGKILL"));
  assert.ok(ms < 10_000, `${ms} ms`);
});

test("SIGTERM reaches a task, which may still say something", bwrap, async (t) => {
  const script = "trap 'echo bye; exit 0' TERM; echo ready; while :; do sleep 0.1; done";
  const { ended, out } = await attack(t, sh(script), { limits: { ...SMALL, idle: 500 } });
  assert.equal(ended.limit, "idle");
  assert.equal(out, "ready\nbye\n");
});

test("daemons do not survive, whatever they left", bwrap, async (t) => {
  const daemon = "setsid sleep 61234 </dev/null >/dev/null 2>&1 &";
  const doubly = "(setsid sh -c 'sleep 61234 & sleep 61234' &) &";
  const { ended, ms } = await attack(t, sh(`${daemon} ${doubly} echo ok; echo 1..1`));
  assert.equal(ended.outcome, "PASSED");
  assert.ok(ms < 10_000, `${ms} ms`);
  assert.deepEqual(
    readdirSync("/proc").filter((pid) => read(`/proc/${pid}/cmdline`) === "sleep\x0061234\0"),
    [],
  );
});

test("what still holds the output is heard to its end", bwrap, async (t) => {
  const { out } = await attack(t, sh("(sleep 0.1; echo 1..1) & echo ok"));
  assert.equal(out, "ok\n1..1\n");
});

test("a link out of the artifacts brings nothing of the machine", bwrap, async (t) => {
  const box = taskBox(t);
  writeFileSync(join(box.folder, "secret"), "canary");
  const sink = new MemorySink();
  const script = `ln -s ${box.folder}/secret /etc/shadow /etc \${artifactsdir}; ln -s / \${artifactsdir}/root; mkfifo \${artifactsdir}/pipe; echo ok; echo 1..1`;
  const { ended, report } = await attack(t, sh(script), { box, sink });
  assert.equal(ended.outcome, "PASSED");
  assert.deepEqual(report.seal.artifacts ?? [], []);
});

test("a folder that became a link out is not written through by the next step", bwrap, async (t) => {
  const box = taskBox(t);
  mkdirSync(join(box.folder, "victim"));
  const steps = `${sh(`rm -rf \${workdir} \${artifactsdir}; ln -s ${box.folder}/victim \${workdir}/rpms; ln -s ${box.folder}/victim \${workdir}.x; echo ok; echo 1..1`)}
- {name: next, shell: 'echo x > \${workdir}/rpms/x; true'}`;
  const { err } = await attack(t, steps, { box });
  assert.deepEqual(readdirSync(join(box.folder, "victim")), []);
  assert.match(err, /rpms\/x/);
});

test("a link in /tmp does not lead what is mounted there astray", bwrap, async (t) => {
  const box = taskBox(t);
  mkdirSync(join(box.folder, "victim"));
  const top = box.folder.split("/")[2] ?? "";
  const steps = `${sh(`mv /tmp/${top} /tmp/gone; ln -s /oldroot${box.folder}/victim /tmp/${top}; echo ok; echo 1..1`)}
- {name: next, shell: 'ls -d \${workdir}'}`;
  const { ended, out } = await attack(t, steps, { box });
  assert.deepEqual(readdirSync(join(box.folder, "victim")), []);
  assert.equal(ended.outcome, "PASSED");
  assert.match(out, /\/work\n$/);
});

test("a tree that cannot be entered, named or walked is removed all the same", bwrap, async (t) => {
  const script =
    "cd ${workdir}; mkdir -p a/b/c shut/in; : > shut/in/f; chmod 000 shut/in shut; : > \"$(printf 'x\\377\\n')\"; " +
    "/usr/bin/python3 -c \"import os\nfor i in range(3000): os.mkdir('deep'); os.chdir('deep')\"; ln -s / loop; echo ok; echo 1..1";
  assert.equal((await attack(t, sh(script))).ended.outcome, "PASSED");
});

test("what looks like commands, colours or further TAP is text, and changes no verdict", bwrap, async (t) => {
  const box = taskBox(t);
  const tap =
    "printf '1..1\\nnot ok 1 - real\\n'; printf '\\033[2J\\033]0;owned\\007\\033]8;;http://x\\007ok 1 - real\\n'; " +
    "printf '::set-output name=x::y\\n1..1\\nok 1 - real\\n'; printf 'ok 2 - more\\n'";
  const { ended, out } = await attack(t, sh(tap), { box });
  assert.equal(ended.outcome, "FAILED");
  assert.match(out, /\u001b\[2J/);
});

test("files of the machine, its tokens and its other runs are not there", bwrap, async (t) => {
  const box = taskBox(t);
  mkdirSync(join(box.folder, "work/other/work"), { recursive: true });
  writeFileSync(join(box.folder, "work/other/work/secret"), "canary");
  const script = `cat ~root/.bashrc /etc/shadow ${box.folder}/work/other/work/secret ${box.folder}/spool/* 2>/dev/null; ls -A ${box.folder}/work; echo ok; echo 1..1`;
  const ran = await runSteps(box, sh(script), { openSandbox: inBwrap });
  assert.equal(ran.out, `${ran.report.uuid}\nok\n1..1\n`);
});
