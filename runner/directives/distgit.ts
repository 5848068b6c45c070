import { basename, dirname, join } from "node:path";
import Type from "typebox";
import { AppError } from "../../model/errors.ts";
import { parseNvr } from "../../model/nvr.ts";
import { type DistgitFile, distgitUrl } from "../services/distgit.ts";
import { download } from "../services/download.ts";
import type { Reach } from "../services/reach.ts";
import { directive } from "./directive.ts";
import { targetFolder } from "./target-folder.ts";
import { TARGET_DIR } from "./wanted-rpms.ts";

const Parameters = Type.Object(
  {
    package: Type.Optional(
      Type.String({ minLength: 1, description: "the package's name; this or `nvr` is needed" }),
    ),
    nvr: Type.Optional(
      Type.String({ minLength: 1, description: "a build of the package, in place of its name" }),
    ),
    path: Type.Array(Type.String({ minLength: 1 }), {
      minItems: 1,
      description: "paths of the files in the repository",
    }),
    localpath: Type.Optional(
      Type.Array(Type.String({ minLength: 1 }), {
        description: "where each file goes below `target_dir`, as many as there are paths; default the paths",
      }),
    ),
    gitref: Type.Optional(
      Type.String({
        minLength: 1,
        description:
          "branch, tag or commit. Default `master`, or `rawhide` for what is not in it: Fedora's repositories changed the name in 2021",
      }),
    ),
    namespace: Type.Optional(
      Type.String({ description: "namespace of the repository; default `rpms`, empty for none" }),
    ),
    baseurl: Type.Optional(
      Type.String({
        pattern: "^https?://",
        description:
          "address of the dist-git web server, in place of the runner's setting: of Pagure, or of cgit if `/cgit` is in it",
      }),
    ),
    target_dir: Type.Optional(TARGET_DIR),
    ignore_missing: Type.Optional(
      Type.Boolean({ description: "goes on where a file does not exist; default `false`" }),
    ),
  },
  {
    additionalProperties: false,
    description:
      "Fetches single files of a package's dist-git repository. Exports `downloaded_files`, a list of paths.",
  },
);
type Parameters = Type.Static<typeof Parameters>;

/** `distgit`: files of a package's repository. */
export const distgit = directive(Parameters, async (parameters, context) => {
  const { path, localpath = path, target_dir = context.workdir } = parameters;
  if (localpath.length !== path.length)
    throw new AppError(
      "directive",
      `localpath has ${localpath.length} entries and path has ${path.length}; each file needs one`,
    );
  const downloaded_files: string[] = [];
  for (const [at, from] of path.entries()) {
    const to = join(target_dir, localpath[at] ?? from);
    const file = join(await targetFolder(dirname(to), context), basename(to));
    if (await fetchFile(urlsOf(from, parameters, context), file, context)) downloaded_files.push(file);
    else if (parameters.ignore_missing) context.say("WARNING", `${nameOf(parameters)} has no file ${from}`);
    else
      throw new AppError(
        "not-found",
        `${nameOf(parameters)} has no file ${from}: ${urlsOf(from, parameters, context).join(" and ")} do not exist`,
      );
  }
  return { end: null, value: { downloaded_files } };
});

const nameOf = ({ package: name, nvr }: Parameters): string => {
  if (name !== undefined) return name;
  if (nvr !== undefined) return parseNvr(nvr).package;
  throw new AppError("directive", "distgit needs package or nvr");
};

const urlsOf = (path: string, parameters: Parameters, { services }: Reach): readonly string[] => {
  const { gitref, namespace = "rpms", baseurl = services.distgit } = parameters;
  const file: Omit<DistgitFile, "ref"> = { base: baseurl, namespace, package: nameOf(parameters), path };
  return (gitref === undefined ? ["master", "rawhide"] : [gitref]).map((ref) => distgitUrl({ ...file, ref }));
};

/** Fetches from the first address that has the file; false when none has. */
const fetchFile = async (urls: readonly string[], to: string, reach: Reach): Promise<boolean> => {
  for (const from of urls) {
    try {
      await download({ from, size: null }, to, reach);
      reach.say("INFO", `fetched ${from}`);
      return true;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "not-found") throw error;
    }
  }
  return false;
};
