"""Runs shellcheck over scripts."""

import json
import os
import subprocess
import tempfile

from scripts import LARGEST
from tap import finding

SEVERITIES = {"error": "error", "warning": "warning"}
AT_ONCE = 100


def messages(folder, shell, names):
    """What shellcheck says of some files of a folder; it reads no configuration and follows no other file."""
    command = ["shellcheck", "--norc", "--format=json1", f"--shell={shell}", "--", *names]
    done = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    try:
        return json.loads(done.stdout)["comments"]
    except (ValueError, KeyError) as error:
        raise RuntimeError(f"shellcheck ended with {done.returncode}: {done.stderr.decode('utf-8', 'replace').strip()}") from error


def as_finding(message, subject):
    where = f"line {message['line']}, column {message['column']}"
    return finding(SEVERITIES.get(message["level"], "info"), f"SC{message['code']}", f"{where}: {message['message']}", subject)


def shellcheck(scripts):
    """The findings of scripts, in their order."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        by_shell = {}
        for number, script in enumerate(scripts):
            if len(script.text) > LARGEST:
                found[number] = [finding("info", "script-too-large", f"longer than {LARGEST} bytes, and not read", script.subject)]
                continue
            with open(os.path.join(folder, str(number)), "wb") as file:
                file.write(script.text)
            by_shell.setdefault(script.shell, []).append(number)
        for shell, numbers in by_shell.items():
            for place in range(0, len(numbers), AT_ONCE):
                for message in messages(folder, shell, map(str, numbers[place : place + AT_ONCE])):
                    number = int(message["file"])
                    found.setdefault(number, []).append(as_finding(message, scripts[number].subject))
    return [each for number in sorted(found) for each in found[number]]
