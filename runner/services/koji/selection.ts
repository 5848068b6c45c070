import { baseArch } from "../../../model/arch.ts";
import type { KojiRpm } from "./build.ts";

/** Which RPMs of a build are wanted. */
export interface Selection {
  /** Arches of binary RPMs, `all` meaning each; a base arch means its concrete ones too. */
  readonly arches: readonly string[];
  readonly exclude: readonly string[];
  readonly src: boolean;
  readonly debuginfo: boolean;
}

/** The selection's parameters as they stand in a formula. */
export interface Wanted {
  readonly arch: string | readonly string[];
  readonly arch_exclude?: string | readonly string[];
  readonly src?: boolean;
  readonly debuginfo?: boolean;
}

/** Reads what a formula wants: `noarch` belongs to every arch, and `src` among the arches is `src: true`. */
export const selectionOf = ({
  arch,
  arch_exclude = [],
  src = false,
  debuginfo = false,
}: Wanted): Selection => {
  const arches = list(arch).filter((name) => name !== "src");
  return {
    arches: arches.length === 0 ? [] : [...arches, "noarch"],
    exclude: list(arch_exclude),
    src: src || list(arch).includes("src"),
    debuginfo,
  };
};

export const isSelected = ({ name, arch }: KojiRpm, selection: Selection): boolean => {
  if (!selection.debuginfo && isDebug(name)) return false;
  return isSource(arch) ? selection.src : isWantedArch(arch, selection);
};

/** What a selection asks for, for people. */
export const describeSelection = ({ arches, exclude, src }: Selection): string =>
  [...arches, ...(src ? ["src"] : []), ...exclude.map((name) => `not ${name}`)].join(", ") || "no arch";

/** Arches that the logs are of: `noarch` packages of a build with other arches are built there. */
export const logArches = (rpms: readonly KojiRpm[], selection: Selection): readonly string[] => {
  const built = [...new Set(rpms.map(({ arch }) => arch))].filter((arch) => !isSource(arch));
  const hosts = built.filter((arch) => arch !== "noarch");
  return (hosts.length > 0 ? hosts : built).filter((arch) => isWantedArch(arch, selection)).sort();
};

const isWantedArch = (arch: string, { arches, exclude }: Selection): boolean => {
  const names = [arch, baseArch(arch)];
  return (
    (arches.includes("all") || names.some((name) => arches.includes(name))) &&
    !names.some((name) => exclude.includes(name))
  );
};

const isSource = (arch: string): boolean => arch === "src" || arch === "nosrc";

const isDebug = (name: string): boolean => /-(debuginfo|debugsource)$|-debuginfo-/.test(name);

const list = (value: string | readonly string[]): readonly string[] =>
  typeof value === "string" ? [value] : value;
