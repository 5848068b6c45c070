import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import Type from "typebox";
import { directive } from "./directive.ts";
import { makeRepository } from "./make-repository.ts";
import { targetFolder } from "./target-folder.ts";

/** `mash`: what the name stood for until 2017, done by createrepo. */
export const mash = directive(
  Type.Object(
    {
      arch: Type.Union([Type.String(), Type.Array(Type.String())], {
        description: "arches; not used, since no package is left out",
      }),
      rpmdir: Type.String({
        minLength: 1,
        description: "folder with the RPMs; a relative one starts at the workdir",
      }),
      outdir: Type.Optional(
        Type.String({ minLength: 1, description: "folder for the metadata; default `rpmdir`" }),
      ),
      dodelta: Type.Optional(Type.Boolean({ description: "not used: no delta RPMs are made" })),
    },
    {
      additionalProperties: false,
      description:
        "Old name: mash is gone since 2017. `createrepo` does its work and is what a new task should use; packages that are not multilib are no longer " +
        "deleted. Exports the path of the repository.",
    },
  ),
  async ({ rpmdir, outdir, dodelta = false }, context) => {
    context.say(
      "WARNING",
      "mash is gone since 2017: createrepo makes the repository, and no package is deleted for multilib" +
        (dodelta ? " and no delta RPM made" : ""),
    );
    const rpms = resolve(context.workdir, rpmdir);
    const repository = outdir === undefined ? rpms : await targetFolder(outdir, context);
    const elsewhere = ["--outputdir", repository, "--baseurl", `${pathToFileURL(rpms).href}/`];
    const { end } = await makeRepository([...(repository === rpms ? [] : elsewhere), rpms], context);
    return { end, value: repository };
  },
);
