import { spawnSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { freshFolder } from "../../support/folder.ts";
import { orSkip } from "../../support/needs.ts";

const mount = (folder: string, mib: number): boolean =>
  spawnSync("mount", ["-t", "tmpfs", "-o", `size=${mib}m`, "tmpfs", folder]).status === 0;

const unmount = (folder: string): void => void spawnSync("umount", ["--lazy", folder]);

const missing = (): string | null => {
  if (process.getuid?.() !== 0) return "only root may mount a small disk";
  const folder = freshFolder("try-mount");
  const isMounted = mount(folder, 1);
  unmount(folder);
  return isMounted ? null : "a small disk cannot be mounted here";
};

/** Test options that skip (in CI: fail) where no disk can be mounted. */
export const needsSmallDisk = (): { skip: string | false } => orSkip(missing());

export interface SmallDisk {
  readonly folder: string;
  /** Takes so many MiB of it, in place of what was taken before; 0 gives all back. */
  readonly occupy: (mib: number) => void;
}

/** A disk of its own for a test, in memory, unmounted at its end. */
export const smallDisk = (t: TestContext, mib: number): SmallDisk => {
  const folder = freshFolder("small-disk");
  if (!mount(folder, mib)) throw new Error(`no disk could be mounted at ${folder}`);
  t.after(() => unmount(folder));
  const ballast = join(folder, "ballast");
  return {
    folder,
    occupy: (taken) => {
      rmSync(ballast, { force: true });
      if (taken > 0) writeFileSync(ballast, Buffer.alloc(taken << 20));
    },
  };
};
