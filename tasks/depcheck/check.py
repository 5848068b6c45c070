#!/usr/bin/env python3
"""Tells whether the RPM files of builds could be installed, by libsolv's installcheck, and answers in TAP 13: one point per build and
architecture, one finding per broken dependency.

The item is the path of an RPM file, a folder of them, or a build's name-version-release, which is looked for below TASKOTRON_KOJI_ROOT.
Arguments are repositories to take dependencies from, besides those in `repos/`; without any the builds of the item must do by themselves.
"""

import os
import sys
import tempfile

from find_builds import CONCRETE, find_builds, not_found
from installcheck import installcheck, tag_of
from repositories import Failed, item_repository, target_folders, target_repositories
from rpm_header import Unreadable, is_source, name_arch, read_header
from start_up import why_not
from tap import bail_out, finding, point, skipped, start

TOOLS = {
    "installcheck": "apt install libsolv-tools (dnf install libsolv-tools)",
    "repo2solv": "apt install libsolv-tools (dnf install libsolv-tools)",
    "createrepo_c": "apt install createrepo-c (dnf install createrepo_c)",
}
BASE = {concrete: base for base, all_of_it in CONCRETE.items() for concrete in all_of_it}


class Package:
    """An RPM file of the item, as the solver names it."""

    def __init__(self, rpm):
        self.rpm = rpm
        try:
            header = read_header(rpm)
        except Unreadable as error:
            self.fault, self.name, self.nevra, self.arch = str(error), os.path.basename(rpm), None, None
            return
        epoch = f"{header['epoch']}:" if header.get("epoch") else ""
        self.fault = None
        self.name = name_arch(header)
        self.arch = None if is_source(header) else header.get("arch", "noarch")
        self.nevra = f"{header['name']}-{epoch}{header['version']}-{header['release']}.{self.arch}"


def base_arches(packages):
    """Base architectures of a build; a build of nothing else is noarch."""
    arches = {BASE.get(each.arch, each.arch) for each in packages if each.arch}
    return sorted(arches - {"noarch"}) or sorted(arches)


def findings_of(package, problems, names):
    """The package's findings; other packages of the item are in them without their version, which is new in every build."""
    if package.fault:
        return [finding("error", "unreadable", f"cannot be described: {package.fault}", package.name)]
    return [
        finding("error", tag_of(line), " ".join(names.get(word, word) for word in line.split(" ")), package.name)
        for line in dict.fromkeys(problems.get(package.nevra, ()))
    ]


def output_of(package, problems):
    if package.fault:
        return [f"{package.name}: cannot be described: {package.fault}"]
    lines = problems.get(package.nevra)
    if lines is None:
        return [f"{package.name}: can be installed"]
    return [f"can't install {package.nevra}:", *(f"  {line}" for line in lines)]


def answer_for(packages, solved, names):
    """The answer for the packages of one build and architecture."""
    problems, strange = solved
    found = [each for package in packages for each in findings_of(package, problems, names)]
    broken = {each["subject"] for each in found}
    outcome, note = "PASSED", f"{len(packages) - len(broken)} of {len(packages)} packages can be installed"
    if strange is not None:
        outcome, note = "CRASHED", f"installcheck ended with {strange}"
    elif any(package.fault for package in packages):
        outcome = "NEEDS_INSPECTION"
    elif found:
        outcome = "FAILED"
    return {
        "outcome": outcome,
        "note": note,
        "output": [line for package in packages for line in output_of(package, problems)],
        "findings": found,
    }


def describe(builds, workdir):
    """The item's packages by build, and the solv file that describes them."""
    rpms = [rpm for _, files in builds for rpm in files]
    solv, described = item_repository(rpms, workdir)
    packages = {rpm: Package(rpm) for rpm in rpms}
    for number, package in enumerate(packages.values()):
        if number not in described and package.fault is None:
            package.fault = "createrepo_c refuses its header"
    return [(name, [packages[rpm] for rpm in files]) for name, files in builds], solv


def check(builds, folders):
    """Yields build name, arch and answer; the answer is None for a build that has nothing to install."""
    with tempfile.TemporaryDirectory() as workdir:
        described, item = describe(builds, workdir)
        targets = target_repositories(folders, workdir)
        names = {each.nevra: each.name for _, packages in described for each in packages if each.nevra}
        solved = {}
        for name, packages in described:
            unreadable = [each for each in packages if each.nevra is None]
            arches = base_arches(packages) or (["noarch"] if unreadable else [])
            if not arches:
                yield name, "src", None
            for base in arches:
                if base not in solved:
                    solved[base] = installcheck(base, item, targets)
                own = [each for each in packages if BASE.get(each.arch, each.arch) in (base, "noarch")]
                yield name, base, answer_for(own + unreadable, solved[base], names)


def main():
    obstacle = why_not(TOOLS)
    if obstacle:
        return bail_out(obstacle)
    item = os.environ["TASKOTRON_ITEM"]
    root = os.environ.get("TASKOTRON_KOJI_ROOT")
    builds = find_builds(item, os.environ.get("TASKOTRON_ARCH", "noarch"), root)
    if not builds:
        return bail_out(not_found(item, root))
    kind = os.environ.get("TASKOTRON_TYPE", "koji_build")
    try:
        folders = target_folders(item, root, sys.argv[1:])
        answers = list(check(builds, folders))
    except Failed as error:
        return bail_out(str(error))
    start(len(answers))
    against = f"against {', '.join(map(os.path.normpath, folders))}" if folders else "against the item alone"
    for name, arch, answer in answers:
        if answer is None:
            print(skipped("depcheck", name, kind, "only source packages, which are not installed"), end="")
        else:
            note = f"{answer['note']}, {against}"
            print(point("depcheck", name, kind, {**answer, "note": note, "arch": arch}), end="")
    return 0


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main())
