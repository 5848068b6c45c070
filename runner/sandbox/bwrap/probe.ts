import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { AppError } from "../../../model/errors.ts";
import { mountArguments } from "./mount.ts";
import { BWRAP } from "./sandbox.ts";
import { systemMounts } from "./system.ts";
import { rightsArguments, userOf } from "./user.ts";

/** Whether bubblewrap works for this user: null, or why not and what to do. Costs a start of it. */
export const probeBwrap = async (isRoot: boolean): Promise<AppError | null> => {
  if (!existsSync(BWRAP))
    return new AppError(
      "missing-tool",
      "bubblewrap is not installed: apt install bubblewrap, or dnf install bubblewrap",
      { tool: "bwrap" },
    );
  const args = [
    ...["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"],
    ...rightsArguments(isRoot ? userOf("0") : null),
    ...mountArguments(systemMounts()),
    ...["--proc", "/proc", "--dev", "/dev", "/bin/sh", "-c", "exit 0"],
  ];
  return new Promise((resolve) => {
    execFile(BWRAP, args, { env: {}, timeout: 10_000 }, (error, _stdout, stderr) => {
      resolve(error === null ? null : broken(stderr.trim().split("\n")[0] || error.message));
    });
  });
};

const broken = (reason: string): AppError =>
  new AppError(
    "setting",
    `bubblewrap does not work for this user (${reason}); it needs version 0.8 and user namespaces: ` +
      "see the sysctls kernel.unprivileged_userns_clone and kernel.apparmor_restrict_unprivileged_userns, " +
      "or choose --sandbox container",
  );
