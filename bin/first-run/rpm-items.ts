import { readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { AppError } from "../../model/errors.ts";

/** The items that an argument stands for: the RPM file itself, every RPM file below a folder (a tree in koji's layout), each as an absolute
    path; and the text as it is when there is no such file, as with a build's name. Throws `usage` for a folder without any. */
export const rpmItems = (item: string): readonly string[] => {
  const found = statSync(item, { throwIfNoEntry: false });
  if (found === undefined) return [item];
  const path = resolve(item);
  if (!found.isDirectory()) return [path];
  const rpms = rpmsBelow(path);
  if (rpms.length === 0)
    throw new AppError("usage", `there is no RPM file below ${path}: name a tree of them, a file or an item`);
  return rpms;
};

const rpmsBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".rpm"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
