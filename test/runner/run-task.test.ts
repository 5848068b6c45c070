import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { AppError } from "../../model/errors.ts";
import { runTask } from "../../runner/run-task.ts";
import { passedOn } from "../../runner/task-options.ts";
import { needsProgram } from "../support/needs.ts";
import { assertGone } from "./alive.ts";
import { MemorySink } from "./memory-sink.ts";
import { runSteps, SMALL, taskBox } from "./box.ts";

const TALK = join(import.meta.dirname, "../../examples/task-talk");

test("the talk's task prints its TAP unchanged and ends well", async (t) => {
  const out: Uint8Array[] = [];
  const report = await runTask(
    taskBox(t).options(join(TALK, "task-talk.yml"), { onOutput: (bytes) => out.push(bytes) }),
  );
  const tap = readFileSync(join(TALK, "talk.tap"));
  assert.deepEqual(Buffer.concat(out), tap);
  assert.equal(report.task, "rpmlint");
  assert.equal(report.state, "FINISHED");
  assert.equal(report.outcome, "PASSED");
  assert.equal(report.ok, true);
  const log = report.logs.find(({ name }) => name === "output.log");
  assert.equal(log?.bytes, tap.length);
  assert.equal(log?.lines, 16);
  assert.equal(log?.sha256, createHash("sha256").update(tap).digest("hex"));
});

test("stdout, stderr and the runner's own messages are three logs", async (t) => {
  const sink = new MemorySink();
  const { report, out, err } = await runSteps(
    taskBox(t),
    "- {name: talk, shell: 'echo ok; echo 1..1; echo oops >&2'}",
    { sink },
  );
  assert.equal(out, "ok\n1..1\n");
  assert.equal(err, "oops\n");
  assert.equal(report.shipped, true);
  assert.deepEqual([...sink.logs.keys()].sort(), ["output.log", "stderr.log", "taskotron.log"]);
  assert.equal(sink.logs.get("output.log")?.toString(), out);
  assert.equal(sink.logs.get("stderr.log")?.toString(), err);
  assert.match(
    sink.logs.get("taskotron.log")?.toString() ?? "",
    /^\[demo\] \d\d:\d\d:\d\d INFO {4}step "talk": shell$/m,
  );
  assert.deepEqual(sink.sealed, report.seal);
  assert.equal(sink.results.get(1)?.outcome, "PASSED");
});

test("nothing is left in the work and spool folders when the server has the run", async (t) => {
  const box = taskBox(t);
  await runSteps(box, "- {name: x, shell: 'echo ok > ${workdir}/x; cat ${workdir}/x; echo 1..1'}", {
    sink: new MemorySink(),
  });
  assert.deepEqual(readdirSync(join(box.folder, "work")), []);
  assert.deepEqual(readdirSync(join(box.folder, "spool")), []);
});

test("the workspace stays when it is asked for", async (t) => {
  const box = taskBox(t);
  const { report } = await runSteps(box, "- {name: x, shell: 'echo hi > ${workdir}/x'}", {
    keepWorkspace: true,
  });
  assert.ok(existsSync(join(box.folder, "work", report.uuid, "work", "x")));
});

test("a task sees what it runs on, and nothing of the runner's environment", async (t) => {
  const { out } = await runSteps(
    taskBox(t),
    "- {name: x, shell: 'env | grep -v -e ^PWD= -e ^_= -e ^SHLVL= | sort'}",
    { env: passedOn({ PATH: "/usr/bin:/bin", TASKOTRON_TOKEN: "secret" }) },
  );
  assert.deepEqual(
    out
      .trim()
      .split("\n")
      .map((line) => line.replace(/=.*/, "")),
    [
      "HOME",
      "LANG",
      "PATH",
      "TASKOTRON_ARCH",
      "TASKOTRON_ARTIFACTSDIR",
      "TASKOTRON_ITEM",
      "TASKOTRON_TYPE",
      "TASKOTRON_UUID",
      "TASKOTRON_WORKDIR",
      "TMPDIR",
    ],
  );
  assert.match(out, /^TASKOTRON_ITEM=foo-1\.2-3\.fc99$/m);
});

test("no output at all is a crash, whatever the exit code", async (t) => {
  const { report } = await runSteps(taskBox(t), "- {name: x, shell: 'true'}");
  assert.equal(report.state, "CRASHED");
  assert.equal(report.outcome, "CRASHED");
  assert.equal(report.ok, false);
  assert.equal(report.exit_code, 0);
  assert.match(report.fault ?? "", /nothing in the output is TAP/);
});

test("results with a bad exit code are kept, and the run is not ok", async (t) => {
  const { report } = await runSteps(taskBox(t), "- {name: x, shell: 'echo ok; echo 1..1; exit 3'}");
  assert.equal(report.state, "FINISHED");
  assert.equal(report.outcome, "PASSED");
  assert.equal(report.exit_code, 3);
  assert.equal(report.ok, false);
});

