import { readdirSync, readFileSync } from "node:fs";
import type { Usage } from "./sandbox.ts";

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly threads: number;
  /** Milliseconds of CPU time, with those of its children that have ended. */
  readonly cpu: number;
}

/** This process and those that descend from it. Costs a read per process of the machine. */
const family = (pid: number): readonly Process[] => {
  const all = allProcesses();
  const children = Map.groupBy(all, ({ parent }) => parent);
  const members = all.filter((found) => found.pid === pid);
  for (const member of members) members.push(...(children.get(member.pid) ?? []));
  return members;
};

const allProcesses = (): readonly Process[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const stat = readQuietly(`/proc/${name}/stat`);
      return stat === "" ? [] : [parseStat(Number(name), stat)];
    });

/** Linux tells CPU time in hundredths of a second, whatever the kernel's own clock. */
const TICK_MS = 10;

/** A process may be called `) R 1`: only what follows the last parenthesis is the kernel's. */
const parseStat = (pid: number, stat: string): Process => {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const at = (index: number): number => Number(fields[index]);
  return { pid, parent: at(1), threads: at(17), cpu: (at(11) + at(12) + at(13) + at(14)) * TICK_MS };
};

/** Signals the processes below this one. Answers how many there were. */
export const signalBelow = (pid: number, signal: "SIGTERM" | "SIGKILL"): number => {
  const members = family(pid).filter((member) => member.pid !== pid);
  for (const member of members) killQuietly(member.pid, signal);
  return members.length;
};

/** Signals a process, or with a negative number a group; one that has ended meanwhile is no error. */
export const killQuietly = (pid: number, signal: "SIGTERM" | "SIGKILL"): void => {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended, or changed its user: what is private to a sandbox dies with it.
  }
};

/** What this process and those below it take. Memory is what is theirs: without the files that they map. */
export const usageOf = (pid: number): Usage => {
  const members = family(pid);
  const sum = (of: (member: Process) => number): number =>
    members.reduce((all, member) => all + of(member), 0);
  return {
    memory: sum((member) => memoryOf(member.pid)),
    processes: sum((member) => member.threads),
    cpu: sum((member) => member.cpu),
  };
};

const memoryOf = (pid: number): number => {
  const status = readQuietly(`/proc/${pid}/status`);
  return [...status.matchAll(/^Rss(?:Anon|Shmem):\s+(\d+) kB$/gm)].reduce(
    (all, found) => all + Number(found[1]) * 1024,
    0,
  );
};

/** Bytes of memory that the machine can still give. */
export const availableMemory = (): number => {
  const found = /^MemAvailable:\s+(\d+) kB$/m.exec(readQuietly("/proc/meminfo"));
  return found === null ? Infinity : Number(found[1]) * 1024;
};

const readQuietly = (file: string): string => {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return "";
  }
};
