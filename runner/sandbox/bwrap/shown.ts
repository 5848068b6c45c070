import { existsSync, realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, resolve } from "node:path";
import type { Place } from "../sandbox.ts";
import type { View } from "../view.ts";
import { inOrder, isIn, type Mount } from "./mount.ts";
import { systemHidden, systemMounts } from "./system.ts";

/** Everything that a run's programs see of the machine, from the root down; without the workspace and the private `/tmp`. */
export const shownMounts = (
  view: View,
  { formula, item }: Pick<Place, "formula" | "item">,
): readonly Mount[] => {
  const home = realOf(view.home) ?? view.home;
  const repository = repositoryOf(formula.folder, view, home);
  const shown = [
    ...view.show,
    ...nodeFolders(view.node),
    ...repository,
    ...(view.items && isAbsolute(item) && !isIn(home, resolve(item)) ? [item] : []),
  ];
  const hidden = [...view.hide, ...systemHidden(), ...repository.map((folder) => join(folder, ".git"))];
  return inOrder([
    ...systemMounts(),
    ...shown.filter((path) => isAbsolute(path) && resolve(path) !== "/").flatMap(readMounts),
    ...hidden.flatMap(hideMounts),
    ...readMounts(formula.folder),
  ]);
};

/** A path by its own name and, where a link leads to it, by its real one. */
const readMounts = (path: string): readonly Mount[] => {
  const full = resolve(path);
  const real = realOf(full);
  if (real === null) return [];
  if (real === full) return [{ kind: "read", path: full }];
  return [{ kind: "read", path: full, from: real }, ...readMounts(real)];
};

const hideMounts = (path: string): readonly Mount[] => {
  const real = realOf(resolve(path));
  return real === null ? [] : [{ kind: "hide", path: real, isFolder: statSync(real).isDirectory() }];
};

/** What a task may use beside its folder: for a bundled one the packages that are installed with the project, for others the work tree of git that holds it.
    None where that holds the user's home too. */
const repositoryOf = (folder: string, { project }: View, home: string): readonly string[] => {
  const real = realOf(folder) ?? folder;
  if (isIn(real, realOf(project) ?? project)) {
    const packages = nearest(real, "node_modules");
    return packages === null ? [] : [join(packages, "node_modules")];
  }
  const root = nearest(real, ".git");
  return root === null || isIn(home, root) ? [] : [root];
};

/** The folder, or the nearest one above it, that has something of this name. */
const nearest = (folder: string, name: string): string | null => {
  if (existsSync(join(folder, name))) return folder;
  return dirname(folder) === folder ? null : nearest(dirname(folder), name);
};

/** The installation that this Node belongs to: its `bin/`, and what `npm` has there. */
const nodeFolders = (node: string): readonly string[] => {
  const real = realOf(node);
  if (real === null) return [];
  const folder = dirname(dirname(real));
  return dirname(real).endsWith("/bin") && folder !== "/"
    ? [join(folder, "bin"), join(folder, "lib")]
    : [real];
};

const realOf = (path: string): string | null => {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
};
