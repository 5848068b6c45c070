import Type from "typebox";
import { baseArch } from "../../model/arch.ts";
import { AppError } from "../../model/errors.ts";
import { readRepositories, urlsOfTag } from "../services/repositories.ts";
import { directive } from "./directive.ts";

/** Arches that no repository is of. */
const META = ["noarch", "src", "all"];

/** `yumrepoinfo`: where the repositories of a tag are. */
export const yumrepoinfo = directive(
  Type.Object(
    {
      koji_tag: Type.String({
        minLength: 1,
        description:
          "a koji tag; `-pending` at its end is dropped, and `rawhide` is the development version's tag",
      }),
      arch: Type.Union([Type.String({ minLength: 1 }), Type.Array(Type.String({ minLength: 1 }))], {
        description: "arch or list of arches; `noarch`, `src` and `all` are ignored, and one must be left",
      }),
    },
    {
      additionalProperties: false,
      description:
        "Looks up the repositories of a koji tag and of what it builds on. Exports a map: name of the repository → arch → address. The runner's setting " +
        "`repositories` says where the list is; Fedora's is built in.",
    },
  ),
  async ({ koji_tag, arch }, context) => {
    const arches = [...new Set([arch].flat().map(baseArch))].filter((name) => !META.includes(name));
    if (arches.length === 0)
      throw new AppError("directive", `yumrepoinfo needs an arch, found only ${[arch].flat().join(" ")}`);
    const tag = koji_tag.replace(/-pending$/, "");
    return { end: null, value: urlsOfTag(await readRepositories(context), tag, arches) };
  },
);
