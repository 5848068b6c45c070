#!/usr/bin/env python3
"""Analyses what a package ships without running it, and answers in TAP 13: for each build one point for its scripts, by shellcheck, and one for
its sources, by cppcheck; one finding per message.

The item is the path of an RPM file, a folder of them, a build's name-version-release, which is looked for below TASKOTRON_KOJI_ROOT, or a
folder of sources.
"""

import os
import sys
import tempfile

from cppcheck import cppcheck
from find_builds import below, find_builds, not_found
from rpm_header import Unreadable, is_source, read_header
from scripts import files_below, scripts_below, scripts_of
from shellcheck import shellcheck
from sources import C_FILES, unpack
from start_up import why_not
from tap import bail_out, finding, point, skipped, start

TOOLS = {
    "shellcheck": "apt install shellcheck (dnf install ShellCheck)",
    "cppcheck": "apt install cppcheck (dnf install cppcheck)",
    "rpm2cpio": "apt install rpm2cpio (dnf install rpm)",
}


def answer_for(found, what):
    """By the findings' severities: errors fail, warnings inform, what could not be read needs a look."""
    severities = [each["severity"] for each in found]
    counts = ", ".join(f"{severities.count(each)} {each}s" for each in ("error", "warning"))
    outcome = "FAILED" if "error" in severities else "INFO" if "warning" in severities else "PASSED"
    if any(each["tag"] == "unreadable" for each in found):
        outcome = "NEEDS_INSPECTION"
    output = [f"{each['subject']}: {each['tag']}: {each['message']}" for each in found] or ["no finding"]
    return {"outcome": outcome, "note": f"{what}, {counts}, {severities.count('info')} notes", "output": output, "findings": found}


def unreadable(rpm, error):
    return finding("error", "unreadable", str(error), os.path.basename(rpm))


def check_scripts(rpms):
    scripts, found = [], []
    for rpm in rpms:
        try:
            scripts.extend(scripts_of(rpm))
        except Unreadable as error:
            found.append(unreadable(rpm, error))
    return scripts_answer(scripts, found)


def scripts_answer(scripts, found):
    if not scripts and not found:
        return "ships no shell script"
    return answer_for([*found, *shellcheck(scripts)], f"{len(scripts)} scripts")


def check_sources(rpms):
    sources = [rpm for rpm in rpms if is_readable_source(rpm)]
    if not sources:
        return "no source package is among its files"
    with tempfile.TemporaryDirectory() as folder:
        found = []
        for rpm in sources:
            try:
                found += [finding("info", "not-read", reason, subject) for subject, reason in unpack(rpm, folder)]
            except Unreadable as error:
                found.append(unreadable(rpm, error))
        return sources_answer(folder, found)


def is_readable_source(rpm):
    try:
        return is_source(read_header(rpm))
    except Unreadable:
        return False


def sources_answer(folder, found):
    files = sum(1 for subject, _ in files_below(folder) if subject.endswith(C_FILES))
    if files == 0 and not found:
        return "has no C or C++ sources"
    return answer_for([*found, *(cppcheck(folder) if files else [])], f"{files} files")


def checks_of(item, root):
    """Each as (name of the item, name of the check, how to get its answer)."""
    if os.path.isdir(item) and not below(item):
        yield item, "shellcheck", lambda: scripts_answer(list(scripts_below(item)), [])
        yield item, "cppcheck", lambda: sources_answer(item, [])
        return
    for name, rpms in find_builds(item, os.environ.get("TASKOTRON_ARCH", "noarch"), root):
        yield name, "shellcheck", lambda rpms=rpms: check_scripts(rpms)
        yield name, "cppcheck", lambda rpms=rpms: check_sources(rpms)


def answered(wanted):
    try:
        return wanted()
    except RuntimeError as error:
        return {"outcome": "CRASHED", "note": str(error), "output": [str(error)], "findings": []}


def main():
    obstacle = why_not(TOOLS)
    if obstacle:
        return bail_out(obstacle)
    item = os.environ["TASKOTRON_ITEM"]
    kind = os.environ.get("TASKOTRON_TYPE", "koji_build")
    root = os.environ.get("TASKOTRON_KOJI_ROOT")
    checks = list(checks_of(item, root))
    if not checks:
        return bail_out(not_found(item, root))
    start(len(checks))
    for name, tool, wanted in checks:
        check, answer = f"static-analysis.{tool}", answered(wanted)
        write = skipped if isinstance(answer, str) else point
        print(write(check, name, kind, answer), end="", flush=True)
    return 0


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main())
