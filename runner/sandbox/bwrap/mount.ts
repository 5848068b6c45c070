import { dirname, sep } from "node:path";

/** One thing that a sandbox has at a path. The file at a path is that of the machine, except where it says otherwise. */
export type Mount =
  /** `from` is another name of it on the machine. */
  | { readonly kind: "read"; readonly path: string; readonly from?: string }
  | { readonly kind: "write"; readonly path: string; readonly from?: string }
  /** An empty folder, or an empty file, in its place. */
  | { readonly kind: "hide"; readonly path: string; readonly isFolder: boolean }
  | { readonly kind: "link"; readonly path: string; readonly to: string };

export const isIn = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);

/** The mount that decides what is at a path: the nearest one above it. `mounts` are in the order of `inOrder`. */
export const mountOf = (path: string, mounts: readonly Mount[]): Mount | null =>
  mounts.findLast((mount) => isIn(path, mount.path)) ?? null;

const RANK = { link: 0, read: 1, hide: 2, write: 3 } as const;

/** Mounts from the root down, so that what is deeper lies on top. One that shows what is shown already is left out; of two at one path the one that hides wins
    over the one that shows, and what may be written to over both. */
export const inOrder = (mounts: readonly Mount[]): readonly Mount[] => {
  const sorted = [...mounts].sort(
    (a, b) =>
      a.path.length - b.path.length ||
      (a.path < b.path ? -1 : a.path > b.path ? 1 : RANK[a.kind] - RANK[b.kind]),
  );
  const kept: Mount[] = [];
  for (const mount of sorted) {
    const above = mountOf(mount.path, kept);
    if (above?.kind === "read" && mount.kind === "read" && !above.from && !mount.from) continue;
    if (mount.kind === "hide" && above?.kind !== "read") continue;
    if (above?.path === mount.path && above.kind === "hide" && mount.kind === "read") continue;
    kept.push(mount);
  }
  return kept;
};

/** Mounts as arguments of bubblewrap. Folders that only lead to one can be entered by everybody, though root made them. */
export const mountArguments = (mounts: readonly Mount[]): readonly string[] => {
  const made = new Set<string>();
  return [
    ...mounts.flatMap((mount, at) => [
      ...foldersAbove(mount.path, mounts.slice(0, at))
        .filter((folder) => !made.has(folder) && made.add(folder))
        .flatMap((folder) => ["--perms", "0755", "--dir", folder]),
      ...argumentsOf(mount),
    ]),
    ...mounts.flatMap((mount) =>
      mount.kind === "hide" && mount.isFolder ? ["--remount-ro", mount.path] : [],
    ),
  ];
};

/** The folders above a path, from the top, that are neither of the machine nor of the workspace. */
const foldersAbove = (path: string, before: readonly Mount[]): readonly string[] => {
  const above = dirname(path);
  const mount = mountOf(above, before);
  if (above === "/" || mount?.path === above || (mount !== null && mount.kind !== "hide")) return [];
  return [...foldersAbove(above, before), above];
};

const argumentsOf = (mount: Mount): readonly string[] => {
  switch (mount.kind) {
    case "read":
      return ["--ro-bind", mount.from ?? mount.path, mount.path];
    case "write":
      return ["--bind", mount.from ?? mount.path, mount.path];
    case "link":
      return ["--symlink", mount.to, mount.path];
    case "hide":
      return mount.isFolder
        ? ["--size", "4096", "--perms", "0755", "--tmpfs", mount.path]
        : ["--ro-bind", "/dev/null", mount.path];
  }
};
