import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chown, mkdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Workspace } from "../execute/workspace.ts";
import type { Secrets } from "./read-secrets.ts";

/** A folder with secrets, there until it is disposed of or this process is killed. */
export interface SecretsFolder extends AsyncDisposable {
  readonly path: string;
}

const MEMORY = "/dev/shm";

/** Writes a run's secrets where only its programs can read them: in memory where the system has a folder for that, else in the workspace. */
export const writeSecrets = async (
  uuid: string,
  secrets: Secrets,
  { folder, adopt }: Pick<Workspace, "folder" | "adopt">,
): Promise<SecretsFolder> => {
  const path = existsSync(MEMORY) ? join(MEMORY, `taskotron-${uuid}`) : join(folder, "secrets");
  await rm(path, { recursive: true, force: true });
  await mkdir(path, { mode: 0o700 });
  const guard = startGuard(path);
  await adopt(path);
  const { uid, gid } = await stat(path);
  for (const [name, value] of secrets) {
    await writeFile(join(path, name), value, { mode: 0o400, flag: "wx" });
    await chown(join(path, name), uid, gid);
  }
  return {
    path,
    [Symbol.asyncDispose]: async () => {
      await guard.end();
      await rm(path, { recursive: true, force: true });
    },
  };
};

/** Waits until its input is closed, which the end of this process does too, however it ends. */
const REMOVE_LATER = 'trap "" TERM INT HUP; cat >/dev/null; rm -rf -- "$1"';

const startGuard = (folder: string): { readonly end: () => Promise<void> } => {
  const guard = spawn("/bin/sh", ["-c", REMOVE_LATER, "sh", folder], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
    env: { PATH: "/usr/bin:/bin" },
    cwd: "/",
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  guard.once("close", () => resolve()).once("error", () => resolve());
  return {
    end: () => {
      guard.stdin.end();
      return promise;
    },
  };
};
