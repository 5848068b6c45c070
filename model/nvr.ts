/** What an item's name says about the package in it. All parts but `package` may be unknown. */
export interface PackageIdentity {
  readonly package: string;
  readonly version: string | null;
  readonly release: string | null;
  /** The last `.fcNN` or `.elN` of the release, without its dot. */
  readonly dist: string | null;
}

const RPM_FILE = /\.(x86_64|i[3-6]86|armhfp|armv7hl|aarch64|ppc64le|ppc64|s390x|noarch|src|nosrc)\.rpm$/;
const DIST = /\.((?:fc|el)\d+)/g;

/** Splits `[epoch:]name-[epoch:]version-release[.arch.rpm]` at its last two hyphens and drops the epoch. */
export const parseNvr = (item: string): PackageIdentity => {
  const nvr = item.replace(RPM_FILE, "");
  const release = nvr.lastIndexOf("-");
  const version = nvr.lastIndexOf("-", release - 1);
  if (version < 1 || version === release - 1 || release === nvr.length - 1) return named(nvr);
  const releaseText = nvr.slice(release + 1);
  return {
    package: dropEpoch(nvr.slice(0, version)),
    version: dropEpoch(nvr.slice(version + 1, release)),
    release: releaseText,
    dist: [...releaseText.matchAll(DIST)].at(-1)?.[1] ?? null,
  };
};

/** Splits `name-version` where the version starts with a digit, as npm packages are named here (`@scope/name-1.2.3`). */
export const parseNameVersion = (item: string): PackageIdentity => {
  const found = /^(.+?)-(\d+\.\d+\.\d+.*)$/.exec(item);
  if (!found?.[1] || !found[2]) return named(item);
  return { package: found[1], version: found[2], release: null, dist: null };
};

export const named = (name: string): PackageIdentity => ({
  package: name,
  version: null,
  release: null,
  dist: null,
});

const dropEpoch = (text: string): string => text.replace(/^\d+:/, "");
