"""TAP 13 with a YAML block per point, as in the talk's sample."""

import json
import re
import unicodedata

WORDS = {"koji_build": "Koji build", "file": "file"}
LONGEST = 2000
MOST_FINDINGS = 10_000


def visible(char):
    if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") or char in "\ufffe\uffff":
        return f"\\u{ord(char):04x}"
    return char


def one_line(text):
    """Any text as one harmless line of bounded length."""
    short = text if len(text) <= LONGEST else text[:LONGEST] + "…"
    return "".join(map(visible, short))


def quoted(text):
    """A double-quoted YAML text: JSON's quotes and escapes are YAML's too."""
    return json.dumps(one_line(text), ensure_ascii=False)


def described(text):
    return re.sub(r"[\\#]", r"\\\g<0>", one_line(text))


def finding_lines(each):
    yield f"    - severity: {each['severity']}"
    for key in ("tag", "message", "subject"):
        yield f"      {key}: {quoted(each[key])}"


def point(item, kind, answer):
    """One point and its block."""
    outcome = answer["outcome"]
    ok = "ok" if outcome in ("PASSED", "INFO") else "not ok"
    # a block text takes its indentation from its first line
    output = [one_line(line) for line in answer["output"]]
    output[:1] = [line.lstrip() for line in output[:1]]
    lines = [
        f"{ok} - rpmlint for {WORDS.get(kind, kind)} {described(item)}",
        "  ---",
        "  details:",
        "    output: |",
        *(f"      {line}" for line in output),
        f"  item: {quoted(item)}",
        f"  outcome: {outcome}",
        f"  summary: {quoted(f'RPMLINT {outcome} for {item}: ' + answer['note'])}",
        f"  type: {quoted(kind)}",
    ]
    findings = answer["findings"][:MOST_FINDINGS]
    if findings:
        lines.append("  findings:")
        for each in findings:
            lines.extend(finding_lines(each))
    return "\n".join([*lines, "  ...", ""])
