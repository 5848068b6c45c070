#!/usr/bin/env python3
"""Tells which Pythons the RPM files of builds need, and answers in TAP 13: for each build a point per rule and one for all of them.

The item is the path of an RPM file, a folder of them, or a build's name-version-release, which is looked for below TASKOTRON_KOJI_ROOT.
"""

import os
import re
import sys

from find_builds import find_builds, not_found
from package import read
from rpm_header import Unreadable
from rules import RULES, concerns_python
from start_up import why_not
from tap import bail_out, finding, one_line, point, skipped, start, worst

CHECK = "python-versions"
TOOLS = {"rpm2cpio": "apt install rpm2cpio (dnf install rpm)"}


def packages_of(rpms):
    """The packages that concern Python, and findings about those that cannot be read."""
    packages, unreadable = [], []
    for rpm in rpms:
        try:
            package = read(rpm)
        except Unreadable as error:
            unreadable.append(finding("error", "unreadable", str(error), os.path.basename(rpm)))
            continue
        if package and concerns_python(package):
            packages.append(package)
    return packages, unreadable


def answer_for(found, outcome=None):
    severities = [each["severity"] for each in found]
    by_severity = "FAILED" if "error" in severities else "INFO" if "warning" in severities else "PASSED"
    return {
        "outcome": outcome or by_severity,
        "note": f"{severities.count('error')} errors, {severities.count('warning')} warnings",
        "output": [f"{each['subject']}: {each['tag']}: {each['message']}" for each in found] or ["no finding"],
        "findings": found,
    }


def overall(parts, unreadable):
    """One answer of all: its findings are those of its parts, which have them already."""
    answer = answer_for([each for part in parts.values() for each in part["findings"]] + unreadable)
    outcomes = [part["outcome"] for part in parts.values()] + ["NEEDS_INSPECTION"] * bool(unreadable)
    return {**answer, "outcome": worst(outcomes), "findings": unreadable}


def keep_log(name, answer):
    """Writes what went wrong into the artifacts, and answers the file's name; None where nobody keeps artifacts."""
    folder = os.environ.get("TASKOTRON_ARTIFACTSDIR")
    if not folder:
        return None
    file = f"{CHECK}-{re.sub(r'[^A-Za-z0-9._+~^-]', '_', name)[:200]}.log"
    with open(os.path.join(folder, file), "w", encoding="utf-8", errors="backslashreplace") as log:
        log.writelines(f"{one_line(line)}\n" for line in answer["output"])
    return file


def check(name, rpms):
    """The answers for a build as (check, answer or the reason why it is skipped)."""
    packages, unreadable = packages_of(rpms)
    if not packages and not unreadable:
        return [(CHECK, "has nothing to do with Python")]
    parts = {rule: answer_for([each for package in packages for each in find(package)]) for rule, find in RULES.items()} if packages else {}
    whole = overall(parts, unreadable)
    artifact = keep_log(name, whole) if whole["outcome"] not in ("PASSED", "INFO") else None
    if artifact:
        whole["artifact"] = artifact
    return [*((f"{CHECK}.{rule}", answer) for rule, answer in parts.items()), (CHECK, whole)]


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
    answers = [(name, *each) for name, rpms in builds for each in check(name, rpms)]
    start(len(answers))
    for name, rule, answer in answers:
        write = skipped if isinstance(answer, str) else point
        print(write(rule, name, kind, answer), end="")
    return 0


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main())
