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
