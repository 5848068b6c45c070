import { resolve } from "node:path";
import Type from "typebox";
import { directive } from "./directive.ts";
import { makeRepository } from "./make-repository.ts";

/** `createrepo`: a repository of RPMs. */
export const createrepo = directive(
  Type.Object(
    {
      repodir: Type.String({
        minLength: 1,
        description: "folder with the RPMs; a relative one starts at the workdir",
      }),
    },
    {
      additionalProperties: false,
      description:
        "Makes a folder of RPMs a repository, by `createrepo_c`: its metadata goes to `repodata` in it. Exports what the tool printed; its output is the log " +
        "`createrepo.log`.",
    },
  ),
  ({ repodir }, context) => makeRepository([resolve(context.workdir, repodir)], context),
);
