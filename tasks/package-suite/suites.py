"""The kinds of suites, and how each is run and read."""

import glob
import os
import subprocess
import xml.etree.ElementTree as ElementTree

from read_tap import read_tap

TOOLS = {
    "bats": "apt install bats (dnf install bats)",
    "pytest": "apt install python3-pytest (dnf install python3-pytest)",
}


def run(folder, *command):
    """Exit code and output lines, stderr among stdout as it comes."""
    done = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return done.returncode, done.stdout.decode("utf-8", "replace").split("\n")


def run_script(folder):
    code, lines = run(folder, "./tests/run.sh")
    return code, lines, read_tap(lines)


def run_bats(folder):
    code, lines = run(folder, "bats", "--formatter", "tap", "tests")
    # bats tells by 1 that a test failed, which its TAP says too
    return (0 if code == 1 else code), lines, read_tap(lines)


def run_pytest(folder):
    report = os.path.join(os.path.dirname(folder), "pytest.xml")
    code, lines = run(folder, "pytest", "-p", "no:cacheprovider", "--color=no", f"--junitxml={report}", "tests")
    return (0 if code == 1 else code), lines, read_report(report)


def read_report(file):
    seen = {"passed": 0, "failed": [], "skipped": 0, "plan": None, "bail": None}
    if not os.path.isfile(file):
        return seen
    for case in ElementTree.parse(file).iter("testcase"):
        if case.find("failure") is not None or case.find("error") is not None:
            seen["failed"].append(f"{case.get('classname', '')}.{case.get('name', '')}".lstrip("."))
        elif case.find("skipped") is not None:
            seen["skipped"] += 1
        else:
            seen["passed"] += 1
    return seen


def is_program(path):
    return os.path.isfile(path) and os.access(path, os.X_OK)


def suites_in(folder):
    """Name, tool that it needs, and how to run it, of each suite in `tests/`."""
    tests = os.path.join(folder, "tests")
    if is_program(os.path.join(tests, "run.sh")):
        yield "run", None, run_script
    if glob.glob(os.path.join(glob.escape(tests), "*.bats")):
        yield "bats", "bats", run_bats
    if glob.glob(os.path.join(glob.escape(tests), "test_*.py")):
        yield "pytest", "pytest", run_pytest
