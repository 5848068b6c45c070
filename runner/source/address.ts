import { AppError } from "../../model/errors.ts";

/** A task in a git repository. */
export interface GitAddress {
  /** As git takes it. */
  readonly url: string;
  /** A branch, tag or commit; null for the repository's default branch. */
  readonly ref: string | null;
  /** The task's folder or formula in the repository; empty for its top. */
  readonly path: string;
}

const SCHEME = /^(?:git\+)?(?:https?|ssh|file|git):\/\//;

/** True for what names a task by its repository: `https://…`, `ssh://…`, `git://…`, `file://…`, each also with `git+` before it. */
export const isGitAddress = (task: string): boolean => SCHEME.test(task);

/** Reads `URL#REF:PATH`, where `#REF` and `:PATH` may be missing. Throws `usage`. */
export const parseGitAddress = (task: string): GitAddress => {
  const [before = "", ...fragments] = task.split("#");
  const fragment = fragments.join("#");
  const colon = fragment.indexOf(":");
  const ref = colon === -1 ? fragment : fragment.slice(0, colon);
  const path = colon === -1 ? "" : fragment.slice(colon + 1).replace(/\/+$/, "");
  if (/[\s\p{Cc}]/u.test(task)) throw wrong(task, "it has blanks in it");
  if (/^[-+]|[:^~?*[\\]|\.\.|@\{/.test(ref)) throw wrong(task, `"${ref}" is no branch, tag or commit`);
  if (path.startsWith("/") || path.split("/").includes("..") || path.split("/").includes(".git"))
    throw wrong(task, `"${path}" is no path inside the repository`);
  return { url: before.replace(/^git\+/, ""), ref: ref === "" ? null : ref, path };
};

/** The address without the user name and password that may be in it. */
export const withoutSecrets = (url: string): string => url.replace(/^([a-z]+:\/\/)[^/@]*@/, "$1");

const wrong = (task: string, why: string): AppError =>
  new AppError("usage", `the task ${withoutSecrets(task)} cannot be read: ${why}; expected URL#REF:PATH`);
