// Processes that outlive the command that starts them. A pid file says when its process began, so that a number used again is not mistaken for it.
import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { owner } from "./owner.mjs";
import { FOLDER } from "./settings.mjs";

/** One file for each service that was started: its process id, then its start in ticks since boot. */
export const PIDS = join(FOLDER, "pids");

const LOGS = join(FOLDER, "logs");

/** What a service printed since it was first started. */
export const logOf = (name) => join(LOGS, `${name}.log`);

const pidFile = (name) => join(PIDS, `${name}.pid`);

const stat = (pid) => {
  try {
    // the second field is a program's name in parentheses, and may hold spaces
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1).split(" ");
  } catch {
    return null;
  }
};

/** Empty when the process is gone or has ended and waits to be buried. */
const startOf = (pid) => {
  const fields = stat(pid);
  return fields === null || fields[0] === "Z" ? "" : fields[19];
};

/** The process id of a service that runs, or null. */
export const runningPid = (name) => {
  try {
    const [pid, start] = readFileSync(pidFile(name), "utf8").split(/\s+/);
    return start !== "" && startOf(pid) === start ? Number(pid) : null;
  } catch {
    return null;
  }
};

/** Starts a program as leader of a process group of its own. */
export const launch = (name, { command, args, env, cwd }) => {
  mkdirSync(PIDS, { recursive: true });
  mkdirSync(LOGS, { recursive: true });
  const log = openSync(logOf(name), "a");
  const child = spawn(command, args, {
    cwd,
    env: { PATH: process.env.PATH, LANG: "C.UTF-8", ...env },
    stdio: ["ignore", log, log],
    detached: true,
    ...owner(),
  });
  closeSync(log);
  child.unref();
  return new Promise((resolve, reject) => {
    child.once("error", (error) => reject(new Error(`${name}: ${command} did not start: ${error.message}`)));
    child.once("spawn", () => {
      writeFileSync(pidFile(name), `${child.pid} ${startOf(child.pid)}\n`);
      resolve();
    });
  });
};

const signal = (pid, kind) => {
  try {
    process.kill(-pid, kind);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
};

const gone = async (name, seconds) => {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(50))
    if (runningPid(name) === null) return true;
  return runningPid(name) === null;
};

/** Ends a service and what it started, and waits until it is gone: asks first (SIGTERM), unless it is to be killed. */
export const end = async (name, { kill }) => {
  const pid = runningPid(name);
  if (pid === null) return false;
  signal(pid, kill ? "SIGKILL" : "SIGTERM");
  if (!(await gone(name, 30))) signal(pid, "SIGKILL");
  if (!(await gone(name, 10))) throw new Error(`${name}: process ${pid} does not end`);
  rmSync(pidFile(name), { force: true });
  return true;
};
