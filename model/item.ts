import { named, parseNameVersion, parseNvr, type PackageIdentity } from "./nvr.ts";

/** Kinds of thing a task can be run on; settings may add further ones. */
export const ITEM_TYPES = [
  "koji_build",
  "koji_tag",
  "bodhi_update",
  "compose",
  "dist_git_commit",
  "git_commit",
  "pull_request",
  "docker_image",
  "module_build",
  "npm_package",
  "file",
] as const;

/** Names that item types had in formulas of 2014. */
export const ITEM_ALIASES: Readonly<Record<string, (typeof ITEM_TYPES)[number]>> = {
  bodhi_id: "bodhi_update",
};

/** The item type that a name means; names it does not know stay as they are. */
export const itemType = (name: string): string =>
  (Object.hasOwn(ITEM_ALIASES, name) ? ITEM_ALIASES[name] : null) ?? name;

/** Every name of an item type, its own first. */
export const namesOfType = (type: string): readonly string[] => [
  type,
  ...Object.keys(ITEM_ALIASES).filter((name) => ITEM_ALIASES[name] === type),
];

/** What the item's name says about its package, by the naming rule of its type. */
export const packageOf = (type: string, item: string): PackageIdentity => {
  switch (type) {
    case "koji_build":
      return parseNvr(fileName(item));
    case "npm_package":
      return parseNameVersion(item);
    case "dist_git_commit":
    case "git_commit":
      return named(fileName(item.split("#")[0] ?? "") || item);
    case "file":
      return item.endsWith(".rpm") ? parseNvr(fileName(item)) : named(fileName(item));
    default:
      return named(item);
  }
};

const fileName = (path: string): string => path.replace(/^.*\//, "");
