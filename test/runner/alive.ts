import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

/** True while the process runs; one that has ended and only waits to be reaped does not count. */
const isAlive = (pid: number): boolean => {
  try {
    return !/^\d+ \(.*\) [ZX] /s.test(readFileSync(`/proc/${pid}/stat`, "latin1"));
  } catch {
    return false;
  }
};

/** Waits a second for the processes whose ids a task printed, and fails when one still runs. */
export const assertGone = async (pids: string): Promise<void> => {
  const all = pids.trim().split(/\s+/).map(Number);
  assert.ok(all.length > 0 && all.every((pid) => pid > 1), `no process ids in ${pids}`);
  for (let tries = 0; all.some(isAlive) && tries < 40; tries++)
    await new Promise((wake) => setTimeout(wake, 25));
  assert.deepEqual(all.filter(isAlive), []);
};
