#!/usr/bin/env python3
"""Looks for copies of other projects' libraries in packages, and answers in TAP 13: one point per build, one finding per copy.

The item is the path of an RPM file, a folder of them, or a build's name-version-release, which is looked for below TASKOTRON_KOJI_ROOT.
"""

import os
import re
import stat
import sys

from archives import BROKEN, members
from find_builds import find_builds, not_found
from payload import entries
from rpm_header import Unreadable, is_source, read_header, source_nvr
from signatures import HOMES, NAMES, copies
from start_up import why_not
from tap import bail_out, finding, point, start

TOOLS = {"rpm2cpio": "apt install rpm2cpio (dnf install rpm)"}
MOST = 64 << 20
BUNDLED = re.compile(r"^bundled\(([^)]+)\)$")


def is_at_home(library, source):
    return source.lower().startswith(HOMES.get(library, (library,)))


def copies_in(path, content):
    for library, version in copies(content):
        yield library, version, path


def copies_of_source(entry):
    """Copies in a file of a source package, or in the members of an archive."""
    name = os.path.basename(entry.path)
    for member, size, file in members(name, entry.content, lambda _: True):
        yield from copies_in(member, file.read(min(size, MOST)))


def read(rpm):
    """Copies in an RPM as (library, version, path), the reason why reading ended early, and its header."""
    found = []
    try:
        header = read_header(rpm)
    except Unreadable as error:
        return found, str(error), {}
    try:
        for entry in entries(rpm, MOST):
            if stat.S_ISREG(entry.mode):
                found.extend(copies_of_source(entry) if is_source(header) else copies_in(entry.path, entry.content))
    except Unreadable as error:
        return found, str(error), header
    except BROKEN as error:
        return found, f"a source cannot be unpacked: {error}", header
    return found, None, header


def declared_by(headers):
    provides = [each for header in headers for each in header.get("provides", ())]
    return {found[1].lower() for found in map(BUNDLED.match, provides) if found}


def finding_for(copy, declared, in_source):
    library, version, path = copy
    what = f"a copy of {library} {version}".rstrip()
    if declared & {library, *NAMES.get(library, ())}:
        return finding("info", "bundled-declared", f"{what}, declared by bundled({library})", path)
    if in_source:
        return finding("warning", "bundled-source", f"{what} is in the sources", path)
    return finding("error", "bundled-library", f"{what}, without Provides: bundled({library})", path)


def check(rpms):
    """The answer for a build."""
    answers = [(rpm, *read(rpm)) for rpm in rpms]
    declared = declared_by(header for _, _, _, header in answers)
    found = []
    for rpm, copied, fault, header in answers:
        if fault:
            found.append(finding("error", "unreadable", fault, os.path.basename(rpm)))
        source = source_nvr(header).rsplit("-", 2)[0] if header else ""
        foreign = (copy for copy in copied if not is_at_home(copy[0], source))
        found += [finding_for(copy, declared, bool(header) and is_source(header)) for copy in foreign]
    return answer_for(found)


def answer_for(found):
    tags = [each["tag"] for each in found]
    bundled, declared, source = map(tags.count, ("bundled-library", "bundled-declared", "bundled-source"))
    outcome = "FAILED" if bundled else "INFO" if declared or source else "PASSED"
    return {
        "outcome": "NEEDS_INSPECTION" if "unreadable" in tags else outcome,
        "note": f"{bundled} copies not declared, {declared} declared, {source} in the sources",
        "output": [f"{each['subject']}: {each['message']}" for each in found] or ["no copy of a known library"],
        "findings": found,
    }


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
    start(len(builds))
    for name, rpms in builds:
        print(point("bundling", name, kind, check(rpms)), end="", flush=True)
    return 0


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main())
