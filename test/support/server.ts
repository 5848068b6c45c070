import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { start } from "./command.ts";

/** A server of its own for a test, started by its command. */
export interface Server extends AsyncDisposable {
  readonly address: string;
  /** What it has printed to stdout so far. */
  readonly output: () => string;
  readonly get: (path: string) => Promise<unknown>;
  /** Ends it as Ctrl-C does, and answers its exit code. */
  readonly stop: () => Promise<number | null>;
  readonly kill: () => Promise<void>;
}

export const startServer = async (data: string, ...flags: readonly string[]): Promise<Server> => {
  const child = start("taskotron", ["serve", "--port", "0", "--data", data, ...flags]);
  let output = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (output += text));
  const address = await addressOf(child);
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const ended = once(child, "exit");
    child.kill(signal);
    return ((await ended) as [number | null])[0];
  };
  return {
    address,
    output: () => output,
    get: async (path) => (await fetch(`${address}/api/v1${path}`)).json(),
    stop: () => end("SIGINT"),
    kill: async () => void (await end("SIGKILL")),
    [Symbol.asyncDispose]: async () => void (await end("SIGKILL")),
  };
};

const addressOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let errors = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      errors += text;
      const address = /http:\/\/\S+/.exec(errors)?.[0];
      if (address !== undefined) resolve(address);
    });
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}: ${errors}`)));
  });

/** Asks again until the answer is there; fails after `limit_ms`. */
export const eventually = async <T>(
  what: string,
  ask: () => Promise<T | null>,
  limit_ms = 60_000,
): Promise<T> => {
  const end = Date.now() + limit_ms;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (Date.now() > end) throw new Error(`${what} did not happen within ${limit_ms} ms`);
    await sleep(100);
  }
};
