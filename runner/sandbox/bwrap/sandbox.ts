import { chmodSync, mkdirSync, statSync } from "node:fs";
import { delimiter, dirname } from "node:path";
import type { ProgramLimits } from "../../execute/program-limits.ts";
import { killQuietly, signalBelow, usageOf } from "../processes.ts";
import type { Command, InsideProgram, Place, Sandbox } from "../sandbox.ts";
import type { View } from "../view.ts";
import { clearPath } from "./clear-path.ts";
import { findProgram } from "./find-program.ts";
import { inOrder, isIn, mountArguments, type Mount } from "./mount.ts";
import { withRlimits } from "./rlimits.ts";
import { seccompFilter } from "./seccomp.ts";
import { shownMounts } from "./shown.ts";
import { SUPERVISE } from "./supervise.ts";
import { procArguments, resolverMounts } from "./system.ts";
import { dropRights, environmentArguments, rightsArguments, userOf } from "./user.ts";

/** Programs in namespaces of their own, made by bubblewrap for each program anew. They share the run's folders, and nothing else. */
export const bwrapSandbox = async (place: Place, view: View, isRoot: boolean): Promise<Sandbox> => {
  const { workspace, limits } = place;
  const uid = isRoot ? userOf(place.uuid) : null;
  const shown = shownMounts(view, place);
  mkdirSync(workspace.tmp, { mode: 0o700 });
  chmodSync(workspace.tmp, 0o1777);
  if (uid !== null) await workspace.giveTo(uid);
  return {
    kind: "bwrap",
    caveat: null,
    shellExits: true,
    command: async (program) => {
      await workspace.handOver();
      const own = workspace.folders.map((path): Mount => ({ kind: "write", path }));
      const mounts = inOrder([
        ...shown,
        ...own,
        ...["/tmp", "/var/tmp"].map((path): Mount => ({ kind: "write", path, from: workspace.tmp })),
        ...(program.network ? resolverMounts() : []),
      ]);
      readyTmp(workspace.tmp, mounts);
      return commandOf(withNode(program, view.node), { uid, mounts, limits });
    },
    signal: (pid, signal) => {
      // Bubblewrap's own process would die of SIGTERM and take the others with it; it ends when they have ended.
      if (signalBelow(pid, signal) === 0) killQuietly(pid, "SIGKILL");
    },
    usage: usageOf,
    killLeftovers: () => Promise.resolve(0),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
};

/** The runner's own Node goes before the `PATH`'s: there may be none, or one that is too old for what a task is written in. A folder that is on `PATH`
    stays where it is. */
const withNode = (program: InsideProgram, node: string): InsideProgram => {
  const folders = (program.env["PATH"] ?? "").split(delimiter).filter(Boolean);
  const own = dirname(node);
  if (folders.includes(own)) return program;
  return { ...program, env: { ...program.env, PATH: [own, ...folders].join(delimiter) } };
};

/** Makes the places below the private `/tmp` that something else is mounted on. */
const readyTmp = (tmp: string, mounts: readonly Mount[]): void => {
  for (const base of ["/tmp", "/var/tmp"])
    for (const mount of mounts)
      if (mount.path !== base && isIn(mount.path, base))
        clearPath(tmp, tmp + mount.path.slice(base.length), isFolder(mount));
};

const isFolder = (mount: Mount): boolean =>
  mount.kind === "hide" ? mount.isFolder : statSync(mount.path).isDirectory();

interface Inside {
  readonly uid: number | null;
  readonly mounts: readonly Mount[];
  readonly limits: ProgramLimits;
}

/** Where every distribution has it. */
export const BWRAP = "/usr/bin/bwrap";

/** Arguments and filter go through descriptors, and bubblewrap's own environment is empty: what its process shows of itself inside says nothing. */
const commandOf = (program: InsideProgram, { uid, mounts, limits }: Inside): Command => {
  const { file, args, cwd, env, network } = program;
  const found = findProgram(file, env["PATH"] ?? "", mounts);
  const filter = seccompFilter(process.arch);
  const options = [
    ...["--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"],
    ...(network ? [] : ["--unshare-net"]),
    ...["--hostname", "sandbox", "--new-session", "--die-with-parent"],
    ...rightsArguments(uid),
    ...(filter === null ? [] : ["--seccomp", "4"]),
    ...["--proc", "/proc", ...procArguments(), "--dev", "/dev", "--remount-ro", "/dev"],
    ...["--size", String(limits.sharedMemory), "--perms", "1777", "--tmpfs", "/dev/shm"],
    ...["--size", "4096", "--tmpfs", "/run"],
    ...mountArguments(mounts),
    ...["--remount-ro", "/run", "--remount-ro", "/", "--chdir", cwd],
    ...environmentArguments({ env, uid }),
  ];
  const turns = Math.ceil(limits.linger / 20);
  return {
    file: BWRAP,
    args: [
      ...["--args", "3", "--", ...dropRights({ env, uid }), ...withRlimits(limits)],
      ...["/bin/sh", "-c", SUPERVISE, "sh", String(turns), found, ...args],
    ],
    cwd: "/",
    env: {},
    pipes: [Buffer.from(`${options.join("\0")}\0`), ...(filter === null ? [] : [filter])],
  };
};
