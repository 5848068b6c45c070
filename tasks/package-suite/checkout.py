"""Puts a copy of the package's repository into a folder, so that its tests leave the item as it is."""

import os
import re
import shutil
import subprocess

COMMIT = re.compile(r"^(?P<repository>\w[\w.+-]*/\w[\w.+-]*)#(?P<commit>[0-9a-f]{7,64})$")
# nothing that asks a person, or runs what an address says
GIT = ["git", "-c", "protocol.ext.allow=never", "-c", "core.hooksPath=/dev/null", "-c", "advice.detachedHead=false"]
ENVIRONMENT = {"GIT_TERMINAL_PROMPT": "0", "GIT_CONFIG_NOSYSTEM": "1"}


class NoSuchItem(Exception):
    """There is no repository or commit of this name."""


def git(*words):
    done = subprocess.run([*GIT, *words], env={**os.environ, **ENVIRONMENT}, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode != 0:
        words = done.stderr.decode("utf-8", "replace").strip().split("\n")
        raise NoSuchItem(f"git says: {words[-1]}")


def check_out(item, server, folder):
    """Fills the folder with the item's repository."""
    if os.path.isdir(item):
        shutil.copytree(item, folder, symlinks=True)
        return
    found = COMMIT.match(item)
    if found is None:
        raise NoSuchItem(f"{item} is no folder, and no commit of the form namespace/package#sha")
    git("clone", "--quiet", "--no-checkout", "--", f"{server.rstrip('/')}/{found['repository']}.git", folder)
    git("-C", folder, "checkout", "--quiet", found["commit"])
