"""What is asked of a package; each rule gives its findings."""

import re

from tap import finding

ABI = "python(abi)"
TWO = re.compile(r"^(?:/usr/bin/)?python2(?:\.\d+)?(?:-.*|\(.*)?$|^libpython2\.")
THREE = re.compile(r"^(?:/usr/bin/)?python3(?:\.?\d+)?(?:-.*|\(.*)?$|^libpython3|^python3\d*dist\(")
UNVERSIONED = re.compile(r"^python(?:-.*)?$|^/usr/bin/python$")
PLACE = re.compile(r"/python(\d\.\d+)/|\.cpython-(\d)(\d+)(?:\.opt-\d)?\.pyc$")

# the first magic number of each version's byte code
MAGIC = (
    (3000, "3.0"), (3141, "3.1"), (3160, "3.2"), (3190, "3.3"), (3250, "3.4"), (3320, "3.5"), (3360, "3.6"), (3390, "3.7"),
    (3400, "3.8"), (3420, "3.9"), (3430, "3.10"), (3450, "3.11"), (3500, "3.12"), (3550, "3.13"), (3600, "3.14"), (3650, "later than 3.14"),
)  # fmt: skip
PYTHON_2 = range(50_000, 65_536)


def reasons(package, major):
    """Why a package needs Python 2 or 3."""
    pattern = TWO if major == "2" else THREE
    for name, version in package.requires:
        if pattern.match(name) or (name == ABI and version.startswith(f"{major}.")):
            yield f"requires {name} {version}".rstrip()
    for path, interpreter in package.shebangs:
        if interpreter.startswith(f"python{major}"):
            yield f"{path} is run by {interpreter}"
    for tree in sorted(package.trees):
        if tree.startswith(f"{major}."):
            yield f"ships files for Python {tree}"


def python_2(package):
    for reason in reasons(package, "2"):
        yield finding("error", "needs-python-2", reason, package.name)


def two_and_three(package):
    two, three = (list(reasons(package, major)) for major in "23")
    if two and three:
        yield finding("error", "needs-both", f"{two[0]}; {three[0]}", package.name)


def unversioned_shebangs(package):
    for path, interpreter in package.shebangs:
        if interpreter == "python":
            yield finding("error", "unversioned-shebang", f"{package.name} has a script for python, which may be 2 or 3", path)


def unversioned_requires(package):
    for name in dict.fromkeys(name for name, _ in package.requires):
        if UNVERSIONED.match(name):
            severity = "error" if name.startswith("/") else "warning"
            yield finding(severity, "unversioned-requirement", f"requires {name}, which may be for 2 or 3", package.name)


def version_of(magic):
    if len(magic) < 4 or magic[2:] != b"\r\n":
        return None
    number = int.from_bytes(magic[:2], "little")
    if number in PYTHON_2:
        return "2"
    if not 3000 <= number < 4000:
        return None
    return next((version for first, version in reversed(MAGIC) if number >= first), None)


def byte_code(package):
    for path, magic in package.byte_code:
        found, version = PLACE.search(path), version_of(magic)
        wanted = found and (found[1] or f"{found[2]}.{found[3]}")
        if version is None:
            yield finding("error", "damaged-byte-code", f"{package.name} has byte code that no Python wrote", path)
        elif wanted and version != wanted and not (version == "2" and wanted.startswith("2.")):
            yield finding("error", "wrong-byte-code", f"{package.name} has byte code of Python {version} where that of {wanted} is read", path)


RULES = {
    "python-2": python_2,
    "two-and-three": two_and_three,
    "unversioned-shebangs": unversioned_shebangs,
    "unversioned-requires": unversioned_requires,
    "byte-code": byte_code,
}


def concerns_python(package):
    return bool(
        package.shebangs
        or package.byte_code
        or package.trees
        or any(name == ABI or any(each.match(name) for each in (TWO, THREE, UNVERSIONED)) for name, _ in package.requires)
    )
