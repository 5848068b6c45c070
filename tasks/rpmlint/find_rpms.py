"""Finds the RPM files of an item."""

import os

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


def build_folder(nvr, root):
    """packages/NAME/VERSION/RELEASE below the root, or below its parent; None when it is not there."""
    parts = nvr.rsplit("-", 2)
    if root is None or len(parts) != 3 or "/" in nvr:
        return None
    name, version, release = parts
    version = version.rpartition(":")[2]
    name = name.rpartition(":")[2]
    if ".." in (name, version, release):
        return None
    for base in (os.path.join(root, "packages"), root):
        folder = os.path.join(base, name, version, release)
        if os.path.isdir(folder):
            return folder
    return None


def find_rpms(item, arch, root):
    """Paths of the item's RPM files: the file itself, those below the folder, or those of the build that `arch` covers."""
    for path in (item, os.path.join(root, item) if root else item):
        if os.path.isfile(path):
            return [path]
        if os.path.isdir(path):
            return below(path)
    build = build_folder(item, root)
    if build is None:
        return []
    wanted = arches(arch)
    return [
        rpm
        for rpm in below(build)
        if wanted is None or os.path.relpath(rpm, build).split(os.sep)[0] in wanted
    ]
