import Type from "typebox";
import { AppError } from "../../model/errors.ts";
import { buildsOfUpdate } from "../services/bodhi.ts";
import { type Fetched, fetchBuild, together } from "../services/koji/fetch-build.ts";
import { getBuild } from "../services/koji/hub.ts";
import { describeSelection, selectionOf } from "../services/koji/selection.ts";
import { directive } from "./directive.ts";
import { targetFolder } from "./target-folder.ts";
import { SRC, TARGET_DIR, WANTED_ARCH } from "./wanted-rpms.ts";

/** `bodhi`: RPMs of an update. */
export const bodhi = directive(
  Type.Object(
    {
      action: Type.Enum(["download"], { description: "`download`: all builds of the update" }),
      update_id: Type.String({
        minLength: 1,
        description:
          "the update, by its id (`FEDORA-2017-04459ef8cf`) or by the name-version-release of a build in it",
      }),
      arch: WANTED_ARCH,
      src: Type.Optional(SRC),
      target_dir: Type.Optional(TARGET_DIR),
    },
    {
      additionalProperties: false,
      description:
        "Fetches the RPMs of an update: Bodhi says which builds are in it, koji has them. Exports `downloaded_rpms`, a list of paths. An update that does not " +
        "exist, or has nothing for the arch, ends the task.",
    },
  ),
  async (parameters, context) => {
    const selection = selectionOf(parameters);
    const folder = await targetFolder(parameters.target_dir ?? context.workdir, context);
    const nvrs = await buildsOfUpdate(parameters.update_id, context);
    context.say("INFO", `${parameters.update_id} has ${nvrs.length} builds: ${nvrs.join(" ")}`);
    const fetched: Fetched[] = [];
    for (const nvr of nvrs)
      fetched.push(
        await fetchBuild(await getBuild(nvr, context), { selection, logs: false, folder }, context),
      );
    const { downloaded_rpms } = together(fetched);
    if (downloaded_rpms.length === 0)
      throw new AppError(
        "not-found",
        `no build of ${parameters.update_id} has an RPM for ${describeSelection(selection)}`,
      );
    return { end: null, value: { downloaded_rpms } };
  },
);
