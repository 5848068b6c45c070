/** Architectures an item can have, `noarch` meaning that one run covers all. */
export const ARCHES = ["x86_64", "i386", "armhfp", "aarch64", "ppc64le", "s390x", "noarch", "src"] as const;

export type Arch = (typeof ARCHES)[number];

export const DEFAULT_ARCH: Arch = "noarch";

const ALIASES: Readonly<Record<string, Arch>> = {
  i486: "i386",
  i586: "i386",
  i686: "i386",
  armv7hl: "armhfp",
};

/** The base architecture of a concrete one (`i686` → `i386`); names it does not know stay as they are. */
export const baseArch = (name: string): string =>
  (Object.hasOwn(ALIASES, name) ? ALIASES[name] : null) ?? name;
