import { spawn } from "node:child_process";
import { chown, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Secrets } from "./read-secrets.ts";

/** Who a task's programs run as. */
interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** Waits until its input is closed, which the end of this process does too, however it ends. */
const GUARD = 'trap "" TERM INT HUP; cat >/dev/null; rm -rf -- "$1"';

/** Writes secrets into a new folder that only the owner can read; null for this user. The folder is removed when it is disposed of, and also at once
    when this process is killed. */
export const writeSecrets = async (
  folder: string,
  secrets: Secrets,
  owner: Owner | null,
): Promise<AsyncDisposable> => {
  await mkdir(folder, { mode: 0o700 });
  const guard = spawn("sh", ["-c", GUARD, "sh", folder], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
    env: { PATH: "/usr/bin:/bin" },
    cwd: "/",
  });
  const gone = new Promise<void>((resolve) =>
    guard.once("close", () => resolve()).once("error", () => resolve()),
  );
  for (const [name, value] of secrets) {
    await writeFile(join(folder, name), value, { mode: 0o400, flag: "wx" });
    if (owner !== null) await chown(join(folder, name), owner.uid, owner.gid);
  }
  if (owner !== null) await chown(folder, owner.uid, owner.gid);
  return {
    [Symbol.asyncDispose]: async () => {
      guard.stdin?.end();
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
};
