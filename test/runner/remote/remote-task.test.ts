import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { setTimeout } from "node:timers/promises";
import { standingMachine } from "../../../runner/remote/machine.ts";
import { makeRemoteFolder } from "../../../runner/remote/remote-folder.ts";
import { runRemotely } from "../../../runner/remote/remote-task.ts";
import { sshArgs } from "../../../runner/remote/target.ts";
import { needsProgram } from "../../support/needs.ts";
import { freePort, startSshd, writeProgram } from "./sshd.ts";

const NEEDS = needsProgram("sshd");

const UUID = "0190a0a0-0000-7000-8000-000000000001";

const NO_ENVIRONMENT = {
  packages: { rpm: [], deb: [], npm: [], pip: [] },
  network: false,
  secrets: [],
  quiet: null,
  image: null,
  distro: null,
  release: null,
};

const taskIn = (t: TestContext) => {
  const folder = mkdtempSync(join(tmpdir(), "taskotron-remote-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of ["task", "artifacts"]) mkdirSync(join(folder, name));
  writeFileSync(join(folder, "task/demo.yml"), "name: demo\n");
  const told: string[] = [];
  return {
    told,
    task: {
      uuid: UUID,
      item: "it's-1.2-3.fc42",
      type: "koji_build",
      arch: "noarch",
      jobid: "",
      folder: join(folder, "task"),
      formula: "demo.yml",
      artifactsdir: join(folder, "artifacts"),
      environment: NO_ENVIRONMENT,
      say: (_level: string, message: string) => void told.push(message),
      signal: new AbortController().signal,
    },
  };
};

/** Runs a program and gathers what it prints. */
const run = async (file: string, args: readonly string[]) => {
  const child = spawn(file, args, { stdio: ["ignore", "pipe", "pipe"] });
  let out = "";
  child.stdout.on("data", (bytes: Buffer) => (out += bytes.toString()));
  child.stderr.on("data", (bytes: Buffer) => (out += bytes.toString()));
  await once(child, "close");
  return { exitCode: child.exitCode, out };
};

test(
  "the other machine's runtask runs the task, its artifacts come back, and nothing stays there",
  NEEDS,
  async (t) => {
    const { target, bin, tmp } = await startSshd(t);
    const work = `$TMPDIR/runtask-x/${UUID}/artifacts`;
    writeProgram(
      join(bin, "runtask"),
      `for a; do echo "<$a>"; done; ls -l task; mkdir -p ${work}; echo kept >${work}/file; exit 3`,
    );
    const { task } = taskIn(t);
    const end = await runRemotely(task, standingMachine(target), run);
    assert.equal(end.exitCode, 3);
    assert.match(
      end.out,
      /<--local>\n<--no-destroy>\n<--uuid>\n<0190.*>\n<-i>\n<it's-1\.2-3\.fc42>\n[\s\S]*<\.\/task\/demo\.yml>/,
    );
    assert.match(end.out, /demo\.yml/);
    assert.equal(readFileSync(join(task.artifactsdir, "file"), "utf8"), "kept\n");
    assert.deepEqual(readdirSync(tmp), []);
  },
);

test("a machine without runtask says what to install", NEEDS, async (t) => {
  const { target, tmp } = await startSshd(t);
  const end = await runRemotely(taskIn(t).task, standingMachine(target), run);
  assert.equal(end.exitCode, 127);
  assert.match(end.out, /runtask is not installed on this machine: npm install --global taskotron/);
  assert.deepEqual(readdirSync(tmp), []);
});

test("a machine that cannot be reached is a fault of the network", NEEDS, async (t) => {
  const target = { host: "127.0.0.1", port: await freePort(), key: null, options: [] };
  await assert.rejects(runRemotely(taskIn(t).task, standingMachine(target), run), {
    code: "network",
    message: /^network: 127\.0\.0\.1 port \d+ cannot be reached: .*Connection refused/,
  });
});

const isRunning = (pid: number): boolean =>
  existsSync(`/proc/${pid}/stat`) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "latin1"));

test("a runner that is killed leaves no process and no folder on the other machine", NEEDS, async (t) => {
  const { target, tmp } = await startSshd(t);
  const folder = await makeRemoteFolder(target, new AbortController().signal);
  const script = `cd ${folder.path}; echo $$ >pid; trap "" TERM; echo started; sleep 60 & wait; sleep 60`;
  const ssh = spawn("ssh", sshArgs(target, `exec sh -c '${script}'`), {
    stdio: ["ignore", "pipe", "ignore"],
  });
  await once(ssh.stdout, "data");
  const pid = Number(readFileSync(join(folder.path, "pid"), "utf8"));
  ssh.kill("SIGKILL");
  await folder[Symbol.asyncDispose]();
  assert.deepEqual(readdirSync(tmp), []);
  for (let turn = 0; turn < 100 && isRunning(pid); turn++) await setTimeout(50);
  assert.equal(isRunning(pid), false);
});
