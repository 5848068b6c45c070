import { constants } from "node:fs";
import { lstat, open } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { AppError } from "../../model/errors.ts";
import type { StepContext } from "../directives/directive.ts";
import { inside } from "../execute/inside.ts";

/** The folders of a run in which steps look for files, in this order. */
export const foldersOf = ({
  workdir,
  artifactsdir,
  taskFolder,
}: Pick<StepContext, "workdir" | "artifactsdir" | "taskFolder">): readonly string[] => [
  workdir,
  artifactsdir,
  taskFolder,
];

/** The real path of a file that a step names: relative to the first of the run's folders that has it, or absolute. Throws `directive` for one
    that is not there, or not in these folders. */
export const findFile = async (path: string, context: StepContext): Promise<string> => {
  const folders = foldersOf(context);
  for (const candidate of isAbsolute(path) ? [path] : folders.map((folder) => join(folder, path)))
    if (await isThere(candidate)) return inside(candidate, folders);
  throw new AppError("directive", `there is no file ${path}; looked for in ${folders.join(", ")}`);
};

const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );

/** The bytes of a file that a task left, at the path that `findFile` gave. Throws `directive` for what is no plain file, or larger than `limit` bytes. */
export const readTaskFile = async (path: string, limit: number): Promise<Buffer> => {
  // a pipe would be waited for, a link followed
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  await using file = await open(path, flags).catch((error: unknown) => {
    throw new AppError("directive", `${path} cannot be read: ${error instanceof Error ? error.message : ""}`);
  });
  const { size, isFile } = await file.stat().then((stat) => ({ size: stat.size, isFile: stat.isFile() }));
  if (!isFile) throw new AppError("directive", `${path} is no file`);
  if (size > limit) throw new AppError("directive", `${path} has ${size} bytes, more than ${limit}`);
  return file.readFile();
};
