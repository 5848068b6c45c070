#!/usr/bin/env python3
"""Compares the version of a build with those of its package in the other releases, and answers in TAP 13: one point per build.

The item is a build's name-version-release, or a tag, for all builds in it. Tags are files in `tags/` below TASKOTRON_KOJI_ROOT.
"""

import os
import sys

from find_builds import split_nvr
from releases import builds_in, evr, latest, read_releases, release_of
from start_up import why_not
from tap import bail_out, finding, point, skipped, start
from vercmp import evrcmp

OUTCOMES = {"[ OK ]": "PASSED", "[INFO]": "INFO", "[FAIL]": "FAILED"}


def sign_for(order, pending_order, is_there):
    """How a newer release stands: `order` is that of its latest build and ours, `pending_order` that of its pending one."""
    if order is not None and order >= 0:
        return "[ OK ]", None
    if pending_order is not None and pending_order >= 0:
        return "[INFO]", "upgrade-path-pending"
    return ("[FAIL]", "upgrade-path-broken") if is_there else ("[INFO]", "not-in-release")


def section(nvr, own, other, root):
    """Sign, output lines and finding of one other release."""
    name = split_nvr(nvr)[0]
    there, coming = (latest(builds.get(name, ()), root) for builds in (other.stable, other.pending))
    ours = evr(nvr, root)
    # from our release to a newer one, or from an older one to ours
    turn = 1 if other.number > own.number else -1
    order, pending_order = (None if each is None else turn * evrcmp(evr(each, root), ours) for each in (there, coming))
    if turn > 0:
        sign, tag = sign_for(order, pending_order, there or coming)
        relation = "lower than"
    else:
        sign, tag = ("[FAIL]", "upgrade-path-broken") if order is not None and order < 0 else ("[ OK ]", None)
        relation = "higher than"
    lines = [f"{sign} {other.name}", f"    latest:  {there or 'none'}", f"    pending: {coming or 'none'}"]
    return sign, lines, tag and finding(
        "error" if sign == "[FAIL]" else "warning", tag, message_for(tag, name, (there, coming, relation)), other.name
    )


def message_for(tag, name, seen):
    there, coming, relation = seen
    if tag == "not-in-release":
        return f"{name} is not there"
    if tag == "upgrade-path-pending":
        return f"only {coming} is high enough, and it is pending"
    return f"{there or coming} is {relation} this build"


def check(nvr, releases, root):
    own = release_of(nvr, releases)
    if own is None:
        note = "cannot tell its release: it is in no tag, and has no dist of a known one"
        found = [finding("error", "unknown-release", note, nvr)]
        return {"outcome": "NEEDS_INSPECTION", "note": note, "output": [note], "findings": found}
    others = [each for each in releases.values() if each.family == own.family and each is not own]
    sections = [section(nvr, own, other, root) for other in sorted(others, key=lambda each: each.number)]
    signs = [sign for sign, _, _ in sections]
    worst = next((sign for sign in ("[FAIL]", "[INFO]") if sign in signs), "[ OK ]")
    return {
        "outcome": OUTCOMES[worst],
        "note": f"{own.name}: {signs.count('[ OK ]')} OK, {signs.count('[INFO]')} INFO, {signs.count('[FAIL]')} FAIL",
        "output": [line for _, lines, _ in sections for line in lines] or [f"no other release than {own.name}"],
        "findings": [each for _, _, each in sections if each],
    }


def main():
    obstacle = why_not({})
    if obstacle:
        return bail_out(obstacle)
    item = os.environ["TASKOTRON_ITEM"]
    kind = os.environ.get("TASKOTRON_TYPE", "koji_build")
    root = os.environ.get("TASKOTRON_KOJI_ROOT")
    folder = os.path.join(root or "", "tags")
    if root is None or not os.path.isdir(folder):
        return bail_out(f"no tags at {folder}: set TASKOTRON_KOJI_ROOT, and run `koji list-tagged TAG > tags/TAG` for each tag there")
    file = os.path.join(folder, os.path.basename(item))
    if kind == "koji_tag" and not os.path.isfile(file):
        return bail_out(f"no tag {item} at {folder}")
    builds = builds_in(file) if kind == "koji_tag" else [item]
    if not all(map(split_nvr, builds)):
        return bail_out(f"not a name-version-release: {item}")
    releases = read_releases(folder)
    start(max(1, len(builds)))
    if not builds:
        print(skipped("upgradepath", item, kind, "no build is in this tag"), end="")
    for nvr in builds:
        print(point("upgradepath", nvr, "koji_build", check(nvr, releases, root)), end="")
    return 0


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main())
