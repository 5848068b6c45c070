import { mkdir } from "node:fs/promises";
import { AppError } from "../../model/errors.ts";
import { type GitAddress, withoutSecrets } from "./address.ts";
import { git, type GitOptions } from "./git.ts";

/** Gets one commit of a repository into a new folder, without the history where the server allows that, and answers its id.
    Throws `missing-tool`, `not-found` for a ref that is not there, `network` for a repository that cannot be reached. */
export const clone = async (
  { url, ref }: GitAddress,
  folder: string,
  options: GitOptions,
): Promise<string> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await git(folder, ["init", "--quiet"], options);
  await fetch(folder, { url, ref }, options).catch((error: unknown) => {
    throw cloneFailure(error, url, ref);
  });
  await git(folder, ["checkout", "--quiet", "--detach", "wanted"], options);
  return (await git(folder, ["rev-parse", "HEAD"], options)).trim();
};

const fetch = async (
  folder: string,
  { url, ref }: Pick<GitAddress, "url" | "ref">,
  options: GitOptions,
): Promise<void> => {
  try {
    await git(
      folder,
      ["fetch", "--quiet", "--depth=1", "--no-tags", "--", url, `${ref ?? "HEAD"}:wanted`],
      options,
    );
  } catch (error) {
    if (ref === null || !/^[0-9a-f]{7,64}$/.test(ref)) throw error;
    // a commit that is no tip, or is shortened, is not served by itself
    await git(
      folder,
      ["fetch", "--quiet", "--", url, "+refs/heads/*:refs/heads/fetched/*", "+refs/tags/*:refs/tags/*"],
      options,
    );
    await git(folder, ["branch", "wanted", ref], options);
  }
};

const NO_REF =
  /couldn.t find remote ref|not a valid object name|ambiguous argument|not our ref|not a valid branch point/i;

const cloneFailure = (error: unknown, url: string, ref: string | null): unknown => {
  if (!(error instanceof AppError) || error.code !== "network") return error;
  const shown = withoutSecrets(url);
  if (NO_REF.test(error.message))
    return new AppError(
      "not-found",
      `there is no branch, tag or commit ${JSON.stringify(ref ?? "HEAD")} in ${shown}`,
      {},
      error,
    );
  return new AppError(
    "network",
    `the task's repository ${shown} cannot be reached (network, address or access): ${error.message}`,
    {},
    error,
  );
};
