#!/usr/bin/env python3
"""Compares the shared libraries of a build with those of its predecessor, by libabigail's abipkgdiff, and answers in TAP 13: one point per
build and architecture, one finding per changed function or variable.

The item is the path of an RPM file, a folder of them, or a build's name-version-release, which is looked for below TASKOTRON_KOJI_ROOT.
"""

import os
import re
import sys

from abipkgdiff import abipkgdiff
from find_builds import CONCRETE, find_builds, not_found, split_nvr
from predecessor import predecessor
from rpm_header import Unreadable, is_source, read_header, source_nvr
from start_up import why_not
from tap import bail_out, finding, point, skipped, start, worst

TOOLS = {"abipkgdiff": "apt install abigail-tools (dnf install libabigail)"}
BASE = {concrete: base for base, all_of_it in CONCRETE.items() for concrete in all_of_it}
SONAME = re.compile(r"\.so(\.|\(|$)")


def by_name(rpms):
    """The readable binary packages of a build by (name, base architecture), as (path, header), and the other files."""
    packages, unreadable = {}, []
    for rpm in rpms:
        try:
            header = read_header(rpm)
        except Unreadable as error:
            unreadable.append((rpm, str(error)))
            continue
        if not is_source(header):
            arch = header.get("arch", "noarch")
            packages[header["name"], BASE.get(arch, arch)] = rpm, header
    return packages, unreadable


def extras_for(key, source, sides):
    """The packages with debug information and headers that go with a package, where both sides have one."""
    name, arch = key
    wanted = (("debug-info-pkg", name, "-debuginfo"), ("debug-info-pkg", source, "-debuginfo"), ("devel-pkg", name, "-devel"))
    taken = {}
    for option, of, suffix in wanted:
        both = [packages.get((of + suffix, arch)) for packages in sides]
        if all(both):
            taken.setdefault(option, [path for path, _ in both])
    return [(option, *paths) for option, paths in taken.items()]


def has_libraries(header):
    return any(SONAME.search(each) for each in header.get("provides", ()))


def compare(arch, sides, source):
    """The answer for one architecture of a build; None where there was no library."""
    old, new = sides
    keys = [key for key, (_, header) in sorted(old.items()) if key[1] == arch and has_libraries(header)]
    outcomes, output, found = [], [], []
    for key in keys:
        if key not in new:
            outcomes.append("NEEDS_INSPECTION")
            found.append(finding("error", "package-gone", f"{key[0]} had shared libraries and is not built any more", key[0]))
            continue
        outcome, lines, changes = abipkgdiff(old[key][0], new[key][0], extras_for(key, source, sides))
        outcomes.append(outcome)
        output += lines
        found += [finding(severity, tag, message, library or key[0]) for severity, tag, message, library in changes]
    if not keys:
        return None
    tags = [each["tag"] for each in found]
    counts = ", ".join(f"{tags.count(f'abi-{word}')} {word}" for word in ("removed", "changed", "added"))
    return {"outcome": worst(outcomes), "note": counts, "output": output or ["no change"], "findings": found}


def unreadable_answer(unreadable):
    found = [finding("error", "unreadable", reason, os.path.basename(rpm)) for rpm, reason in unreadable]
    output = [f"{each['subject']}: {each['message']}" for each in found]
    return {"outcome": "NEEDS_INSPECTION", "note": "cannot be read", "output": output, "findings": found}


def nvr_of(name, packages):
    """The NVR of a build: that of its RPM files, whose item may be named otherwise."""
    return next((source_nvr(header) for _, header in packages.values()), name)


def check(build, beside, root):
    """Yields arch, and an answer or the reason why there is none, for a build."""
    name, rpms = build
    new, unreadable = by_name(rpms)
    if unreadable:
        yield "noarch", unreadable_answer(unreadable)
    arches = sorted({arch for _, arch in new if arch != "noarch"})
    nvr = nvr_of(name, new)
    earlier = predecessor((nvr, rpms), beside, root) if arches and split_nvr(nvr) else None
    if not arches and not unreadable:
        yield "noarch", "no package for a machine's architecture"
    old, _ = by_name(earlier[1]) if earlier else ({}, [])
    for arch in arches:
        answer = compare(arch, (old, new), split_nvr(nvr)[0]) if earlier else f"no earlier build of {nvr.rsplit('-', 2)[0]} to compare with"
        if isinstance(answer, dict):
            answer["note"] += f" since {earlier[0]}"
        yield arch, answer or f"{earlier[0]} provides no shared library"


def main():
    obstacle = why_not(TOOLS)
    if obstacle:
        return bail_out(obstacle)
    item = os.environ["TASKOTRON_ITEM"]
    kind = os.environ.get("TASKOTRON_TYPE", "koji_build")
    root = os.environ.get("TASKOTRON_KOJI_ROOT")
    builds = find_builds(item, os.environ.get("TASKOTRON_ARCH", "noarch"), root)
    if not builds:
        return bail_out(not_found(item, root))
    beside = os.path.join(os.path.dirname(os.path.abspath(item)), "previous")
    answers = [(build[0], *each) for build in builds for each in check(build, beside, root)]
    start(len(answers))
    for name, arch, answer in answers:
        if isinstance(answer, str):
            print(skipped("abicheck", name, kind, answer), end="")
        else:
            print(point("abicheck", name, kind, {**answer, "arch": arch}), end="")
    return 0


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main())
