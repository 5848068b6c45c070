import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { AppError } from "../../../model/errors.ts";
import { uuidV7 } from "../../../model/uuid.ts";
import { resumeSpool } from "../../../runner/ship/resume.ts";
import type { SpoolRecord } from "../../../runner/ship/spool-record.ts";
import { assertGone } from "../alive.ts";
import { MemorySink } from "../memory-sink.ts";
import { openPointReader } from "../point-reader.ts";
import { formula, runSteps, type TaskBox, taskBox } from "../box.ts";

const options = (messages: string[] = []) => ({
  now: () => Date.parse("2026-01-01T00:00:00Z"),
  random: () => 0,
  openReader: openPointReader,
  signal: new AbortController().signal,
  onRetry: () => {},
  onMessage: (text: string) => void messages.push(text),
});

interface Lost {
  readonly child: ChildProcess;
  readonly uuid: string;
  /** What the task printed so far. */
  readonly out: () => string;
}

/** Starts a runner of its own process, and resolves when its task has printed the text and the spool has it. */
const startRunner = async (box: TaskBox, steps: string, awaited: string): Promise<Lost> => {
  const uuid = uuidV7(Date.now());
  const task = await box.task({ "runtask.yml": formula(steps) });
  const program = join(import.meta.dirname, "lost-runner.ts");
  const child = spawn(process.execPath, [program, task, uuid, box.folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let out = "";
  child.stdout.on("data", (bytes: Buffer) => (out += bytes.toString()));
  while (!out.includes(awaited)) {
    assert.equal(child.exitCode, null, "the runner ended by itself");
    await new Promise((wake) => setTimeout(wake, 5));
  }
  return { child, uuid, out: () => out };
};

test("what a killed runner left is shipped up to its last byte and sealed as lost", async (t) => {
  const box = taskBox(t);
  const steps =
    "- {name: x, shell: 'echo $$$$; i=0; while :; do i=$((i+1)); echo ok $$i; test $$i = 500 && sleep 600; done'}";
  const { child, uuid, out } = await startRunner(box, steps, "ok 500\n");
  child.kill("SIGKILL");
  await once(child, "exit");
  const spooled = readFileSync(join(box.folder, "spool", uuid, "logs", "output.log"));
  assert.equal(spooled.toString(), out());

  const sink = new MemorySink();
  assert.deepEqual(await resumeSpool(join(box.folder, "spool"), sink, options()), [uuid]);
  assert.deepEqual(sink.logs.get("output.log"), spooled);
  assert.equal(sink.results.size, 500);
  assert.equal(sink.sealed?.state, "CRASHED");
  assert.equal(sink.sealed.fault, "runner-lost");
  assert.equal(sink.run?.uuid, uuid);
  assert.deepEqual(readdirSync(join(box.folder, "spool")), []);
  assert.deepEqual(readdirSync(join(box.folder, "work")), []);
  await assertGone(out().split("\n")[0] ?? "");
});

test("artifacts that a killed runner did not come to copy are shipped from its workspace", async (t) => {
  const box = taskBox(t);
  const steps =
    "- {name: x, shell: 'echo kept > $artifactsdir/x; ln -s /etc/passwd $artifactsdir/y; echo ok; sleep 600'}";
  const { child, uuid } = await startRunner(box, steps, "ok\n");
  child.kill("SIGKILL");
  await once(child, "exit");
  const sink = new MemorySink();
  const messages: string[] = [];
  assert.deepEqual(await resumeSpool(join(box.folder, "spool"), sink, options(messages)), [uuid]);
  assert.equal(sink.artifacts.get("x")?.toString(), "kept\n");
  assert.deepEqual(
    sink.sealed?.artifacts?.map(({ path }) => path),
    ["x"],
  );
  assert.match(messages.join(), /"y" is left out: it is a symbolic link/);
  assert.deepEqual(readdirSync(join(box.folder, "work")), []);
});

/** Runs a task whose server refuses it, and makes its spool one of a process that is gone; `change` rewrites the record. */
const refusedRun = async (box: TaskBox, steps: string, change: (record: string) => string) => {
  const refusing = new MemorySink();
  refusing.before = () => {
    throw new AppError("unauthorized", "a token is needed");
  };
  const { report } = await runSteps(box, steps, { sink: refusing });
  const record = join(box.folder, "spool", report.uuid, "run.json");
  const text = readFileSync(record, "utf8").replace(/"owner":"[^"]*"/, '"owner":"gone 1 1"');
  writeFileSync(record, change(text));
  return report;
};

test("results that are read again have the check's whole name, in spools of older runners the task's", async (t) => {
  for (const [change, check] of [
    [(record: string) => record.replace('"check":"demo"', '"check":"dist.demo"'), "dist.demo"],
    [(record: string) => record.replace('"check":"demo",', ""), "demo"],
  ] as const) {
    const box = taskBox(t);
    await refusedRun(box, "- {name: x, shell: 'echo ok; echo 1..1'}", change);
    const sink = new MemorySink();
    await resumeSpool(join(box.folder, "spool"), sink, options());
    assert.equal(sink.results.get(1)?.check, check);
  }
});

test("what a task may not report is kept out when its results are read again", async (t) => {
  const box = taskBox(t);
  const named = (record: string): string => record.replace('"check":"demo"', '"check":"dist.demo"');
  await refusedRun(box, "- {name: x, shell: 'echo ok; echo 1..1'}", named);
  const asked: unknown[] = [];
  const refuseCheck = (check: string, from: unknown): string => {
    asked.push([check, from]);
    return "not listed";
  };
  const sink = new MemorySink();
  await resumeSpool(join(box.folder, "spool"), sink, { ...options(), refuseCheck });
  assert.deepEqual(asked, [["dist.demo", { source: null, namespace: "dist" }]]);
  assert.equal(sink.results.size, 0);
});

test("a spool of a runner that knew no artifacts is sealed as it was", async (t) => {
  const box = taskBox(t);
  const old = (text: string): string => {
    const { owner, workspace, input, seal } = JSON.parse(text) as SpoolRecord;
    return JSON.stringify({ owner, workspace, input, seal: { ...seal, artifacts: undefined } });
  };
  const { uuid } = await refusedRun(box, "- {name: x, shell: 'echo ok; echo 1..1'}", old);
  assert.doesNotMatch(readFileSync(join(box.folder, "spool", uuid, "run.json"), "utf8"), /artifacts|check/);
  const sink = new MemorySink();
  assert.deepEqual(await resumeSpool(join(box.folder, "spool"), sink, options()), [uuid]);
  assert.equal(sink.sealed?.state, "FINISHED");
  assert.equal(sink.sealed.artifacts, undefined);
});

test("the spool of a runner that still runs is left alone", async (t) => {
  const box = taskBox(t);
  const { child, uuid } = await startRunner(box, "- {name: x, shell: 'echo ok; sleep 600'}", "ok\n");
  const sink = new MemorySink();
  assert.deepEqual(await resumeSpool(join(box.folder, "spool"), sink, options()), []);
  assert.deepEqual(sink.calls, []);
  child.kill("SIGKILL");
  await once(child, "exit");
  assert.deepEqual(await resumeSpool(join(box.folder, "spool"), sink, options()), [uuid]);
});

test("a run that was sealed but not shipped keeps its seal", async (t) => {
  const box = taskBox(t);
  const steps = "- {name: x, shell: 'echo ok; echo 1..1'}";
  // Its process must be another one: as long as it runs, it may still ship by itself.
  const report = await refusedRun(box, steps, (record) => record);
  const sink = new MemorySink();
  assert.deepEqual(await resumeSpool(join(box.folder, "spool"), sink, options()), [report.uuid]);
  assert.deepEqual(sink.sealed, report.seal);
  assert.equal(sink.results.size, 1);
});

test("a spool of a run that the server has closed is dropped", async (t) => {
  const box = taskBox(t);
  const { child, uuid } = await startRunner(box, "- {name: x, shell: 'echo ok; sleep 600'}", "ok\n");
  child.kill("SIGKILL");
  await once(child, "exit");
  const sink = new MemorySink();
  sink.closed = true;
  assert.deepEqual(await resumeSpool(join(box.folder, "spool"), sink, options()), []);
  assert.deepEqual(readdirSync(join(box.folder, "spool")), [], uuid);
});

test("a spool that cannot be shipped is told and kept, and does not stop the others", async (t) => {
  const box = taskBox(t);
  const broken = join(box.folder, "spool", "broken");
  mkdirSync(broken, { recursive: true });
  writeFileSync(join(broken, "run.json"), "{");
  mkdirSync(join(box.folder, "spool", "empty"));
  const messages: string[] = [];
  assert.deepEqual(await resumeSpool(join(box.folder, "spool"), new MemorySink(), options(messages)), []);
  assert.deepEqual(readdirSync(join(box.folder, "spool")), ["broken"]);
  assert.match(messages.join(), /spool of run broken is kept/);
});

test("without a spool folder there is nothing to resume", async (t) => {
  assert.deepEqual(await resumeSpool(join(taskBox(t).folder, "none"), new MemorySink(), options()), []);
});
