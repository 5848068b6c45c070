import { execFile } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { needsProgram } from "../needs.ts";
import type { KojiDouble } from "./double.ts";
import { freshFolder } from "../folder.ts";

const FOLDER = resolve(
  process.env["KOJI_CLIENT"] ?? join(import.meta.dirname, "../../../node_modules/.cache/koji-client"),
);

/** Test options that skip (in CI: fail) where koji's own client is not installed: `install-client.sh` beside this file does that. */
export const needsKojiClient = (): { skip: string | false } => {
  const program = join(FOLDER, "bin", "koji");
  return existsSync(program) ? { skip: false } : needsProgram(program);
};

/** Runs koji's own client against a double, in a folder. */
export const kojiClient = (
  double: KojiDouble,
  args: readonly string[],
  cwd: string,
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> =>
  new Promise((done) => {
    const home = freshFolder("koji-home");
    writeFileSync(join(home, "koji.conf"), "[koji]\nauthtype = noauth\n");
    const flags = ["-c", join(home, "koji.conf"), `--server=${double.hub}`, `--topurl=${double.top}`];
    const options = { cwd, env: { PATH: process.env["PATH"], HOME: home, TZ: "UTC" } };
    execFile(join(FOLDER, "bin", "koji"), [...flags, ...args], options, (error, stdout, stderr) =>
      done({ code: typeof error?.code === "number" ? error.code : error ? 1 : 0, stdout, stderr }),
    );
  });
