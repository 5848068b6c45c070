import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import { AppError } from "../../model/errors.ts";
import { sshArgs, type Target } from "./target.ts";
import { lastLine } from "./tool.ts";

/** A new folder on another machine. */
export interface RemoteFolder extends AsyncDisposable {
  readonly path: string;
}

/** Names its folder, waits until the connection ends however that comes about, ends the processes of the group in `pid`, and removes the folder. */
const GUARD = `umask 077; d=$(mktemp -d "\${TMPDIR:-/tmp}/taskotron-XXXXXX") || exit 1
trap "" HUP TERM INT PIPE; echo "$d"; cat >/dev/null
if read -r pid <"$d/pid"; then kill -TERM "-$pid"; n=0
while kill -0 "-$pid" && [ $n -lt 50 ]; do sleep 0.1; n=$((n+1)); done; kill -KILL "-$pid"; fi 2>/dev/null
rm -rf -- "$d"`;

/** Makes a folder there. The connection that makes it stays open and removes it when it ends: when the folder is disposed of, and when this process or
    the network fails. Throws `network`. */
export const makeRemoteFolder = async (target: Target, signal: AbortSignal): Promise<RemoteFolder> => {
  const ssh = spawn("ssh", sshArgs(target, GUARD), { stdio: ["pipe", "pipe", "pipe"], detached: true });
  const ended = endOf(ssh);
  const stop = (): void => void ssh.stdin.end();
  // a connection that is not there yet has nothing to remove
  const giveUp = (): void => void ssh.kill();
  signal.addEventListener("abort", giveUp, { once: true });
  const path = await Promise.race([firstLine(ssh.stdout), ended.then(() => null)]);
  signal.removeEventListener("abort", giveUp);
  if (path === null) throw unreachable(target, await ended);
  return {
    path,
    [Symbol.asyncDispose]: async () => {
      stop();
      await ended;
    },
  };
};

type Ssh = ChildProcessByStdio<Writable, Readable, Readable>;

/** Resolves to what it said last. */
const endOf = async (ssh: Ssh): Promise<string> => {
  let said = "";
  ssh.stderr.on("data", (bytes: Buffer) => (said = (said + bytes.toString()).slice(-4096)));
  ssh.stdin.on("error", () => {});
  const failed = once(ssh, "error").then(([error]) =>
    error instanceof Error ? error.message : "it cannot be started",
  );
  const closed = once(ssh, "close").then(() => lastLine(said));
  return Promise.race([failed, closed]);
};

const firstLine = async (stream: Readable): Promise<string> => {
  let text = "";
  const { promise, resolve } = Promise.withResolvers<string>();
  stream.on("data", (bytes: Buffer) => {
    text += bytes.toString();
    const end = text.indexOf("\n");
    if (end >= 0) resolve(text.slice(0, end));
  });
  return promise;
};

/** The error of a machine that did not answer as it should; `reason` is what ssh said. */
export const unreachable = ({ host, port }: Target, reason: string): AppError =>
  new AppError(
    "network",
    `network: ${host} port ${port} cannot be reached: ${reason || "the connection was closed"}`,
  );
