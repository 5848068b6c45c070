import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { freshFolder } from "./folder.ts";

const PROJECT = join(import.meta.dirname, "../..");

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command of the project in a process of its own, as a user starts it; nothing of this process's settings reaches it. */
export const start = (
  command: "taskotron" | "runtask",
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): ChildProcess =>
  spawn(process.execPath, [join(PROJECT, "bin", `${command}.ts`), ...args], {
    cwd: PROJECT,
    env: { PATH: process.env["PATH"] ?? "", HOME: freshFolder("home"), ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });

/** Runs a command to its end. */
export const run = (
  command: "taskotron" | "runtask",
  args: readonly string[],
  options: { readonly env?: Readonly<Record<string, string>>; readonly input?: string } = {},
): Promise<Finished> =>
  new Promise((resolve, reject) => {
    const child = start(command, args, options.env);
    let stdout = "";
    let stderr = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
    child.stdin?.end(options.input ?? "");
  });
