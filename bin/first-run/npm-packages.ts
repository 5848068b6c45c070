import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

/** An npm package as it is installed. */
export interface InstalledPackage {
  /** `name-version`, the item of type `npm_package`. */
  readonly item: string;
  readonly folder: string;
}

/** The packages installed in a project (or in its node_modules folder), nested ones too, each name and version once, ordered by item.
    Folders without a readable name and version are left out: they are no item. */
export const npmPackages = (root: string): readonly InstalledPackage[] => {
  const modules = basename(root) === "node_modules" ? root : join(root, "node_modules");
  const found = new Map<string, InstalledPackage>();
  for (const folder of packageFolders(modules)) {
    const item = itemOf(folder);
    if (item !== null && !found.has(item)) found.set(item, { item, folder });
  }
  return [...found.values()].sort((a, b) => (a.item < b.item ? -1 : 1));
};

function* packageFolders(modules: string): Iterable<string> {
  for (const name of foldersIn(modules)) {
    const folders = name.startsWith("@")
      ? foldersIn(join(modules, name)).map((part) => join(modules, name, part))
      : [join(modules, name)];
    for (const folder of folders) {
      yield folder;
      yield* packageFolders(join(folder, "node_modules"));
    }
  }
}

// links lead to workspaces and back here, which are not installed packages
const foldersIn = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
        .map((entry) => entry.name)
        .sort()
    : [];

const itemOf = (folder: string): string | null => {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    if (typeof manifest !== "object" || manifest === null) return null;
    const { name, version } = manifest as { readonly name?: unknown; readonly version?: unknown };
    const isItem = typeof name === "string" && typeof version === "string" && name !== "" && version !== "";
    return isItem ? `${name}-${version}` : null;
  } catch {
    return null;
  }
};
