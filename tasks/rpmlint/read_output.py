"""Reads what rpmlint (1.x and 2.x) prints."""

import re

SEVERITIES = {"E": "error", "W": "warning", "I": "info"}
FINDING = re.compile(r"^(?P<subject>.*?): (?P<letter>[EWI]): (?P<tag>\S+)(?: (?P<message>.*))?$")
SUMMARY = re.compile(r"^\s*\d+ packages and \d+ spec\w* checked; .*$")
UNREADABLE = re.compile(r"^\(none\): E: (fatal error|error) while reading")


def finding_of(line):
    """The finding of a line `SUBJECT: W: TAG MESSAGE`; None for any other line."""
    found = FINDING.match(line)
    if found is None:
        return None
    return {
        "severity": SEVERITIES[found["letter"]],
        "tag": found["tag"],
        "message": found["message"] or "",
        "subject": found["subject"],
    }


def counts(findings):
    """How many of each severity, as rpmlint says it: `0 errors, 4 warnings`."""
    severities = [each["severity"] for each in findings]
    return f"{severities.count('error')} errors, {severities.count('warning')} warnings"


def without_banner(lines):
    """The lines about the file: rpmlint 2 begins with a banner that ends at the first empty line."""
    if lines and lines[0].startswith("====") and "" in lines:
        lines = lines[lines.index("") + 1 :]
    return [line for line in lines if line != ""]


def read_output(stdout, stderr, exit_code):
    """Outcome, output lines and findings of one rpmlint call."""
    lines = stdout.split("\n")
    findings = [each for each in map(finding_of, lines) if each is not None]
    if any(SUMMARY.match(line) for line in lines):
        failed = any(each["severity"] == "error" for each in findings)
        return {
            "outcome": "FAILED" if failed else "PASSED",
            "note": counts(findings),
            "output": without_banner(lines),
            "findings": findings,
        }
    lines = [line for line in lines + stderr.split("\n") if line != ""]
    unreadable = any(UNREADABLE.match(line) for line in lines)
    return {
        "outcome": "NEEDS_INSPECTION" if unreadable else "CRASHED",
        "note": "rpmlint cannot read the file" if unreadable else f"rpmlint ended with {exit_code} before its summary",
        "output": lines,
        "findings": [each for each in map(finding_of, lines) if each is not None],
    }
