import { readdir, readFile } from "node:fs/promises";

/** The variable in the environment of every process of a run; its value is the run's uuid. */
export const MARK = "TASKOTRON_UUID";

/** Kills the processes of a run that left its process group, or whose runner was killed. Answers how many there were. Looks at `/proc`; does
    nothing where that does not exist. */
export const killMarked = async (uuid: string): Promise<number> => {
  const pids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name));
  const marked = await Promise.all(
    pids.map(async (pid) => (await isMarked(pid, uuid)) && Number(pid) !== process.pid),
  );
  const found = pids.filter((_, at) => marked[at]).map(Number);
  for (const pid of found) killQuietly(pid);
  return found.length;
};

const isMarked = async (pid: string, uuid: string): Promise<boolean> => {
  // Processes of other users, and those that have just ended, cannot be read.
  const environment = await readFile(`/proc/${pid}/environ`, "latin1").catch(() => "");
  return environment.split("\0").includes(`${MARK}=${uuid}`);
};

const killQuietly = (pid: number): void => {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended meanwhile.
  }
};
