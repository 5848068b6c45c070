"""Finds the RPM files of an item, and sorts them into builds."""

import os

from rpm_header import Unreadable, read_header, source_nvr

CONCRETE = {
    "i386": ("i386", "i486", "i586", "i686"),
    "armhfp": ("armhfp", "armv7hl"),
}


def below(folder):
    """Every RPM file below a folder, in order of path."""
    found = []
    for place, folders, names in os.walk(folder):
        folders.sort()
        found += [os.path.join(place, name) for name in sorted(names) if name.endswith(".rpm")]
    return found


def arches(arch):
    """Folders of a build that belong to an architecture; None for all of them."""
    if arch == "noarch":
        return None
    return (*CONCRETE.get(arch, (arch,)), "noarch")


def split_nvr(nvr):
    """Name, epoch, version and release; an epoch may stand before the version or before the name. None where it is no NVR."""
    parts = nvr.rsplit("-", 2)
    if len(parts) != 3 or "/" in nvr or not all(parts):
        return None
    name, version, release = parts
    before_name, _, name = name.rpartition(":")
    before_version, _, version = version.rpartition(":")
    if ".." in (name, version, release):
        return None
    return name, before_version or before_name, version, release


def build_folder(nvr, root):
    """packages/NAME/VERSION/RELEASE below the root, or below its parent; None when it is not there."""
    parts = split_nvr(nvr)
    if root is None or parts is None:
        return None
    name, _, version, release = parts
    for base in (os.path.join(root, "packages"), root):
        folder = os.path.join(base, name, version, release)
        if os.path.isdir(folder):
            return folder
    return None


def build_of(rpm):
    """The NVR of an RPM's build, by its header, else by its file name."""
    try:
        return source_nvr(read_header(rpm))
    except Unreadable:
        return os.path.basename(rpm).removesuffix(".rpm").rpartition(".")[0] or os.path.basename(rpm)


def by_build(rpms):
    builds = {}
    for rpm in rpms:
        builds.setdefault(build_of(rpm), []).append(rpm)
    return sorted(builds.items())


def find_builds(item, arch, root):
    """The item's builds as (name, paths of RPM files): one named as the file where the item is a file, one for each NVR below a folder,
    or the one build below `root`, with the RPM files that `arch` covers."""
    for path in (item, os.path.join(root, item) if root else item):
        if os.path.isfile(path):
            return [(os.path.basename(path), [path])]
        if os.path.isdir(path):
            return by_build(below(path))
    folder = build_folder(item, root)
    if folder is None:
        return []
    wanted = arches(arch)
    rpms = [rpm for rpm in below(folder) if wanted is None or os.path.relpath(rpm, folder).split(os.sep)[0] in wanted]
    return [(item, rpms)] if rpms else []


def not_found(item, root):
    where = f"below {root}" if root else "and TASKOTRON_KOJI_ROOT is not set"
    return f"no RPM file of {item}: no such file or folder, no such build {where}"
