"""Finds the build that came before another."""

import os
from functools import cmp_to_key

from find_builds import below, by_build, split_nvr
from rpm_header import Unreadable, read_header
from vercmp import evrcmp


def evr(build):
    nvr, rpms = build
    _, _, version, release = split_nvr(nvr)
    try:
        return read_header(rpms[0]).get("epoch", 0), version, release
    except Unreadable:
        return 0, version, release


def candidates(nvr, beside, root):
    """All builds of the same name, as (NVR, RPM files)."""
    name = split_nvr(nvr)[0]
    roots = [os.path.join(root, "packages"), root] if root else []
    for place in (beside, *(os.path.join(base, name) for base in roots)):
        builds = by_build(below(place))
        yield from (build for build in builds if (split_nvr(build[0]) or [None])[0] == name)


def predecessor(build, beside, root):
    """The highest build that is lower than this one; None where there is none."""
    own = evr(build)
    lower = [each for each in candidates(build[0], beside, root) if evrcmp(evr(each), own) < 0]
    return max(lower, key=cmp_to_key(lambda one, other: evrcmp(evr(one), evr(other))), default=None)
