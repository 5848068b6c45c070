import { isAbsolute } from "node:path";
import { LIMITS } from "../../model/limits.ts";
import { copyHere, copyThere } from "./copy.ts";
import type { OpenMachine, Wish } from "./machine.ts";
import { quote } from "./quote.ts";
import { makeRemoteFolder, unreachable } from "./remote-folder.ts";
import { sshArgs } from "./target.ts";

/** A task and what it is run on. */
interface RemoteTask extends Wish {
  readonly folder: string;
  /** Path of the formula in it. */
  readonly formula: string;
  readonly type: string;
  readonly arch: string;
  /** Empty for none. */
  readonly jobid: string;
  readonly artifactsdir: string;
}

/** Runs a program of this machine as a step runs one; its output is the task's. */
type Run<End> = (
  file: string,
  args: readonly string[],
) => Promise<End & { readonly exitCode: number | null }>;

/** Has another machine's `runtask` run a task: sends the task's folder, lets through what is printed, and fetches the artifacts. However it ends,
    nothing of it stays there. Throws `network`, and what opening the machine throws. */
export const runRemotely = async <End>(task: RemoteTask, open: OpenMachine, run: Run<End>): Promise<End> => {
  await using machine = await open(task);
  const { target } = machine;
  await using folder = await makeRemoteFolder(target, task.signal);
  task.say("INFO", `the task runs on ${target.host}, in ${folder.path}`);
  if (isAbsolute(task.item))
    task.say("WARNING", `${task.item} has to be on ${target.host} too: items are not copied`);
  await copyThere(target, task.folder, `${folder.path}/task`, task.signal);
  const end = await run("ssh", sshArgs(target, commandOf(task, folder.path)));
  if (end.exitCode === CONNECTION_LOST && !task.signal.aborted)
    throw unreachable(target, "the connection was lost");
  if (!task.signal.aborted) await fetchArtifacts(task, folder.path, target);
  return end;
};

/** The exit code of `ssh` itself. */
const CONNECTION_LOST = 255;

const MISSING = "runtask is not installed on this machine: npm install --global taskotron";

/** The shell's process is the one that becomes `runtask`, and the head of its group. */
const commandOf = ({ uuid, item, type, arch, jobid, formula }: RemoteTask, folder: string): string => {
  const flags = ["--local", "--no-destroy", "--uuid", uuid, "-i", item, "-t", type, "-a", arch, "-j", jobid];
  const script = [
    `cd ${quote(folder)} || exit`,
    `echo $$ >pid`,
    `command -v runtask >/dev/null || { echo ${quote(MISSING)} >&2; exit 127; }`,
    `TMPDIR=$PWD TASKOTRON_PROFILE=development exec runtask ${[...flags, `./task/${formula}`].map(quote).join(" ")}`,
  ].join("\n");
  return `exec sh -c ${quote(script)}`;
};

const fetchArtifacts = async (
  { uuid, artifactsdir, say }: RemoteTask,
  folder: string,
  target: Parameters<typeof copyHere>[0],
): Promise<void> => {
  const from = `${quote(folder)}/runtask-*/${quote(uuid)}/artifacts`;
  await copyHere(target, from, artifactsdir, AbortSignal.timeout(LIMITS.request)).catch((error: unknown) =>
    say(
      "WARNING",
      `the artifacts could not be fetched: ${error instanceof Error ? error.message : "unknown reason"}`,
    ),
  );
};
