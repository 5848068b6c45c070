import { readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

/** The items that an argument stands for: the RPM file itself, every RPM file below a folder (a tree in koji's layout), each as an absolute
    path; and the text as it is when there is no such file, as with a build's name. */
export const rpmItems = (item: string): readonly string[] => {
  const found = statSync(item, { throwIfNoEntry: false });
  if (found === undefined) return [item];
  const path = resolve(item);
  return found.isDirectory() ? rpmsBelow(path) : [path];
};

const rpmsBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".rpm"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
