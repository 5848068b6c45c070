import { constants } from "node:os";
import type { Command, Sandbox } from "../sandbox/sandbox.ts";
import { startChild } from "./child.ts";
import type { LimitName, ProgramLimits } from "./program-limits.ts";
import { watchUsage } from "./usage-watch.ts";
import { Watch } from "./watch.ts";

export interface Program {
  readonly command: Command;
  /** Where it was made. */
  readonly sandbox: Pick<Sandbox, "signal" | "usage" | "shellExits">;
  /** The run's workspace, whose size is limited. */
  readonly folder: string;
  readonly limits: ProgramLimits;
  readonly signal: AbortSignal;
  /** The program is read no further until the promise resolves; a rejection ends the program. */
  readonly onStdout: (bytes: Uint8Array) => Promise<void>;
  readonly onStderr: (bytes: Uint8Array) => Promise<void>;
}

/** How a program ended. `limit` is the one that it hit; then, as after an abort, `signal` says what ended it. */
export interface ProgramEnd {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly limit: LimitName | null;
  readonly bytes: number;
}

/** Runs one program in a process group of its own, without input, and leaves no process of that group behind. Resolves when the program has
    ended and its output is read; processes that hold the output longer than `linger` after that are killed.
    Throws `missing-tool` when there is no such program, `directive` when it cannot be started, and what `onStdout` or `onStderr` threw. */
export const runProgram = async (program: Program): Promise<ProgramEnd> => {
  const { command, limits, folder, sandbox } = program;
  const child = await startChild(command);
  const { pid, stdout, stderr, kill } = child;
  const stop = stopper(program, pid);
  const watch = new Watch(program, stop.begin);
  watchUsage({ limits, folder, usage: () => sandbox.usage(pid), pass: watch.pass }, watch.ended);
  const pumps = [watch.pump(stdout, program.onStdout), watch.pump(stderr, program.onStderr)];
  const ended = await child.exit;
  stop.end();
  watch.linger(kill, () => [stdout, stderr].forEach((stream) => stream.destroy()));
  await Promise.all(pumps);
  watch.end();
  kill();
  if (watch.failure !== null) throw watch.failure;
  return endOf(ended, watch, sandbox);
};

/** Ends a program once: asks it with SIGTERM, and after the grace does not ask. */
const stopper = ({ sandbox, limits }: Program, pid: number) => {
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  return {
    begin: () => {
      if (isOver || timer !== undefined) return;
      sandbox.signal(pid, "SIGTERM");
      timer = setTimeout(() => sandbox.signal(pid, "SIGKILL"), limits.grace);
    },
    end: () => {
      isOver = true;
      clearTimeout(timer);
    },
  };
};

/** Exit codes of a shell whose program the kernel ended for a limit of its own. */
const KERNEL_LIMITS: Readonly<Record<number, LimitName>> = {
  [128 + constants.signals.SIGXCPU]: "cpu",
  [128 + constants.signals.SIGXFSZ]: "fileSize",
};

const endOf = (
  { exitCode, signal }: Pick<ProgramEnd, "exitCode" | "signal">,
  { limit, bytes, isStopped }: Watch,
  { shellExits }: Program["sandbox"],
): ProgramEnd => {
  if (!shellExits || exitCode === null) return { exitCode, signal, limit, bytes };
  const hit = limit ?? KERNEL_LIMITS[exitCode] ?? null;
  const told = hit !== null || isStopped ? signalNamed(exitCode - 128) : null;
  return { exitCode: told === null ? exitCode : null, signal: told, limit: hit, bytes };
};

const signalNamed = (number: number): string | null =>
  Object.entries(constants.signals).find(([, value]) => value === number)?.[0] ?? null;