test("a program that the shell does not find aborts the run and is named", async (t) => {
  const { report } = await runSteps(taskBox(t), "- {name: lint, shell: no-such-linter --all}");
  assert.equal(report.state, "ABORTED");
  assert.match(report.fault ?? "", /step "lint".*no-such-linter.*not found/);
});

test("a program that exec does not find aborts the run and is named", async (t) => {
  const { report } = await runSteps(taskBox(t), "- {name: lint, exec: {program: no-such-linter}}");
  assert.equal(report.state, "ABORTED");
  assert.match(report.fault ?? "", /no-such-linter is not installed/);
});

test("a bail-out aborts the run with its reason", async (t) => {
  const { report } = await runSteps(
    taskBox(t),
    "- {name: x, shell: 'echo Bail out! rpmlint is not installed'}",
  );
  assert.equal(report.state, "ABORTED");
  assert.equal(report.fault, "rpmlint is not installed");
});

test("a step that fails ends the task; the next one does not run", async (t) => {
  const { report, out } = await runSteps(
    taskBox(t),
    "- {name: one, shell: 'echo ok; exit 1'}\n- {name: two, shell: 'echo not ok'}",
  );
  assert.equal(out, "ok\n");
  assert.equal(report.results.length, 1);
});

test("an abort stops the task, and the run is sealed as interrupted", async (t) => {
  const sink = new MemorySink();
  const { report, out } = await runSteps(taskBox(t), "- {name: x, shell: 'sleep 600 & echo $!; sleep 600'}", {
    sink,
    signal: AbortSignal.timeout(300),
  });
  assert.equal(report.state, "ABORTED");
  assert.equal(report.fault, "interrupted");
  assert.equal(sink.sealed?.state, "ABORTED");
  assert.equal(sink.logs.get("output.log")?.toString(), out);
  await assertGone(out);
});

test("the limit that ended a task is in its seal", async (t) => {
  const limits = { ...SMALL, idle: 200 };
  const { report } = await runSteps(taskBox(t), "- {name: x, shell: 'echo ok; sleep 600'}", { limits });
  assert.equal(report.state, "ABORTED");
  assert.equal(report.seal.limit, "idle");
  assert.match(report.fault ?? "", /idle limit/);
});

test("the output limit holds for all steps together", async (t) => {
  const limits = { ...SMALL, output: 1000 };
  const steps = "- {name: x, shell: 'head -c 900 /dev/zero'}\n- {name: y, shell: 'head -c 900 /dev/zero'}";
  const { report, out } = await runSteps(taskBox(t), steps, { limits });
  assert.equal(report.seal.limit, "output");
  assert.equal(out.length, 1000);
});

test("a process that left its group is killed at the end", { ...needsProgram("setsid") }, async (t) => {
  const { report, out } = await runSteps(
    taskBox(t),
    "- {name: x, shell: 'setsid sleep 600 & echo $!; echo ok; echo 1..1; sleep 0.1'}",
  );
  assert.equal(report.ok, true);
  await assertGone(out.split("\n")[0] ?? "");
});

test("an item of a type that the formula does not take is refused before anything runs", async (t) => {
  const box = taskBox(t);
  await assert.rejects(runTask(box.options(TALK, { type: "npm_package" })), (error: unknown) => {
    assert.ok(error instanceof AppError);
    assert.equal(error.code, "usage");
    assert.match(error.message, /rpmlint takes koji_build, not npm_package/);
    return true;
  });
  assert.equal(existsSync(join(box.folder, "spool")), false);
});

test("a run that the server has closed is stopped, and leaves no spool", async (t) => {
  const box = taskBox(t);
  const sink = new MemorySink();
  sink.before = (call) => void (sink.closed = call === "appendLog");
  const started = performance.now();
  const { report } = await runSteps(box, "- {name: x, shell: 'echo ok; sleep 600'}", { sink });
  assert.ok(performance.now() - started < 10_000);
  assert.equal(report.fault, "run-closed");
  assert.equal(report.shipped, false);
  assert.deepEqual(readdirSync(join(box.folder, "spool")), []);
});

test("a server that refuses the run leaves it in the spool, and the task is not disturbed", async (t) => {
  const box = taskBox(t);
  const sink = new MemorySink();
  sink.before = () => {
    throw new AppError("unauthorized", "a token is needed");
  };
  const { report, messages } = await runSteps(box, "- {name: x, shell: 'echo ok; echo 1..1'}", { sink });
  assert.equal(report.ok, true);
  assert.equal(report.shipped, false);
  assert.deepEqual(readdirSync(join(box.folder, "spool")), [report.uuid]);
  assert.ok(messages.some((line) => /kept in .*: a token is needed/.test(line)));
});
