"""Reads the TAP of a suite into counts and failures: what its own tests print is text, and never a result of this check by itself."""

import re

POINT = re.compile(r"^(?P<not>not )?ok\b(?: +(?P<number>\d+))?(?: +-)? *(?P<name>.*?)(?: +# *(?P<directive>skip|todo)\b.*)?$", re.IGNORECASE)
PLAN = re.compile(r"^1\.\.(?P<count>\d+)\s*(?:#.*)?$")
BAIL = re.compile(r"^Bail out!\s*(?P<reason>.*)$", re.IGNORECASE)
LONGEST = 2000


def read_tap(lines):
    """Passed, failed (names) and skipped tests, the plan, and the reason of a bail out."""
    seen = {"passed": 0, "failed": [], "skipped": 0, "plan": None, "bail": None}
    for line in lines:
        line = line[:LONGEST]
        point, plan, bail = POINT.match(line), PLAN.match(line), BAIL.match(line)
        if bail:
            seen["bail"] = bail["reason"] or "it gives no reason"
        elif plan:
            seen["plan"] = int(plan["count"])
        elif point and point["directive"]:
            seen["skipped"] += 1
        elif point and point["not"]:
            seen["failed"].append(point["name"] or f"test {point['number']}")
        elif point:
            seen["passed"] += 1
    return seen
