"""The builds of each release, from a folder with one file per tag: a build per line, its name-version-release the line's first word."""

import os
import re
from functools import cmp_to_key

from find_builds import below, build_folder, split_nvr
from rpm_header import Unreadable, read_header
from vercmp import evrcmp

TAG = re.compile(r"^(?P<release>(?P<family>[a-z]+)(?P<number>\d+))(?:-(?P<state>.+))?$")
STABLE = (None, "updates")
PENDING = ("pending", "updates-pending", "updates-testing", "updates-testing-pending")
DIST = re.compile(r"\.(fc|el)(\d+)")
FAMILY = {"fc": "f", "el": "epel"}


class Release:
    """A release: the NVRs of each package that are in it, and of those that are on their way into it."""

    def __init__(self, name):
        found = TAG.match(name)
        self.name, self.family, self.number = name, found["family"], int(found["number"])
        self.stable, self.pending = {}, {}


def builds_in(file):
    with open(file, encoding="utf-8", errors="replace") as lines:
        words = (line.split(None, 1)[:1] for line in lines)
        return [word[0] for word in words if word and split_nvr(word[0])]


def read_releases(folder):
    """The releases of the tags in the folder, by name. Tags of no known state, such as f21-build, are left out."""
    releases = {}
    for tag in sorted(os.listdir(folder)):
        found = TAG.match(tag)
        if found is None or found["state"] not in (*STABLE, *PENDING):
            continue
        release = releases.setdefault(found["release"], Release(found["release"]))
        builds = release.stable if found["state"] in STABLE else release.pending
        for nvr in builds_in(os.path.join(folder, tag)):
            builds.setdefault(split_nvr(nvr)[0], []).append(nvr)
    return releases


def release_of(nvr, releases):
    """The release that a build is for: the last one that it is tagged into, else that of its dist."""
    name = split_nvr(nvr)[0]
    tagged = [each for each in releases.values() if nvr in (*each.stable.get(name, ()), *each.pending.get(name, ()))]
    dist = DIST.findall(nvr)
    by_dist = releases.get(FAMILY[dist[-1][0]] + dist[-1][1]) if dist else None
    return by_dist if by_dist in tagged or not tagged else max(tagged, key=lambda each: each.number)


def evr(nvr, root):
    """Epoch, version and release. An epoch that is not written is that of the build's RPM files below the root, else 0."""
    _, epoch, version, release = split_nvr(nvr)
    return (int(epoch) if epoch.isdigit() else epoch_of(nvr, root)), version, release


def epoch_of(nvr, root):
    folder = build_folder(nvr, root)
    for rpm in below(folder)[:1] if folder else ():
        try:
            return read_header(rpm).get("epoch", 0)
        except Unreadable:
            break
    return 0


def latest(nvrs, root):
    """The highest of the builds; None of none."""
    return max(nvrs, key=cmp_to_key(lambda one, other: evrcmp(evr(one, root), evr(other, root))), default=None)
