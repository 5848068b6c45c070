#!/usr/bin/env python3
"""Runs the tests of a package's own repository, and answers in TAP 13: one point per suite, one finding per failed test.

The item is a commit of dist-git, `namespace/package#sha`, cloned from the server that is the first argument; or a folder.
"""

import os
import shutil
import sys
import tempfile

from checkout import NoSuchItem, check_out
from start_up import why_not
from suites import TOOLS, suites_in
from tap import bail_out, finding, point, skipped, start


def outcome_of(code, seen):
    """The outcome, and what is strange about the suite."""
    total = seen["passed"] + len(seen["failed"]) + seen["skipped"]
    if seen["bail"] is not None:
        return "ABORTED", f"it bailed out: {seen['bail']}"
    if total == 0 and seen["plan"] != 0:
        return "CRASHED", f"it ended with {code} and no test"
    if seen["plan"] not in (None, total):
        return "NEEDS_INSPECTION", f"{seen['plan']} tests were planned, {total} were run"
    if code != 0 and not seen["failed"]:
        return "NEEDS_INSPECTION", f"it ended with {code}, though no test failed"
    return ("FAILED" if seen["failed"] else "PASSED"), None


def answer_for(name, code, lines, seen):
    outcome, strange = outcome_of(code, seen)
    counts = f"{seen['passed']} passed, {len(seen['failed'])} failed, {seen['skipped']} skipped"
    return {
        "outcome": outcome,
        "note": f"{counts}; {strange}" if strange else counts,
        "output": lines[:-1] if lines[-1:] == [""] else lines,
        "findings": [finding("error", "test-failed", test, name) for test in seen["failed"]],
    }


def check(folder, item, kind):
    suites = list(suites_in(folder))
    missing = next((tool for _, tool, _ in suites if tool and shutil.which(tool) is None), None)
    if missing:
        return bail_out(f"{missing} is not installed: {TOOLS[missing]}")
    start(max(1, len(suites)))
    if not suites:
        print(skipped("package-suite", item, kind, "it has no executable tests/run.sh, tests/*.bats or tests/test_*.py"), end="")
    for name, _, run in suites:
        print(point(f"package-suite.{name}", item, kind, answer_for(name, *run(folder))), end="", flush=True)
    return 0


def main():
    item = os.environ.get("TASKOTRON_ITEM", "")
    kind = os.environ.get("TASKOTRON_TYPE", "file")
    tools = {} if os.path.isdir(item) else {"git": "apt install git (dnf install git-core)"}
    obstacle = why_not(tools)
    if obstacle:
        return bail_out(obstacle)
    server = sys.argv[1] if len(sys.argv) > 1 else "https://src.fedoraproject.org"
    with tempfile.TemporaryDirectory() as workdir:
        folder = os.path.join(workdir, "repository")
        try:
            check_out(item, server, folder)
        except (NoSuchItem, OSError) as error:
            return bail_out(str(error))
        return check(folder, item, kind)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main())
