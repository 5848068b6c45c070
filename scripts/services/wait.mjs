// Waits until a service answers, and says why it does not.
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { logOf, runningPid } from "./process.mjs";

const LINES = 30;

const tail = (name) => {
  try {
    return readFileSync(logOf(name), "utf8").trimEnd().split("\n").slice(-LINES).join("\n");
  } catch {
    return "(no log)";
  }
};

const failed = (name, what) =>
  new Error(`${name} ${what}; the end of ${logOf(name)}:\n${tail(name).replaceAll(/^/gm, "  ")}`);

/** Resolves once the service says that it is healthy; gives up when it ended, or after `seconds`. */
export const untilHealthy = async ({ name, healthy, seconds }) => {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(100)) {
    if (await healthy().catch(() => false)) return;
    if (runningPid(name) === null) throw failed(name, "ended while it started");
  }
  throw failed(name, `did not answer within ${seconds} s`);
};
