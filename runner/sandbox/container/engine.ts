import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { AppError } from "../../../model/errors.ts";

/** A program that runs containers. */
export interface Engine {
  readonly name: "podman" | "docker";
  readonly file: string;
  /** Its own environment, of which the task gets nothing. */
  readonly env: Readonly<Record<string, string>>;
}

const FOLDERS = ["/usr/local/bin", "/usr/bin", "/bin"];

/** Finds podman, else docker. Throws `missing-tool`. */
export const findEngine = (home: string, uid: number, folders: readonly string[] = FOLDERS): Engine => {
  for (const name of ["podman", "docker"] as const) {
    const file = folders.map((folder) => `${folder}/${name}`).find(existsSync);
    const env = { HOME: home, PATH: "/usr/sbin:/usr/bin:/sbin:/bin", XDG_RUNTIME_DIR: `/run/user/${uid}` };
    if (file !== undefined) return { name, file, env };
  }
  throw new AppError(
    "missing-tool",
    "--sandbox container takes podman or docker, and neither is installed: apt install podman, or dnf install podman",
    { tool: "podman" },
  );
};

/** Has the engine do something short. Answers its stdout; null when it fails. */
export const tell = ({ file, env }: Engine, ...args: readonly string[]): string | null => {
  const { status, stdout } = spawnSync(file, args, { env, encoding: "utf8", cwd: "/" });
  return status === 0 ? stdout : null;
};
