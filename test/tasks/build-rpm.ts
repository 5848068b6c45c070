import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import { join } from "node:path";
import { makeTree } from "./run-check.ts";

interface Wanted {
  readonly name: string;
  readonly version?: string;
  readonly release?: string;
  readonly arch?: string;
  /** Further lines of the preamble. */
  readonly tags?: string;
  /** Shell lines, run in `$RPM_BUILD_ROOT`, that fill it; all that is there is packaged. */
  readonly install?: string;
  /** Further sections: scriptlets. */
  readonly sections?: string;
  /** Source files; `%{SOURCE0}` is the first. */
  readonly files?: Readonly<Record<string, string | Buffer>>;
  /** `-bs` for the source package of these files. */
  readonly kind?: "-bb" | "-bs";
}

/** Builds an RPM file with rpmbuild, without what generates dependencies, and answers its path. */
export const buildRpm = ({
  name,
  version = "1",
  release = "1",
  arch = "noarch",
  ...more
}: Wanted): string => {
  const { tags = "", install = "", sections = "", files = {}, kind = "-bb" } = more;
  const sources = Object.keys(files).map((file, index) => `Source${index}: ${file}`);
  const spec = `Name: ${name}
Version: ${version}
Release: ${release}
Summary: A package for a test
License: MIT
${sources.join("\n")}
${arch === "noarch" ? "BuildArch: noarch" : ""}
AutoReqProv: no
${tags}
%description
A package for a test.
%prep
%build
%install
mkdir -p $RPM_BUILD_ROOT
cd $RPM_BUILD_ROOT
mkdir -p usr/share/${name}
echo about > usr/share/${name}/about
${install}
find . ! -type d | sed 's|^\\.|"|; s|$|"|' > %{_builddir}/files
${sections}
%files -f %{_builddir}/files
`;
  const top = makeTree({
    "x.spec": spec,
    "BUILD/.keep": "",
    ...Object.fromEntries(Object.entries(files).map(([file, text]) => [`SOURCES/${file}`, text])),
  });
  const defines = [
    `_topdir ${top}`,
    "debug_package %{nil}",
    "__os_install_post %{nil}",
    "_build_id_links none",
  ];
  const done = spawnSync(
    "rpmbuild",
    [kind, "-D", ...defines.join("\0-D\0").split("\0"), join(top, "x.spec")],
    {
      encoding: "utf8",
      env: { PATH: process.env["PATH"] ?? "", HOME: top, SOURCES: join(top, "SOURCES") },
    },
  );
  assert.equal(done.status, 0, done.stderr);
  const [rpm] = globSync(["RPMS/*/*.rpm", "SRPMS/*.rpm"], { cwd: top });
  assert.ok(rpm, done.stdout);
  return join(top, rpm);
};
