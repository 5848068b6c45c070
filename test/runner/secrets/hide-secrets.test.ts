import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { setTimeout } from "node:timers/promises";
import { homedir } from "node:os";
import { readFormula } from "../../../runner/formula/read-formula.ts";
import { hideSecrets } from "../../../runner/secrets/hide-secrets.ts";
import { sandboxOpener } from "../../../runner/sandbox/open.ts";
import { runTask } from "../../../runner/run-task.ts";
import type { RunTaskOptions } from "../../../runner/task-options.ts";
import { MemorySink } from "../memory-sink.ts";
import { formula, taskBox } from "../box.ts";
import { needsProgram } from "../../support/needs.ts";

const SECRET = "hunter2-correct";

const LEAKY = `
- name: leak
  shell: |
    ls -l \${secretsdir} >&2
    cd $$TASKOTRON_SECRETSDIR; printf 'ok - has '; cat TOKEN; base64 TOKEN; cat TOKEN >&2
    echo "a file with $$(cat TOKEN) in it" > \${artifactsdir}/notes.txt
    echo 1..1
`;

const run = async (t: TestContext, steps: string, other: Partial<RunTaskOptions> = {}, mode = 0o600) => {
  const box = taskBox(t);
  mkdirSync(join(box.folder, "secrets/demo"), { recursive: true });
  writeFileSync(join(box.folder, "secrets/demo/TOKEN"), `${SECRET}\n`, { mode });
  const text = formula(steps).replace("actions:", "environment:\n  secrets: [TOKEN]\nactions:");
  const heard: string[] = [];
  const hear = (bytes: Uint8Array | string) => void heard.push(Buffer.from(bytes).toString());
  const out: string[] = [];
  const sink = new MemorySink();
  const report = await runTask(
    box.options(await box.task({ "runtask.yml": text }), {
      secrets: join(box.folder, "secrets"),
      onOutput: (bytes) => {
        hear(bytes);
        out.push(Buffer.from(bytes).toString());
      },
      onErrorOutput: hear,
      onMessage: (line) => hear(`${line}\n`),
      debug: true,
      sink,
      ...other,
    }),
  );
  return { report, heard: heard.join(""), out: out.join(""), sink, uuid: report.uuid };
};

for (const kind of ["none", "bwrap"] as const)
  test(
    `steps read a secret as a file in sandbox ${kind}, and nothing that leaves the run has it`,
    needsProgram(kind === "none" ? "sh" : "bwrap"),
    async (t) => {
      const view = {
        show: [],
        hide: [],
        home: homedir(),
        project: join(import.meta.dirname, "../../.."),
        node: process.execPath,
        items: false,
      };
      const { report, heard, out, sink, uuid } = await run(t, LEAKY, {
        openSandbox: sandboxOpener(kind, view),
      });
      assert.equal(report.state, "FINISHED", report.fault ?? "");
      assert.match(out, /ok - has \*\*\*\n\*\*\*Cg==/);
      assert.match(heard, /-r-------- 1 .* TOKEN/);
      assert.match(heard, /secrets were masked 4 times/);
      assert.match(heard, /the artifact notes\.txt held a secret, which was masked/);
      const sent = JSON.stringify(sink, (_, value: unknown) =>
        value instanceof Map
          ? [...value]
          : value instanceof Uint8Array
            ? Buffer.from(value).toString("latin1")
            : value,
      );
      for (const text of [heard, sent, JSON.stringify(report)]) {
        assert.ok(!text.includes(SECRET), "the secret is in what left the run");
        assert.ok(!text.includes(Buffer.from(SECRET).toString("base64").slice(0, 19)));
      }
      assert.equal(existsSync(`/dev/shm/taskotron-${uuid}`), false);
    },
  );

test("a secret that is too short to be masked is told", async (t) => {
  const box = taskBox(t);
  mkdirSync(join(box.folder, "secrets/demo"), { recursive: true });
  writeFileSync(join(box.folder, "secrets/demo/PIN"), "1234\n", { mode: 0o600 });
  const text = formula("- name: a\n  shell: x\n").replace(
    "actions:",
    "environment: { secrets: [PIN] }\nactions:",
  );
  const read = await readFormula(join(await box.task({ "runtask.yml": text }), "runtask.yml"));
  const told: string[] = [];
  const journal = { hide: () => {}, say: (_level: string, message: string) => void told.push(message) };
  await hideSecrets(join(box.folder, "secrets"), read, { output: { hide: () => {} }, journal });
  assert.deepEqual(told, ["the secret PIN has fewer than 6 characters and is not masked"]);
});

test("a secret that is missing or open to others ends the run before its first step", async (t) => {
  const { report, heard } = await run(t, "- name: a\n  shell: echo begun\n", {}, 0o644);
  assert.equal(report.state, "ABORTED");
  assert.match(report.fault ?? "", /can be read by others \(mode 644\): chmod 600/);
  assert.doesNotMatch(heard, /begun/);
  const missing = await run(t, "- name: a\n  shell: echo begun\n", { secrets: "/nowhere" });
  assert.equal(missing.report.state, "ABORTED");
  assert.match(
    missing.report.fault ?? "",
    /the secret TOKEN is missing: there is no readable file \/nowhere\/demo\/TOKEN/,
  );
});

test(
  "a runner that is killed leaves neither the secret nor a program that has it",
  needsProgram("bwrap"),
  async (t) => {
    const box = taskBox(t);
    mkdirSync(join(box.folder, "secrets/demo"), { recursive: true });
    writeFileSync(join(box.folder, "secrets/demo/TOKEN"), SECRET, { mode: 0o600 });
    const steps = '- name: a\n  shell: |\n    echo "at ${secretsdir}"; cat ${secretsdir}/TOKEN; sleep 60\n';
    const task = await box.task({
      "runtask.yml": formula(steps).replace("actions:", "environment: { secrets: [TOKEN] }\nactions:"),
    });
    const root = join(import.meta.dirname, "../../..");
    const runner = spawn(
      process.execPath,
      [join(root, "bin/runtask.ts"), "-i", "a-1-1", "-t", "koji_build", task],
      {
        env: { ...process.env, TASKOTRON_SECRETS: join(box.folder, "secrets"), TMPDIR: box.folder },
        stdio: ["ignore", "pipe", "ignore"],
      },
    );
    let out = "";
    for await (const bytes of runner.stdout as AsyncIterable<Buffer>) {
      out += bytes.toString();
      if (out.includes("***") || out.includes(SECRET)) break;
    }
    const folder = /at (\S+)/.exec(out)?.[1] ?? "";
    assert.equal(readFileSync(join(folder, "TOKEN"), "utf8"), SECRET);
    assert.ok(!out.includes(SECRET));
    runner.kill("SIGKILL");
    for (let turn = 0; turn < 200 && existsSync(folder); turn++) await setTimeout(20);
    assert.equal(existsSync(folder), false);
    const holds = (): boolean => spawnSync("pgrep", ["-f", folder]).status === 0;
    for (let turn = 0; turn < 100 && holds(); turn++) await setTimeout(50);
    assert.equal(holds(), false);
  },
);
