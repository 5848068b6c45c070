#!/usr/bin/env python3
"""Runs rpmlint on RPM files and answers in TAP 13: one point per file, one finding per message.

The item is the path of an RPM file, a folder of them (a tree in koji's layout
packages/NAME/VERSION/RELEASE/ARCH/*.rpm), or a build's name-version-release,
which is looked for below TASKOTRON_KOJI_ROOT.
"""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from find_rpms import find_rpms
from read_output import read_output
from tap import point, one_line

# each waits for a rpmlint of its own
SIDE_BY_SIDE = min(4, os.cpu_count() or 1)

HINT = "rpmlint is not installed: apt install rpmlint, or dnf install rpmlint"


def bail_out(reason):
    print(f"TAP version 13\nBail out! {one_line(reason)}")
    return 1


def rpmlintrc(rpm):
    """The file of exceptions beside an RPM, if there is one."""
    folder, name = os.path.split(rpm)
    package = name.rsplit("-", 2)[0]
    for wanted in (f"{package}.rpmlintrc", f"{package}-rpmlintrc", ".rpmlintrc"):
        path = os.path.join(folder, wanted)
        if os.path.isfile(path):
            return ["--rpmlintrc", path]
    return []


def lint(rpm):
    """Runs rpmlint on one file and gives its point."""
    done = subprocess.run(
        ["rpmlint", *rpmlintrc(rpm), rpm],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    stdout = done.stdout.decode("utf-8", "replace")
    stderr = done.stderr.decode("utf-8", "replace")
    sys.stderr.write(stderr)
    return read_output(stdout, stderr, done.returncode)


def main():
    item = os.environ.get("TASKOTRON_ITEM", "")
    if item == "":
        return bail_out("no item: set TASKOTRON_ITEM, or start this through runtask -i ITEM")
    if shutil.which("rpmlint") is None:
        return bail_out(HINT)
    root = os.environ.get("TASKOTRON_KOJI_ROOT")
    rpms = find_rpms(item, os.environ.get("TASKOTRON_ARCH", "noarch"), root)
    if not rpms:
        where = f"below {root}" if root else "and TASKOTRON_KOJI_ROOT is not set"
        return bail_out(f"no RPM file of {item}: no such file or folder, no such build {where}")
    print(f"TAP version 13\n1..{len(rpms)}", flush=True)
    kind = os.environ.get("TASKOTRON_TYPE", "koji_build")
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        for rpm, answer in zip(rpms, pool.map(lint, rpms)):
            print(point(os.path.basename(rpm), kind, answer), end="", flush=True)
    return 0


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main())
