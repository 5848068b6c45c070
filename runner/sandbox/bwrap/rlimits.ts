import { readFileSync } from "node:fs";
import type { ProgramLimits } from "../../execute/program-limits.ts";

/** `prlimit` and its arguments, the beginning of a command line: limits that the kernel holds each process to. None is above what this process has
    itself, for nobody but root can raise it. */
export const withRlimits = (limits: ProgramLimits): readonly string[] => {
  const own = ownLimits();
  const atMost = (name: string, wanted: number): number => Math.min(wanted, own.get(name) ?? Infinity);
  return [
    "/usr/bin/prlimit",
    `--nproc=${atMost("Max processes", limits.processes)}`,
    `--fsize=${atMost("Max file size", limits.fileSize)}`,
    `--cpu=${atMost("Max cpu time", Math.ceil(limits.cpu / 1000))}`,
    `--nofile=${atMost("Max open files", limits.openFiles)}`,
    // The memory of all is watched; this stops one process that takes it faster than anybody looks.
    `--data=${atMost("Max data size", 2 * limits.memory)}`,
    "--core=0",
    "--",
  ];
};

/** The highest that each limit may be set to; none for what is unlimited. */
const ownLimits = (): ReadonlyMap<string, number> =>
  new Map(
    [...readFileSync("/proc/self/limits", "latin1").matchAll(/^(.*?) {2,}\S+ +(\d+) /gm)].map((found) => [
      found[1] ?? "",
      Number(found[2]),
    ]),
  );
