"""Runs installcheck and reads what it prints."""

import os
import re
import subprocess

HEAD = re.compile(r"^can't install (\S+):$")
TAGS = (
    (re.compile(r"^nothing provides .* needed by \S+$"), "missing-requirement"),
    (re.compile(r"^package \S+ requires .*, but none of the providers can be installed$"), "uninstallable-requirement"),
    (re.compile(r"^package \S+ conflicts with "), "conflict"),
    (re.compile(r"^package \S+ obsoletes "), "obsoletes"),
    (re.compile(r"^cannot install both "), "conflict"),
)

COMPATIBLE = {"x86_64": "x86_64:i686:i586:i486:i386", "i386": "i686:i586:i486:i386", "armhfp": "armv7hl:armv6hl"}


def policy(arch):
    """The architectures that a machine takes, best first. noarch is named because Debian's libsolv, which has `all` in its place,
    would call every noarch package installable and let none satisfy a dependency."""
    machine = os.uname().machine if arch == "noarch" else arch
    return f"{COMPATIBLE.get(machine, machine)}:noarch"


def installcheck(arch, item, targets):
    """The problems of each package that cannot be installed, by its name-[epoch:]version-release.arch, and the exit code if it is strange."""
    command = ["installcheck", policy(arch), item, *(["--nocheck", *targets] if targets else [])]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    problems = {}
    lines = None
    for line in done.stdout.decode("utf-8", "replace").split("\n"):
        head = HEAD.match(line)
        if head:
            lines = problems.setdefault(head[1], [])
        elif lines is not None and line.startswith("  "):
            lines.append(line.strip())
    return problems, None if done.returncode in (0, 1) else done.returncode


def tag_of(problem):
    return next((tag for pattern, tag in TAGS if pattern.match(problem)), "not-installable")
