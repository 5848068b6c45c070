// Finds an installed npm package by `name-version`. A folder of a task stands alone, so `npm-scripts` holds a copy of this file; a test keeps the two equal.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The node_modules folder to look in: the given one, or the first one on the way up from here. */
export const npmRoot = (given) => {
  if (given) return given.endsWith("node_modules") ? given : join(given, "node_modules");
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "node_modules"))) {
    const parent = dirname(folder);
    if (parent === folder) return null;
    folder = parent;
  }
  return join(folder, "node_modules");
};

/** Every way to read `name-version`: a version begins with a digit after a hyphen. */
const readings = (item) =>
  [...item.matchAll(/-(?=\d)/g)].map(({ index }) => ({
    name: item.slice(0, index),
    version: item.slice(index + 1),
  }));

const isName = (name) => /^(@[^/]+\/)?[^/]+$/.test(name) && !name.split("/").includes("..");

const versionIn = (folder) => {
  try {
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version ?? null;
  } catch {
    return null;
  }
};

const namesIn = (modules) => {
  const list = (folder) => (existsSync(folder) ? readdirSync(folder) : []).filter((name) => name[0] !== ".");
  return list(modules).flatMap((name) =>
    name.startsWith("@") ? list(join(modules, name)).map((part) => `${name}/${part}`) : [name],
  );
};

/** Folders that hold a package of this name, the nested ones after the outer. */
const foldersOf = function* (modules, name) {
  if (existsSync(join(modules, name))) yield join(modules, name);
  for (const outer of namesIn(modules)) {
    const nested = join(modules, outer, "node_modules");
    if (existsSync(nested)) yield* foldersOf(nested, name);
  }
};

/** The folder of the package, null when it is not installed. An absolute path is that folder itself. A package whose version cannot be read
    is found by its name: to say so is the business of a check. */
export const locate = (item, modules) => {
  if (isAbsolute(item)) return existsSync(item) ? item : null;
  let unreadable = null;
  for (const { name, version } of readings(item).filter((reading) => isName(reading.name)))
    for (const folder of foldersOf(modules, name)) {
      const found = versionIn(folder);
      if (found === version) return folder;
      if (found === null) unreadable ??= folder;
    }
  return unreadable;
};
