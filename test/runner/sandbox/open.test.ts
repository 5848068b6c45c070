import assert from "node:assert/strict";
import { chmodSync } from "node:fs";
import { test } from "node:test";
import { AppError } from "../../../model/errors.ts";
import { sandboxOpener } from "../../../runner/sandbox/open.ts";
import { needsProgram } from "../../support/needs.ts";
import { runSteps, taskBox } from "../box.ts";
import { inBwrap, VIEW } from "./bwrap-box.ts";

const OK = "- {name: x, shell: 'echo ok; echo 1..1'}";

test("a kind that there is none of is named, with those that there are", () => {
  assert.throws(
    () => sandboxOpener("jail", VIEW),
    (error) =>
      error instanceof AppError &&
      error.code === "setting" &&
      /bwrap, container, none, not "jail"/.test(error.message),
  );
});

test("a run without a sandbox says so in one line", async (t) => {
  const { messages } = await runSteps(taskBox(t), OK, { openSandbox: sandboxOpener("none", VIEW) });
  assert.equal(messages.filter((line) => /WARNING no sandbox: /.test(line)).length, 1);
});

test("where bubblewrap works it is what is taken, without a word", needsProgram("bwrap"), async (t) => {
  const { out, messages } = await runSteps(taskBox(t), "- {name: x, shell: 'hostname; echo ok; echo 1..1'}", {
    openSandbox: sandboxOpener("", VIEW),
  });
  assert.match(out, /^sandbox\n/);
  assert.deepEqual(
    messages.filter((line) => line.includes("sandbox: ")),
    [],
  );
});

test(
  "a program that the sandbox does not show is told with what shows it",
  needsProgram("bwrap"),
  async (t) => {
    const box = taskBox(t);
    const tools = await box.task({ mytool: "#!/bin/sh\necho ok\n" });
    chmodSync(`${tools}/mytool`, 0o755);
    const { report } = await runSteps(box, "- {name: x, exec: {program: mytool}}", {
      openSandbox: inBwrap,
      env: { PATH: `${tools}:/usr/bin:/bin` },
    });
    assert.equal(report.state, "ABORTED");
    assert.match(
      report.fault ?? "",
      /mytool is not installed where the sandbox sees it.*TASKOTRON_SANDBOX_SHOW=/,
    );
  },
);

test("what the setting shows is there", needsProgram("bwrap"), async (t) => {
  const box = taskBox(t);
  const shown = await box.task({ fact: "ok\n1..1\n" });
  const { report } = await runSteps(box, `- {name: x, shell: 'cat ${shown}/fact'}`, {
    openSandbox: sandboxOpener("bwrap", { ...VIEW, show: [shown] }),
  });
  assert.equal(report.outcome, "PASSED");
});

for (const [items, outcome] of [
  [true, "PASSED"],
  [false, "CRASHED"],
] as const)
  test(
    `an item that is a path is ${items ? "shown to who names it" : "not shown to others"}`,
    needsProgram("bwrap"),
    async (t) => {
      const box = taskBox(t);
      const folder = await box.task({ fact: "ok\n1..1\n" });
      const { report } = await runSteps(box, "- {name: x, shell: 'cat ${item}'}", {
        item: `${folder}/fact`,
        openSandbox: sandboxOpener("bwrap", { ...VIEW, items }),
      });
      assert.equal(report.outcome, outcome);
    },
  );

test(
  "steps share /tmp, and have the network only where the formula asks",
  needsProgram("bwrap"),
  async (t) => {
    const steps =
      "- {name: x, shell: 'echo ok > /tmp/x'}\n- {name: y, shell: ['cat /var/tmp/x; echo 1..1', 'wc -l < /proc/net/dev']}";
    const { out } = await runSteps(taskBox(t), steps, { openSandbox: inBwrap });
    assert.equal(out, "ok\n1..1\n3\n");
  },
);

test("a task owns what the runner puts into its folders", needsProgram("bwrap"), async (t) => {
  const steps = `- {name: x, python: {file: check.py, callable: run}}`;
  const script =
    "import glob, os\ndef run():\n  [call] = glob.glob(os.environ['HOME'] + '/../step-1/call.json')\n";
  const files = { "check.py": `${script}  os.chmod(call, 0o600)\n  print('ok\\n1..1')\n` };
  const { report, err } = await runSteps(taskBox(t), steps, { files, openSandbox: inBwrap });
  assert.equal(report.outcome, "PASSED", err);
});
