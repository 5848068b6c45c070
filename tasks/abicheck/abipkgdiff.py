"""Runs abipkgdiff and reads what it prints."""

import re
import subprocess

LIBRARY = re.compile(r"^=+ changes of '(.*)'=+$")
CHANGE = re.compile(r"^\s*\[(?P<letter>[DCA])\] (?P<text>.*)$")
KINDS = {"D": ("error", "abi-removed"), "C": ("warning", "abi-changed"), "A": ("info", "abi-added")}
ERROR, USAGE, CHANGED, INCOMPATIBLE = 1, 2, 4, 8


def outcome_of(code):
    """By the bits of abipkgdiff's exit code."""
    if code < 0:
        return "CRASHED"
    if code & (ERROR | USAGE):
        return "NEEDS_INSPECTION"
    if code & INCOMPATIBLE:
        return "FAILED"
    return "NEEDS_INSPECTION" if code & CHANGED else "PASSED"


def command(old, new, extras):
    """Extras are pairs of a name of options, `debug-info-pkg` or `devel-pkg`, and the packages before and after."""
    options = [word for name, before, after in extras for word in (f"--{name}1", before, f"--{name}2", after)]
    return ["abipkgdiff", "--dso-only", *options, old, new]


def abipkgdiff(old, new, extras):
    """Outcome, output lines and findings (severity, tag, message, library) of a pair of packages."""
    done = subprocess.run(command(old, new, extras), stdin=subprocess.DEVNULL, capture_output=True, check=False)
    lines = [line for line in (done.stdout + done.stderr).decode("utf-8", "replace").split("\n") if line.strip()]
    found, library = [], None
    for line in lines:
        head, change = LIBRARY.match(line), CHANGE.match(line)
        if head:
            library = head[1]
        elif change:
            severity, tag = KINDS[change["letter"]]
            found.append((severity, tag, " ".join(change["text"].split()), library))
    outcome = outcome_of(done.returncode)
    if not found and outcome != "PASSED":
        found.append(("error", "abi-not-compared", lines[-1] if lines else f"abipkgdiff ended with {done.returncode}", library))
    return outcome, lines, found
