import { execFileSync, spawn } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer, type AddressInfo } from "node:net";
import { once } from "node:events";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { TestContext } from "node:test";
import type { Target } from "../../../runner/remote/target.ts";

interface Sshd {
  readonly target: Target;
  /** What its sessions find on `PATH` before anything else. */
  readonly bin: string;
  /** Where its sessions make temporary folders. */
  readonly tmp: string;
}

/** A real sshd on loopback with keys of its own, ended with the test. */
export const startSshd = async (t: TestContext): Promise<Sshd> => {
  const folder = mkdtempSync(join(tmpdir(), "taskotron-sshd-"));
  const path = (name: string) => join(folder, name);
  for (const name of ["host", "user"])
    execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", path(name)]);
  copyFileSync(path("user.pub"), path("authorized"));
  for (const name of ["bin", "tmp"]) mkdirSync(path(name));
  mkdirSync("/run/sshd", { recursive: true });
  const port = await freePort();
  const settings = {
    Port: port,
    ListenAddress: "127.0.0.1",
    HostKey: path("host"),
    AuthorizedKeysFile: path("authorized"),
    StrictModes: "no",
    UsePAM: "no",
    PidFile: "none",
    SetEnv: `PATH=${path("bin")}:/usr/bin:/bin TMPDIR=${path("tmp")}`,
  };
  writeFileSync(
    path("config"),
    Object.entries(settings)
      .map(([name, value]) => `${name} ${value}\n`)
      .join(""),
  );
  const sshd = spawn("/usr/sbin/sshd", ["-D", "-e", "-f", path("config")], { stdio: "ignore" });
  t.after(async () => {
    sshd.kill();
    await once(sshd, "exit");
    rmSync(folder, { recursive: true, force: true });
  });
  for (let turn = 0; turn < 100 && !(await isOpen(port)); turn++) await setTimeout(50);
  const options = ["StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR"];
  return {
    target: { host: `${userInfo().username}@127.0.0.1`, port, key: path("user"), options },
    bin: path("bin"),
    tmp: path("tmp"),
  };
};

/** A program of these lines of sh. */
export const writeProgram = (file: string, lines: string): void => {
  writeFileSync(file, `#!/bin/sh\n${lines}\n`);
  chmodSync(file, 0o755);
};

export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
};

const isOpen = (port: number): Promise<boolean> => {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect({ host: "127.0.0.1", port });
  socket.once("connect", () => (socket.destroy(), resolve(true))).once("error", () => resolve(false));
  return promise;
};
