import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { AppError } from "../../model/errors.ts";
import { killQuietly } from "../sandbox/processes.ts";
import type { Command } from "../sandbox/sandbox.ts";
import { descriptorsFor } from "./descriptors.ts";
import { missingTool } from "./missing-tool.ts";

/** A program that runs, in a process group of its own and without input. */
export interface Child {
  readonly pid: number;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** How the program itself ended; its output may still be read, and held by others. */
  readonly exit: Promise<{ readonly exitCode: number | null; readonly signal: string | null }>;
  /** Kills what there is of the group. */
  readonly kill: () => void;
}

/** Starts a program, which ends with this process at the latest. Throws `missing-tool` when there is no such program, `directive` when it cannot be started. */
export const startChild = async ({ file, args, cwd, env, pipes }: Command): Promise<Child> => {
  try {
    const child = spawn(file, args, {
      ...{ cwd, env, detached: true },
      stdio: ["ignore", "pipe", "pipe", ...descriptorsFor(pipes)],
    });
    const exit: Child["exit"] = new Promise((resolve) => {
      child.once("exit", (exitCode, signal) => resolve({ exitCode, signal }));
    });
    await once(child, "spawn");
    return { ...started(child, pipes), exit };
  } catch (cause) {
    throw startFailure(file, cause);
  }
};

const started = (child: ChildProcess, pipes: Command["pipes"]): Omit<Child, "exit"> => {
  const { pid, stdout, stderr } = child;
  if (pid === undefined || stdout === null || stderr === null) throw new Error("it has no process");
  for (const [at, bytes] of pipes.entries()) feed(child, 3 + at, bytes);
  groups.add(pid);
  const kill = () => {
    groups.delete(pid);
    killQuietly(-pid, "SIGKILL");
  };
  return { pid, stdout, stderr, kill };
};

/** The groups that are left to kill. */
const groups = new Set<number>();

process.once("exit", () => {
  for (const pid of groups) killQuietly(-pid, "SIGKILL");
});

const feed = ({ stdio }: ChildProcess, descriptor: number, bytes: Uint8Array): void => {
  const pipe = stdio[descriptor];
  if (!pipe || !("end" in pipe)) return;
  // the program may end without having read it
  pipe.on("error", () => {});
  pipe.end(bytes, () => pipe.destroy());
};

const startFailure = (file: string, cause: unknown): AppError => {
  if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return missingTool(file);
  const reason = cause instanceof Error ? cause.message : "unknown reason";
  return new AppError("directive", `${file} cannot be started: ${reason}`, { tool: file }, cause);
};
