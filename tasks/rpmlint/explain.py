"""Words for findings that rpmlint leaves without any."""

import subprocess

UNKNOWN = "Unknown message"


def explain(tags):
    """The first sentence of what `rpmlint -e` says about each tag; the tag's own words where it says nothing."""
    done = subprocess.run(
        ["rpmlint", "-e", *tags],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    texts = sections(done.stdout.decode("utf-8", "replace").split("\n"), tags)
    return {tag: first_sentence(texts.get(tag, "")) or tag.replace("-", " ") for tag in tags}


def sections(lines, tags):
    """`TAG:`, then lines of text, for each tag."""
    texts = {}
    tag = None
    for line in lines:
        if line.endswith(":") and line[:-1] in tags:
            tag = line[:-1]
        elif tag is not None and line and not line.startswith(UNKNOWN):
            texts[tag] = f"{texts.get(tag, '')} {line.strip()}".strip()
    return texts


def first_sentence(text):
    head, dot, _ = text.partition(". ")
    return head + dot.strip()


def with_words(findings):
    """The findings, none of them without a message."""
    silent = sorted({each["tag"] for each in findings if each["message"] == ""})
    words = explain(silent) if silent else {}
    return [{**each, "message": each["message"] or words[each["tag"]]} for each in findings]
