import { readFile } from "node:fs/promises";

/** Names a process of this machine so that no later one has the same name: boot, process id, start in ticks. */
const nameOf = async (pid: number): Promise<string | null> => {
  const boot = await readFile("/proc/sys/kernel/random/boot_id", "latin1").catch(() => "");
  const stat = await readFile(`/proc/${pid}/stat`, "latin1").catch(() => null);
  if (stat === null) return isRunning(pid) ? `${boot.trim()} ${pid}` : null;
  const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return state === "Z" ? null : `${boot.trim()} ${pid} ${fields[18] ?? ""}`;
};

/** The name of this process. */
export const ownName = async (): Promise<string> => (await nameOf(process.pid)) ?? String(process.pid);

/** True while the process of that name runs. */
export const isOwnerAlive = async (name: string): Promise<boolean> =>
  (await nameOf(Number(name.split(" ").at(1)))) === name;

/** True while a process with this id runs, whichever it is. */
export const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
};
