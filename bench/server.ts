import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** Milliseconds that a server may take to end. */
const PATIENCE = 8_000;

const TASKOTRON = join(import.meta.dirname, "../bin/taskotron.mjs");

/** A server that was started as people start it. */
export interface Server extends AsyncDisposable {
  readonly address: string;
  readonly pid: number;
  /** Milliseconds from the command to the address. */
  readonly listening: number;
  /** When it was started, on the clock of `performance.now()`. */
  readonly started: number;
  /** What the API answers below `/api/v1`. */
  get(path: string): Promise<unknown>;
}

/** Starts `taskotron serve` on a free port; resolves when it has printed its address. */
export const startServer = async (data: string, ...flags: readonly string[]): Promise<Server> => {
  const started = performance.now();
  const args = [TASKOTRON, "serve", "--port", "0", "--data", data, ...flags];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] });
  const address = await new Promise<string>((resolve, reject) => {
    const said: string[] = [];
    createInterface(child.stderr).on("line", (line) => {
      said.push(line);
      const found = /^taskotron: (http:\S+)/.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once("exit", () => reject(new Error(`the server ended: ${said.join(" ")}`)));
  });
  return {
    address,
    pid: child.pid ?? 0,
    started,
    listening: performance.now() - started,
    get: async (path) => (await fetch(`${address}/api/v1${path}`)).json(),
    [Symbol.asyncDispose]: () => stop(child),
  };
};

/** A server that does not end by itself is said and killed: it must not keep the next measurement waiting. */
const stop = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const late = setTimeout(() => {
    process.stderr.write(`bench: the server did not end within ${PATIENCE / 1000} s of SIGTERM, killed\n`);
    child.kill("SIGKILL");
  }, PATIENCE);
  await ended;
  clearTimeout(late);
};

/** Calls until the answer is true, without a pause longer than 2 ms; gives up after a minute. */
export const until = async (isTrue: () => Promise<boolean>): Promise<void> => {
  const end = performance.now() + 60_000;
  while (!(await isTrue())) {
    if (performance.now() > end) throw new Error("what was waited for did not come within a minute");
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
};
