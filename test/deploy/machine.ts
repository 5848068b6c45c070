import { type ExecFileException, execFile } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { ROOT, textOf } from "./files.ts";

/** A machine that systemd has booted: this one's programs, an own /etc and /var, and the project at /opt/taskotron. Its network is its loopback. */
export interface Machine {
  /** Runs a shell's line in it. */
  readonly run: (line: string) => Promise<{ readonly code: number; readonly said: string }>;
}

const EMPTY = [
  "etc/systemd/system",
  "etc/taskotron",
  "usr",
  "var/lib",
  "run",
  "tmp",
  "proc",
  "sys",
  "dev",
  "root",
  "opt",
];

const FROM_HERE = [
  "passwd",
  "group",
  "nsswitch.conf",
  "ld.so.cache",
  "ld.so.conf",
  "ld.so.conf.d",
  "alternatives",
];

/** The first would reach through to the machine that the tests run on; the others nobody needs here. */
const LEFT_OUT = [
  ...["systemd-sysctl", "systemd-binfmt", "systemd-udevd", "systemd-udev-trigger", "systemd-remount-fs"],
  ...["dbus", "systemd-logind"],
];

/** The longest that one line may take, in ms. */
const PATIENCE = 60_000;

/** The Node of these tests, where the machine has it. */
export const NODE = process.execPath.replace(ROOT, "/opt/taskotron");

const makeRoot = (env: string): string => {
  const root = mkdtempSync(join(tmpdir(), "machine-"));
  chmodSync(root, 0o755);
  for (const folder of EMPTY) mkdirSync(join(root, folder), { recursive: true });
  for (const name of ["bin", "sbin", "lib", "lib64"]) symlinkSync(`usr/${name}`, join(root, name));
  for (const name of FROM_HERE)
    cpSync(join("/etc", name), join(root, "etc", name), {
      recursive: true,
      verbatimSymlinks: true,
      force: true,
    });
  // a machine that has its number does not set itself up, which would start what the packages of this one bring
  writeFileSync(join(root, "etc/machine-id"), `${"0123456789abcdef".repeat(2)}\n`);
  for (const name of LEFT_OUT) symlinkSync("/dev/null", join(root, `etc/systemd/system/${name}.service`));
  for (const name of ["taskotron-server.service", "taskotron-worker.service"]) {
    const text = textOf("systemd", name).replace("/usr/bin/node", NODE);
    writeFileSync(join(root, "etc/systemd/system", name), text);
  }
  writeFileSync(join(root, "etc/taskotron/taskotron.env"), env, { mode: 0o600 });
  return root;
};

const execute = (file: string, args: readonly string[]): Promise<{ code: number; said: string }> =>
  new Promise((resolve) =>
    execFile(file, args, { timeout: PATIENCE }, (error: ExecFileException | null, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code) || 1, said: `${stdout}${stderr}` }),
    ),
  );

/** runc works on older kernels than crun does; limits are those of whoever runs the tests. */
const podman = (...args: readonly string[]): Promise<{ code: number; said: string }> =>
  execute("podman", ["--runtime=runc", ...args]);

// prettier-ignore
const BOX = [
  "--privileged", "--systemd=always", "--network=none", "--ulimit=nofile=1024:1024", "--ulimit=nproc=4096:4096",
  "-v", "/usr:/usr:ro", "-v", `${ROOT}:/opt/taskotron:ro`,
];

/** Boots a machine with the project's units, and with these lines as its /etc/taskotron/taskotron.env. It is gone when the test ends. */
export const bootMachine = async (t: TestContext, env: string): Promise<Machine> => {
  const root = makeRoot(env);
  const started = await podman("run", "-d", ...BOX, "--rootfs", root, "/lib/systemd/systemd");
  const id = started.said.trim().split("\n").at(-1) ?? "";
  t.after(async () => {
    await podman("rm", "-f", "-t", "0", id);
    rmSync(root, { recursive: true, force: true });
  });
  if (started.code !== 0) throw new Error(`no machine: ${started.said}`);
  const run: Machine["run"] = (line) => podman("exec", id, "sh", "-c", line);
  const up = await run(
    'for i in $(seq 200); do [ "$(systemctl is-system-running)" = running ] && exit; sleep 0.1; done; exit 1',
  );
  if (up.code !== 0)
    throw new Error(`the machine did not come up: ${(await run("systemctl list-jobs")).said}`);
  return { run };
};
