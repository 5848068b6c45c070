import Type from "typebox";
import { AppError } from "../../../model/errors.ts";

/** A part of a file's name: nothing that leads out of a folder. */
const Part = Type.String({ pattern: "^[A-Za-z0-9_+~^%][A-Za-z0-9._+~^%-]*$" });

/** A build, as koji's hub describes it; it says more. */
export const KojiBuild = Type.Object({
  id: Type.Number(),
  name: Part,
  version: Part,
  release: Part,
  nvr: Type.String(),
  /** Volume of the disk that its files are on. */
  volume_name: Type.Optional(Type.Union([Part, Type.Null()])),
});
export type KojiBuild = Type.Static<typeof KojiBuild>;

/** One RPM of a build. Its name may be another than the build's. */
export const KojiRpm = Type.Object({
  name: Part,
  version: Part,
  release: Part,
  arch: Part,
  size: Type.Number(),
});
export type KojiRpm = Type.Static<typeof KojiRpm>;

/** The file name of an RPM. */
export const rpmFile = ({ name, version, release, arch }: KojiRpm): string =>
  `${name}-${version}-${release}.${arch}.rpm`;

/** Where an RPM is below koji's top, an address or a folder. */
export const rpmSource = (top: string, build: KojiBuild, rpm: KojiRpm): string =>
  below(top, build, [rpm.arch, rpmFile(rpm)]);

/** Where the log is of the build on one arch. */
export const logSource = (top: string, build: KojiBuild, arch: string): string =>
  below(top, build, ["data", "logs", arch, "build.log"]);

const below = (
  top: string,
  { volume_name, name, version, release }: KojiBuild,
  path: readonly string[],
): string => {
  const volume = volume_name && volume_name !== "DEFAULT" ? ["vol", volume_name] : [];
  const parts = [...volume, "packages", name, version, release, ...path];
  if (top.startsWith("/")) return [top, ...parts].join("/");
  if (!/^https?:\/\//.test(top))
    throw new AppError("setting", `koji_top is ${top}; expected http://…, https://… or an absolute folder`);
  return [top, ...parts.map(encodeURIComponent)].join("/");
};
