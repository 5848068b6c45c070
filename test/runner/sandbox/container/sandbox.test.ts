import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { test, type TestContext } from "node:test";
import { LIMITS } from "../../../../model/limits.ts";
import { makeWorkspace } from "../../../../runner/execute/workspace.ts";
import { readFormula } from "../../../../runner/formula/read-formula.ts";
import type { Engine } from "../../../../runner/sandbox/container/engine.ts";
import { containerSandbox } from "../../../../runner/sandbox/container/sandbox.ts";
import type { Command, Sandbox } from "../../../../runner/sandbox/sandbox.ts";

const IMAGE = "localhost/taskotron-test-box";

/** A folder with a task, and podman with a runtime that works on older kernels too. */
const boxOf = (t: TestContext) => {
  const folder = mkdtempSync(join(tmpdir(), "taskotron-container-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, "task"));
  writeFileSync(
    join(folder, "task/runtask.yml"),
    `name: demo\ndesc: d\nmaintainer: m\nenvironment:\n  image: ${IMAGE}\nactions:\n  - name: s\n    shell: "true"\n`,
  );
  writeFileSync(join(folder, "conf"), '[engine]\nruntime = "runc"\n');
  const env = { HOME: folder, PATH: process.env["PATH"] ?? "", CONTAINERS_CONF: join(folder, "conf") };
  return { folder, engine: { name: "podman", file: "/usr/bin/podman", env } satisfies Engine };
};

const open = async (folder: string, engine: Engine): Promise<Sandbox & { readonly workdir: string }> => {
  const workspace = await makeWorkspace(join(folder, "work"), "u1", false);
  const formula = await readFormula(join(folder, "task/runtask.yml"));
  const place = {
    uuid: "0190a0a0-0000-7000-8000-00000000abcd",
    item: "foo-1-1",
    type: "koji_build",
    arch: "noarch",
  };
  const limits = { ...LIMITS, processes: 100, openFiles: 256, memory: 256 << 20 };
  const signal = new AbortController().signal;
  const sandbox = await containerSandbox(
    { ...place, workspace, formula, limits, say: () => {}, signal },
    engine,
    true,
  );
  return { ...sandbox, workdir: workspace.workdir };
};

/** Runs a command as the runner would. */
const run = async ({ file, args, env, pipes }: Command): Promise<string> => {
  const child = spawn(file, args, { env: { ...env }, cwd: "/", stdio: ["ignore", "pipe", "pipe", "pipe"] });
  const pipe = child.stdio[3];
  if (pipe && "end" in pipe) pipe.end(pipes[0]);
  let said = "";
  child.stdout?.on("data", (bytes: Buffer) => (said += bytes.toString()));
  child.stderr?.on("data", (bytes: Buffer) => (said += bytes.toString()));
  const { promise, resolve } = Promise.withResolvers<void>();
  child.on("close", () => resolve());
  await promise;
  return said;
};

/** Makes an image of busybox and what it is linked to. Answers why that, or a container of it, does not work; null when it does. */
const makeImage = (folder: string, { file, env }: Engine): string | null => {
  const root = join(folder, "root");
  const busybox = spawnSync("which", ["busybox"], { encoding: "utf8" }).stdout.trim();
  if (busybox === "") return "busybox is not installed";
  const linked = spawnSync("ldd", [busybox], { encoding: "utf8" }).stdout.match(/\/\S+/g) ?? [];
  for (const path of linked) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    copyFileSync(realpathSync(path), join(root, dirname(path), basename(path)));
  }
  for (const name of ["bin", "tmp", "proc", "dev", "sys", "run", "etc"])
    mkdirSync(join(root, name), { recursive: true });
  copyFileSync(busybox, join(root, "bin/busybox"));
  for (const name of ["sh", "id", "cat", "grep", "touch", "ls", "sleep"])
    symlinkSync("busybox", join(root, "bin", name));
  execFileSync("tar", ["-C", root, "-cf", join(folder, "root.tar"), "."]);
  const made = spawnSync(file, ["import", join(folder, "root.tar"), IMAGE], { env, encoding: "utf8" });
  if (made.status !== 0) return `podman does not work here: ${made.error?.message ?? made.stderr.trim()}`;
  const limits = ["--ulimit", "nofile=256:256", "--ulimit", "nproc=100:100"];
  const tried = spawnSync(file, ["run", "--rm", ...limits, "--network", "none", IMAGE, "sh", "-c", "true"], {
    env,
    encoding: "utf8",
  });
  return tried.status === 0 ? null : `podman does not work here: ${tried.stderr.trim()}`;
};

test("a container has the task's files, the run's folders and environment, and no network and no rights", async (t) => {
  const { folder, engine } = boxOf(t);
  const why = makeImage(folder, engine);
  t.after(() => spawnSync(engine.file, ["rmi", "--force", IMAGE], { env: engine.env }));
  if (why !== null) return t.skip(why);
  const sandbox = await open(folder, engine);
  const script = [
    "id -u; grep CapEff /proc/self/status; echo $SECRET; ls $TASK; touch made && echo made",
    "touch /bin/x; touch $TASK/x; ls /sys/class/net",
  ].join("; ");
  const env = { SECRET: "a=b c", PATH: "/bin", TASK: join(folder, "task") };
  const command = await sandbox.command({
    file: "sh",
    args: ["-c", script],
    cwd: sandbox.workdir,
    env,
    network: false,
  });
  const said = await run(command);
  await sandbox[Symbol.asyncDispose]();
  assert.match(said, /^6\d{4}\nCapEff:\s*0+\na=b c\nruntask\.yml\nmade\n/);
  assert.equal(said.match(/Read-only file system/g)?.length, 2);
  assert.match(said, /\nlo\n/);
  assert.ok(!command.args.join(" ").includes("a=b c"), "the environment is among the arguments");
});

test("a container is killed by its name", async (t) => {
  const { folder, engine } = boxOf(t);
  const why = makeImage(folder, engine);
  t.after(() => spawnSync(engine.file, ["rmi", "--force", IMAGE], { env: engine.env }));
  if (why !== null) return t.skip(why);
  const sandbox = await open(folder, engine);
  const script = 'trap "" TERM; echo up; while :; do sleep 0.1; done';
  const command = await sandbox.command({
    file: "sh",
    args: ["-c", script],
    cwd: "/",
    env: { PATH: "/bin" },
    network: false,
  });
  const ended = run(command);
  const isUp = () =>
    spawnSync(engine.file, ["ps", "-q"], { env: engine.env, encoding: "utf8" }).stdout !== "";
  while (!isUp()) await new Promise((resolve) => setTimeout(resolve, 100));
  sandbox.signal(0, "SIGKILL");
  await ended;
  await sandbox[Symbol.asyncDispose]();
  assert.equal(isUp(), false);
});

test("an image that cannot be had is named", async (t) => {
  const { folder, engine } = boxOf(t);
  await assert.rejects(open(folder, { ...engine, file: "/bin/false" }), {
    code: "environment",
    message: `the container image ${IMAGE} cannot be fetched: try podman pull ${IMAGE}, or set environment.image`,
  });
});

test(
  "a task owns what the runner puts into its folders",
  process.getuid?.() === 0 ? {} : { skip: "only root has programs of another user" },
  async (t) => {
    const { folder, engine } = boxOf(t);
    // the image is said to be there
    const sandbox = await open(folder, { ...engine, file: "/bin/true" });
    const file = join(sandbox.workdir, "call.json");
    writeFileSync(file, "{}");
    assert.equal(statSync(file).uid, 0);
    await sandbox.command({ file: "sh", args: [], cwd: "/", env: {}, network: false });
    assert.equal(statSync(file).uid, statSync(sandbox.workdir).uid);
    assert.notEqual(statSync(file).uid, 0);
  },
);
