"""What an RPM says about Python: in its requirements, in the first lines of its scripts, and in its byte code."""

import re
import stat
from collections import namedtuple

from payload import entries
from rpm_header import is_source, name_arch, read_header

# requires: (name, version); shebangs: (path, interpreter); byte_code: (path, first bytes); trees: versions of the folders it ships files in
Package = namedtuple("Package", "name requires shebangs byte_code trees")

SHEBANG = re.compile(rb"^#!\s*(?:\S*/env\s+(?:-\S+\s+)*)?(?:\S*/)?(python[\d.]*)(?:\s|$)")
TREE = re.compile(r"^/usr/lib(?:64)?/python(\d\.\d+)/")
SEEN = 512


def read(rpm):
    """The package; None for a source package. Raises Unreadable."""
    header = read_header(rpm)
    if is_source(header):
        return None
    names = header.get("requires", [])
    versions = header.get("require_versions", [""] * len(names))
    shebangs, byte_code, trees = [], [], set()
    for entry in entries(rpm, SEEN):
        tree = TREE.match(entry.path)
        if tree:
            trees.add(tree[1])
        if not stat.S_ISREG(entry.mode):
            continue
        found = SHEBANG.match(entry.content)
        if found:
            shebangs.append((entry.path, found[1].decode()))
        if entry.path.endswith((".pyc", ".pyo")):
            byte_code.append((entry.path, entry.content[:4]))
    return Package(name_arch(header), list(zip(names, versions)), shebangs, byte_code, trees)
