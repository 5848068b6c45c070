import { basename } from "node:path";
import Type from "typebox";
import { AppError } from "../../model/errors.ts";
import { directive, isClean, type StepContext } from "./directive.ts";
import { targetFolder } from "./target-folder.ts";
import { runTool } from "./tool.ts";

const LOG = "git.log";

/** Nobody is there to be asked, and an address must not name a program to run. */
const ENV = {
  GIT_TERMINAL_PROMPT: "0",
  GIT_ASKPASS: "true",
  GIT_SSH_COMMAND: "ssh -oBatchMode=yes",
  GIT_ALLOW_PROTOCOL: "file:git:http:https:ssh",
};

/** `git`: a repository at one commit. */
export const git = directive(
  Type.Object(
    {
      url: Type.String({
        pattern: "^[^-]",
        description:
          "address of the repository: https, ssh, git, or a path; helper programs (`ext::`) are refused",
      }),
      ref: Type.Optional(
        Type.String({
          pattern: "^[^-]",
          description: "branch, tag or commit; default what the repository itself has as its HEAD",
        }),
      ),
      dir: Type.Optional(
        Type.String({
          minLength: 1,
          description:
            "folder for the files, made where it is missing; a relative one starts at the workdir. Default the repository's name",
        }),
      ),
    },
    {
      additionalProperties: false,
      description:
        "Clones a repository, of a task or of a source, as little of its history as the server allows, with the network for this step only. Exports `path` " +
        "and `commit`, the full id of what is checked out. What git prints is the log `git.log`.",
    },
  ),
  async ({ url, ref = "HEAD", dir }, context) => {
    const path = await targetFolder(dir ?? nameOf(url), context);
    const inRepository = gitIn(path, context);
    await inRepository("init", "--quiet");
    const isFetched =
      (await tried(inRepository, "fetch", "--quiet", "--depth", "1", "--", url, ref)) ||
      // a plain web server knows no depth
      (await tried(inRepository, "fetch", "--quiet", "--", url, ref));
    if (isFetched) await inRepository("checkout", "--quiet", "--force", "--detach", "FETCH_HEAD");
    else await fetchAll(inRepository, url, ref);
    const { end, text } = await inRepository("rev-parse", "HEAD");
    context.say("INFO", `${url} is at ${text}`);
    return { end, value: { path, commit: text } };
  },
);

type Git = (...args: readonly string[]) => ReturnType<typeof runTool>;

const gitIn = (path: string, { run }: StepContext): Git => {
  const tool = { program: "git", apt: "git", dnf: "git" };
  const options = { run, log: LOG, network: true, env: ENV };
  return async (...args) => {
    const ended = await runTool(tool, ["-C", path, ...args], options);
    const { exitCode, signal, limit } = ended.end;
    if (!isClean(ended.end))
      throw new AppError(
        "directive",
        `git ${args[0]} failed: ${limit ? `${limit} limit` : (signal ?? `exit code ${exitCode}`)}; ${LOG} says why`,
        { refused: limit === null && signal === null },
      );
    return ended;
  };
};

/** False where git itself refuses; a limit that ended it is thrown. */
const tried = (inRepository: Git, ...args: readonly string[]): Promise<boolean> =>
  inRepository(...args).then(
    () => true,
    (error: unknown) => {
      if (error instanceof AppError && error.fields["refused"] === true) return false;
      throw error;
    },
  );

/** A commit that is no branch's or tag's is given by few servers alone; nor does one know a short id. */
const fetchAll = async (inRepository: Git, url: string, ref: string): Promise<void> => {
  const refs = ["+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*"];
  if (!(await tried(inRepository, "fetch", "--quiet", "--", url, ...refs)))
    throw new AppError("directive", `${url} cannot be cloned; ${LOG} says why`);
  if (!(await tried(inRepository, "checkout", "--quiet", "--force", "--detach", ref, "--")))
    throw new AppError("not-found", `${url} has no branch, tag or commit ${ref}`);
};

const nameOf = (url: string): string =>
  basename(url.replace(/\/+$/, ""), ".git").replace(/^.*:/, "") || "repository";
