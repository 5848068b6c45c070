#!/usr/bin/env python3
"""Runs rpmlint on the RPM files of builds and answers in TAP 13: one point per build, one finding per message.

The item is the path of an RPM file, a folder of them (a tree in koji's layout
packages/NAME/VERSION/RELEASE/ARCH/*.rpm, too), or a build's name-version-release,
which is looked for below TASKOTRON_KOJI_ROOT.
"""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from explain import with_words
from find_builds import find_builds, not_found
from read_output import counts, read_output
from start_up import why_not
from tap import bail_out, point, start, worst

# each waits for a rpmlint of its own
SIDE_BY_SIDE = min(4, os.cpu_count() or 1)

TOOLS = {"rpmlint": "apt install rpmlint (dnf install rpmlint)"}


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
    """Runs rpmlint on one file: one that it cannot read ends it, and would hide the others."""
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


def merged(answers):
    """The answer of a build, of those of its files."""
    findings = [each for answer in answers for each in answer["findings"]]
    unsound = [answer["note"] for answer in answers if answer["outcome"] not in ("PASSED", "FAILED")]
    notes = [*dict.fromkeys(unsound), *([counts(findings)] if len(unsound) < len(answers) else [])]
    return {
        "outcome": worst(answer["outcome"] for answer in answers),
        "note": "; ".join(notes),
        "output": [line for answer in answers for line in answer["output"]],
        "findings": with_words(findings),
    }


def main():
    obstacle = why_not(TOOLS)
    if obstacle:
        return bail_out(obstacle)
    item = os.environ["TASKOTRON_ITEM"]
    root = os.environ.get("TASKOTRON_KOJI_ROOT")
    builds = find_builds(item, os.environ.get("TASKOTRON_ARCH", "noarch"), root)
    if not builds:
        return bail_out(not_found(item, root))
    start(len(builds))
    kind = os.environ.get("TASKOTRON_TYPE", "koji_build")
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        running = [(name, [pool.submit(lint, rpm) for rpm in rpms]) for name, rpms in builds]
        for name, answers in running:
            print(point("rpmlint", name, kind, merged([each.result() for each in answers])), end="", flush=True)
    return 0


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main())
