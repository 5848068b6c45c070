"""Runs cppcheck over a folder."""

import os
import subprocess
import xml.etree.ElementTree as ElementTree

from tap import finding

SEVERITIES = {"error": "error", "warning": "warning"}
# more would make time grow with every #ifdef of a file
CONFIGURATIONS = 4
# about cppcheck and the headers that are not here, not about the code
NO_FINDINGS = ("missingInclude", "missingIncludeSystem", "toomanyconfigs", "noValidConfiguration", "checkersReport")


def cppcheck(folder):
    """The findings of the C and C++ files below a folder. Raises RuntimeError when cppcheck dies."""
    options = ["--enable=warning,portability", f"--max-configs={CONFIGURATIONS}", "--quiet", "--xml"]
    done = subprocess.run(["cppcheck", *options, "."], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    try:
        errors = ElementTree.fromstring(done.stderr.decode("utf-8", "replace")).iter("error")
    except ElementTree.ParseError as error:
        raise RuntimeError(f"cppcheck ended with {done.returncode}: {done.stderr[-200:].decode('utf-8', 'replace')}") from error
    return [as_finding(each) for each in errors if each.get("id") not in NO_FINDINGS]


def as_finding(error):
    place = error.find("location")
    file = "" if place is None else os.path.normpath(place.get("file", ""))
    where = "" if place is None else f"line {place.get('line')}, column {place.get('column')}: "
    return finding(SEVERITIES.get(error.get("severity"), "info"), error.get("id", ""), where + error.get("msg", ""), file)
