import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { openSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

/** A process that is killed and started again. */
export interface Victim {
  readonly name: string;
  /** Ends it as a power cut would; resolves when it is gone. */
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
}

type Env = Readonly<Record<string, string>>;

interface Command {
  readonly args: readonly string[];
  readonly env: Env;
  /** File that its output goes to. */
  readonly log: string;
}

const launch = ({ args, env, log }: Command): ChildProcess => {
  const out = openSync(log, "a");
  return spawn(process.execPath, [join(ROOT, "bin/taskotron.mjs"), ...args], {
    env: { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "", ...env },
    stdio: ["ignore", out, out],
  });
};

const isRunning = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode === null && signalCode === null;

/** One of our own processes. `ready` resolves when it does its work. */
export const ownProcess = (
  name: string,
  command: Command,
  ready: () => Promise<void>,
): Victim & { readonly stop: () => Promise<void> } => {
  let child: ChildProcess | null = null;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child === null || !isRunning(child)) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  };
  return {
    name,
    start: async () => {
      child = launch(command);
      await ready();
    },
    kill: () => end("SIGKILL"),
    stop: () => end("SIGTERM"),
  };
};

/** One of the services of `npm run services`. */
export const service = (name: "elasticsearch" | "redis"): Victim => ({
  name,
  kill: async () => services("kill", name),
  start: async () => services("start", name),
});

const services = (command: "kill" | "start", name: string): void => {
  const done = spawnSync(process.execPath, [join(ROOT, "scripts/services/main.mjs"), command, name], {
    encoding: "utf8",
  });
  if (done.status !== 0) throw new Error(`${command} ${name}: ${done.stdout}${done.stderr}`);
};

/** A `runtask` that reports to a server; null while it runs, else its exit code. */
export const runTask = (
  command: Command,
): { readonly kill: () => void; readonly ended: Promise<unknown> } => {
  const child = launch(command);
  return { kill: () => child.kill("SIGKILL"), ended: once(child, "exit") };
};
