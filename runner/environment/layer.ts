import { spawn } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";

/** Makes in a mount namespace of its own a system whose every change goes to a folder, moves into it and becomes a program there. Nothing has to be
    unmounted: the mounts end with the program, also when it is killed. Its arguments: the run's folder, the layer's, `install` or `run`, the program.
    Who installs sees no service of the machine that it could talk to. */
const ENTER = `set -e
PATH=/usr/sbin:/usr/bin:/sbin:/bin
workspace=$1 layer=$2 mode=$3
shift 3
root=$layer/system
mount --make-rprivate /
mount -t overlay overlay -o "lowerdir=/,upperdir=$layer/changes,workdir=$layer/kernel" "$root"
bound=/nothing
while read -r _ _ _ _ point _; do
  case $point in /|"$bound"/*|"$layer"/*) continue ;; esac
  if [ "$mode" = install ]; then case $point in /run|/run/*|/proc) continue ;; esac; fi
  bound=$point
  if [ -d "$point" ]; then mkdir -p "$root$point"; fi
  [ -e "$root$point" ] || continue
  mount --rbind "$point" "$root$point"
done <<END
$(sort -u -k5,5 /proc/self/mountinfo)
END
if [ "$mode" = install ]; then
  mount -t proc proc "$root/proc"
  mount -t tmpfs tmpfs "$root/run"
fi
mount --bind "$workspace" "$root$workspace"
cd "$root"
pivot_root . ".$layer/old"
umount -l "$layer/old"
cd /
exec "$@"`;

/** A system of one run: that of the machine, and what was installed for the run. */
export interface Layer {
  /** The run's folder, and in it the layer's. */
  readonly workspace: string;
  readonly folder: string;
}

interface Program {
  readonly file: string;
  readonly args: readonly string[];
}

export const makeLayer = async (workspace: string): Promise<Layer> => {
  const folder = join(workspace, "layer");
  for (const name of ["changes", "kernel", "system", "old"])
    await mkdir(join(folder, name), { recursive: true, mode: 0o755 });
  return { workspace, folder };
};

/** The program in the layer's system. Takes the rights of root. */
export const inLayer = ({ workspace, folder }: Layer, { file, args }: Program): Program => ({
  file: "/usr/bin/unshare",
  args: ["--mount", "--", "/bin/sh", "-c", ENTER, "sh", workspace, folder, "run", file, ...args],
});

interface ChangeOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly print: (bytes: Uint8Array) => Promise<void>;
  readonly signal: AbortSignal;
}

interface Changed {
  readonly isDone: boolean;
  readonly said: string;
}

/** Runs a program as root that changes the layer's system; no process of it stays. */
export const changeLayer = async (
  { workspace, folder }: Layer,
  { file, args }: Program,
  { env, print, signal }: ChangeOptions,
): Promise<Changed> => {
  const namespaces = ["--mount", "--pid", "--fork", "--kill-child", "--"];
  const child = spawn(
    "/usr/bin/unshare",
    [...namespaces, "/bin/sh", "-c", ENTER, "sh", workspace, folder, "install", file, ...args],
    {
      cwd: "/",
      env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", ...env },
      stdio: ["ignore", "pipe", "pipe"],
      signal,
    },
  );
  const { promise, resolve } = Promise.withResolvers<boolean>();
  child.on("error", () => resolve(false)).on("close", (code) => resolve(code === 0));
  let said = "";
  const read = async (stream: AsyncIterable<Buffer>): Promise<void> => {
    for await (const bytes of stream) {
      said = (said + bytes.toString()).slice(-TAIL);
      await print(bytes);
    }
  };
  await Promise.all([read(child.stdout), read(child.stderr)]);
  return { isDone: await promise, said };
};

/** Characters of what was printed that are looked at. */
const TAIL = 64 << 10;
