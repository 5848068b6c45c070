"""The order of versions, by rpm's own rule."""

import re
from itertools import zip_longest

PART = re.compile(r"~|\^|[0-9]+|[A-Za-z]+")


def compare_parts(one, other):
    """-1, 0 or 1 for two parts at the same place; an empty part is the end of a version."""
    if one == other:
        return 0
    if "~" in (one, other):
        return -1 if one == "~" else 1
    if "" in (one, other):
        return -1 if one == "" else 1
    if "^" in (one, other):
        return -1 if one == "^" else 1
    if one.isdigit() and other.isdigit():
        one, other = one.lstrip("0"), other.lstrip("0")
        pair = (len(one), one), (len(other), other)
        return (pair[0] > pair[1]) - (pair[0] < pair[1])
    if one.isdigit() or other.isdigit():
        return 1 if one.isdigit() else -1
    return 1 if one > other else -1


def vercmp(one, other):
    """-1, 0 or 1: `~` sorts before the end of a version, `^` after it, numbers after letters; what separates parts does not count."""
    for pair in zip_longest(PART.findall(one), PART.findall(other), fillvalue=""):
        order = compare_parts(*pair)
        if order != 0:
            return order
    return 0


def evrcmp(one, other):
    """The order of two (epoch, version, release)."""
    if one[0] != other[0]:
        return 1 if one[0] > other[0] else -1
    return vercmp(one[1], other[1]) or vercmp(one[2], other[2])
