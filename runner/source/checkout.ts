import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Source } from "../../model/run.ts";
import { git, type GitOptions } from "./git.ts";

/** A place in a git work tree of this machine. */
export interface Checkout {
  readonly source: Source;
  /** From the top of the work tree. */
  readonly path: string;
}

/** What is checked out at a path; null for one in no work tree, and in one without a commit. Throws `missing-tool`, `network` when git fails. */
export const checkoutAt = async (path: string, options: GitOptions): Promise<Checkout | null> => {
  const full = resolve(path);
  const found = await stat(full).catch(() => null);
  const top = found && topOf(full);
  if (!top) return null;
  const folder = found.isDirectory() ? full : dirname(full);
  const status = await git(folder, ["status", "--porcelain=v2", "--branch", "--", "."], options);
  const lines = status.split("\n").filter((line) => line !== "");
  const commit = /^# branch\.oid ([0-9a-f]{40,64})$/m.exec(status)?.[1];
  if (commit === undefined) return null;
  const dirty = lines.some((line) => !line.startsWith("# "));
  return { source: { url: pathToFileURL(top).href, commit, dirty }, path: relative(top, full) };
};

const topOf = (path: string): string | null => {
  if (existsSync(join(path, ".git"))) return path;
  const above = dirname(path);
  return above === path ? null : topOf(above);
};
