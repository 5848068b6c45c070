"""Finds the shell scripts of packages and folders."""

import os
import re
from collections import namedtuple

from payload import entries
from rpm_header import is_source, name_arch, read_header

Script = namedtuple("Script", "subject shell text")

SHEBANG = re.compile(rb"^#!\s*(?:/usr/bin/env(?:\s+-\S+)*\s+)?(?:\S*/)?(sh|bash|dash|ksh)(?:\s|$)")
INTERPRETER = re.compile(r"(?:^|/)(sh|bash|dash|ksh)$")
SCRIPTLETS = {
    "prein": "%pre",
    "postin": "%post",
    "preun": "%preun",
    "postun": "%postun",
    "pretrans": "%pretrans",
    "posttrans": "%posttrans",
    "verifyscript": "%verifyscript",
    "triggers": "%trigger",
}
LARGEST = 128 << 10


def listed(value):
    return value if isinstance(value, list) else [] if value is None else [value]


def scriptlets(header):
    """The scriptlets that a shell runs."""
    for key, name in SCRIPTLETS.items():
        texts = listed(header.get(key))
        shells = [*listed(header.get(f"{key}_shell")), *["/bin/sh"] * len(texts)]
        for text, shell in zip(texts, shells):
            found = INTERPRETER.search(shell)
            if found and text.strip():
                yield Script(f"{name_arch(header)} {name}", found[1], text.encode("utf-8", "replace"))


def script(subject, text):
    found = SHEBANG.match(text[:200])
    return [Script(subject, found[1].decode(), text)] if found else []


def scripts_of(rpm):
    """The scripts of an RPM. Raises Unreadable, after those that can be read."""
    header = read_header(rpm)
    yield from scriptlets(header)
    for entry in entries(rpm, LARGEST + 1):
        yield from script(entry.path if not is_source(header) else f"{name_arch(header)} {entry.path}", entry.content)


def files_below(folder):
    """Regular files of a folder, as (path from it, path); links and .git are not followed."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != ".git")
        for name in sorted(names):
            path = os.path.join(place, name)
            if os.path.isfile(path) and not os.path.islink(path):
                yield os.path.relpath(path, folder), path


def scripts_below(folder):
    for subject, path in files_below(folder):
        with open(path, "rb") as file:
            yield from script(subject, file.read(LARGEST + 1))
