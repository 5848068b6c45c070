import { openSync, readdirSync, readFileSync } from "node:fs";

const CLOSE_ON_EXEC = 0o2000000;
/** Beyond it nobody's shell opens any. */
const HIGHEST = 1023;

/** The descriptors above stderr that this process was started with, and that any program it starts would have too: whatever the caller's shell had open.
    Node closes its own. */
const inherited = (): readonly number[] => {
  try {
    return readdirSync("/proc/self/fdinfo").map(Number).filter(isInherited);
  } catch {
    return [];
  }
};

const isInherited = (descriptor: number): boolean => {
  if (descriptor <= 2 || descriptor > HIGHEST) return false;
  try {
    const flags = /^flags:\s+(\d+)$/m.exec(readFileSync(`/proc/self/fdinfo/${descriptor}`, "latin1"))?.[1];
    return flags !== undefined && (Number.parseInt(flags, 8) & CLOSE_ON_EXEC) === 0;
  } catch {
    // It was the one that the folder was read by.
    return false;
  }
};

/** For each descriptor from 3 on what a program gets there: its pipes, and an empty file in place of what it would inherit. */
export const descriptorsFor = (pipes: readonly Uint8Array[]): readonly ("pipe" | "ignore" | number)[] => {
  const replaced = INHERITED.filter((descriptor) => descriptor >= 3 + pipes.length);
  const length = Math.max(2 + pipes.length, ...replaced) - 2;
  return Array.from({ length }, (_, at) => {
    if (at < pipes.length) return "pipe";
    return replaced.includes(at + 3) ? nothing() : "ignore";
  });
};

const INHERITED = inherited();

let opened: number | undefined;

const nothing = (): number => (opened ??= openSync("/dev/null", "r"));
