import Type from "typebox";
import { AppError } from "../../model/errors.ts";
import { parseNvr } from "../../model/nvr.ts";
import type { KojiBuild } from "../services/koji/build.ts";
import { type Fetched, fetchBuild, type Fetching, together } from "../services/koji/fetch-build.ts";
import { getBuild, listTagged } from "../services/koji/hub.ts";
import { latestStable } from "../services/koji/latest-stable.ts";
import { describeSelection, selectionOf } from "../services/koji/selection.ts";
import type { Reach } from "../services/reach.ts";
import { directive, type StepContext } from "./directive.ts";
import { targetFolder } from "./target-folder.ts";
import { ARCH_EXCLUDE, DEBUGINFO, SRC, TARGET_DIR, WANTED_ARCH } from "./wanted-rpms.ts";

const Parameters = Type.Object(
  {
    action: Type.Enum(["download", "download_tag", "download_latest_stable"], {
      description:
        "`download`: one build; `download_tag`: all builds with a tag; `download_latest_stable`: the newest build of `koji_build`'s package that users " +
        "of its release have (for `.fc22` by the tags f22-updates and f22)",
    }),
    koji_build: Type.Optional(
      Type.String({
        minLength: 1,
        description: "the build, by its name-version-release; for `download` and `download_latest_stable`",
      }),
    ),
    koji_tag: Type.Optional(Type.String({ minLength: 1, description: "the tag; for `download_tag`" })),
    arch: WANTED_ARCH,
    arch_exclude: Type.Optional(ARCH_EXCLUDE),
    src: Type.Optional(SRC),
    debuginfo: Type.Optional(DEBUGINFO),
    build_log: Type.Optional(
      Type.Boolean({
        description:
          "the build's logs of these arches too, as `build.log.ARCH`; not for tags. Default `false`",
      }),
    ),
    target_dir: Type.Optional(TARGET_DIR),
  },
  {
    additionalProperties: false,
    description:
      "Fetches RPMs of koji. Exports `downloaded_rpms`, `downloaded_logs` (lists of paths) and `log_errors` (arches whose log is gone); an empty map when " +
      "there is no stable build. A build that does not exist, or has nothing for the arch, ends the task.",
  },
);
type Parameters = Type.Static<typeof Parameters>;

/** `koji`: RPMs of a build or a tag. */
export const koji = directive(Parameters, async (parameters, context) => ({
  end: null,
  value: await fetchBy(parameters, context),
}));

const fetchBy = async (
  parameters: Parameters,
  context: StepContext,
): Promise<Fetched | Record<string, never>> => {
  const fetching = await fetchingOf(parameters, context);
  switch (parameters.action) {
    case "download":
      return fetchSome(await getBuild(nvrOf(parameters), context), fetching, context);
    case "download_tag":
      return fetchTag(parameters, fetching, context);
    case "download_latest_stable": {
      const nvr = nvrOf(parameters);
      const stable = await latestStable(nvr, context);
      context.say("INFO", stable ? `the stable build is ${stable.nvr}` : `${nvr} has no stable build`);
      return stable ? fetchSome(stable, fetching, context) : {};
    }
  }
};

const fetchingOf = async (parameters: Parameters, context: StepContext): Promise<Fetching> => ({
  selection: selectionOf(parameters),
  logs: parameters.build_log ?? false,
  folder: await targetFolder(parameters.target_dir ?? context.workdir, context),
});

/** The hub knows builds without epoch. */
const nvrOf = ({ action, koji_build }: Parameters): string => {
  if (koji_build === undefined) throw new AppError("directive", `the action ${action} needs koji_build`);
  const { package: name, version, release } = parseNvr(koji_build);
  return version === null ? koji_build : `${name}-${version}-${release}`;
};

const fetchSome = async (build: KojiBuild, fetching: Fetching, reach: Reach): Promise<Fetched> => {
  const fetched = await fetchBuild(build, fetching, reach);
  if (fetched.downloaded_rpms.length === 0)
    throw new AppError(
      "not-found",
      `${build.nvr} at ${reach.services.kojiHub} has no RPM for ${describeSelection(fetching.selection)}`,
    );
  return fetched;
};

const fetchTag = async (
  { koji_tag }: Parameters,
  fetching: Fetching,
  context: StepContext,
): Promise<Fetched> => {
  if (koji_tag === undefined) throw new AppError("directive", "the action download_tag needs koji_tag");
  if (fetching.logs) context.say("WARNING", "build_log is for builds; a tag's logs are not fetched");
  const builds = await listTagged(koji_tag, context);
  context.say("INFO", `${koji_tag} has ${builds.length} builds`);
  const fetched: Fetched[] = [];
  for (const build of builds) fetched.push(await fetchBuild(build, { ...fetching, logs: false }, context));
  return together(fetched);
};
