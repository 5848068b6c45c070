import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { AppError } from "../../../model/errors.ts";
import { missingTool } from "../../execute/missing-tool.ts";
import { type Mount, mountOf } from "./mount.ts";

/** The absolute path of a program that is there and can be seen inside: a path as it is, a name from a `PATH`. Throws `missing-tool`, which says so when the program is
    installed where the sandbox does not show it, and `directive` for a file that may not be executed. */
export const findProgram = (file: string, path: string, mounts: readonly Mount[]): string => {
  const places = file.includes("/")
    ? [file]
    : path
        .split(":")
        .filter(isAbsolute)
        .map((folder) => join(folder, file));
  const present = places.filter(isFile);
  const visible = present.filter((place) => isVisible(place, mounts));
  const found = visible.find(isExecutable);
  if (found !== undefined) return found;
  if (visible[0] !== undefined)
    throw new AppError("directive", `${visible[0]} cannot be started: it may not be executed`, {
      tool: file,
    });
  if (present[0] === undefined) throw missingTool(file);
  throw new AppError(
    "missing-tool",
    `${file} is not installed where the sandbox sees it, only as ${present[0]}; TASKOTRON_SANDBOX_SHOW=${dirname(present[0])} shows that folder`,
    { tool: file },
  );
};

const isVisible = (path: string, mounts: readonly Mount[]): boolean =>
  [path, realpathSync(path)].every((name) => {
    const mount = mountOf(name, mounts);
    if (mount === null || mount.kind === "hide") return false;
    // Below the private `/tmp` another file may have this name, or none.
    return (
      mount.kind === "link" || mount.from === undefined || isFile(mount.from + name.slice(mount.path.length))
    );
  });

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};
