"""TAP 13 with a YAML block per point, as in the talk's sample."""

import json
import re
import unicodedata

WORDS = {
    "koji_build": "Koji build",
    "koji_tag": "Koji tag",
    "dist_git_commit": "dist-git commit",
    "git_commit": "git commit",
}
LONGEST = 2000
MOST_LINES = 20_000
MOST_FINDINGS = 10_000
ORDER = ("PASSED", "INFO", "FAILED", "NEEDS_INSPECTION", "ABORTED", "CRASHED")


def worst(outcomes):
    return max(outcomes, key=ORDER.index, default="PASSED")


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


def finding(severity, tag, message, subject):
    return {"severity": severity, "tag": tag, "message": message, "subject": subject}


def finding_lines(each):
    yield f"    - severity: {each['severity']}"
    for key in ("tag", "message", "subject"):
        yield f"      {key}: {quoted(each[key])}"


def output_lines(output):
    # a block text takes its indentation from its first line
    lines = [one_line(line) for line in output[:MOST_LINES]] or ["no output"]
    lines[0] = lines[0].lstrip() or "-"
    return [f"      {line}".rstrip() for line in lines]


def point(check, item, kind, answer):
    """One point and its block. The answer has outcome, note, output and findings; arch and artifact where there are any."""
    outcome = answer["outcome"]
    ok = "ok" if outcome in ("PASSED", "INFO") else "not ok"
    lines = [
        f"{ok} - {check} for {WORDS.get(kind, kind)} {described(item)}",
        "  ---",
        "  details:",
        "    output: |",
        *output_lines(answer["output"]),
        f"  item: {quoted(item)}",
        f"  outcome: {outcome}",
        f"  summary: {quoted(f'{check.upper()} {outcome} for {item}: ' + answer['note'])}",
        f"  type: {quoted(kind)}",
        *(f"  {key}: {quoted(answer[key])}" for key in ("arch", "artifact") if key in answer),
    ]
    findings = answer["findings"][:MOST_FINDINGS]
    if findings:
        lines.append("  findings:")
        for each in findings:
            lines.extend(finding_lines(each))
    return "\n".join([*lines, "  ...", ""])


def skipped(check, item, kind, reason):
    """The point of a check that does not apply."""
    return "\n".join(
        [
            f"ok - {check} for {WORDS.get(kind, kind)} {described(item)} # SKIP {one_line(reason)}",
            "  ---",
            f"  item: {quoted(item)}",
            "  outcome: SKIPPED",
            f"  summary: {quoted(reason)}",
            f"  type: {quoted(kind)}",
            "  ...",
            "",
        ]
    )


def start(points):
    print(f"TAP version 13\n1..{points}", flush=True)


def bail_out(reason):
    """Ends the run as ABORTED: the exit code of the program."""
    print(f"TAP version 13\nBail out! {one_line(reason)}")
    return 1
