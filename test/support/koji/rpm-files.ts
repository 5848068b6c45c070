import { execFileSync } from "node:child_process";
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseNvr } from "../../../model/nvr.ts";
import { type DoubleBuild, type DoubleRpm, nvrOf } from "./content.ts";

const FORMAT = "%{NAME}\t%{VERSION}\t%{RELEASE}\t%{ARCH}\t%{SOURCERPM}\t%{SIGMD5}\n";

/** The builds that the RPM files in a folder are of, as `rpm` reads them. */
export const buildsIn = (folder: string, tags: readonly string[]): readonly DoubleBuild[] => {
  const builds = new Map<string, DoubleBuild & { rpms: DoubleRpm[] }>();
  for (const file of globSync(join(folder, "**/*.rpm")).sort()) {
    const header = execFileSync("rpm", ["-qp", "--nosignature", "--qf", FORMAT, file], { encoding: "utf8" });
    const [name = "", version = "", release = "", arch = "", source = "", payloadhash = ""] = header
      .trim()
      .split("\t");
    const isSource = source === "(none)";
    const built = isSource ? name : parseNvr(source).package;
    const fresh = { name: built, version, release, tags, rpms: [] as DoubleRpm[] };
    const build = builds.get(nvrOf(fresh)) ?? fresh;
    build.rpms.push({ name, arch: isSource ? "src" : arch, bytes: readFileSync(file), payloadhash });
    builds.set(nvrOf(fresh), build);
  }
  return [...builds.values()];
};

/** Builds a tiny package by `rpmbuild`: an x86_64 RPM, a noarch one `NAME-data` and the source RPM. */
export const buildRpms = (folder: string, name: string, version: string): void => {
  mkdirSync(folder, { recursive: true });
  const spec = `Name: ${name}
Version: ${version}
Release: 3.fc22
Summary: A tiny package
License: MIT
%description
Nothing.
%package data
Summary: Its data
BuildArch: noarch
%description data
Nothing.
%files
%files data
`;
  writeFileSync(join(folder, `${name}.spec`), spec);
  const args = ["-ba", "--quiet", "--define", `_topdir ${folder}`, "--target", "x86_64", `${name}.spec`];
  execFileSync("rpmbuild", args, { cwd: folder, stdio: "pipe" });
};
