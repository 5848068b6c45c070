"""Turns RPM files and repositories into solv files, which is what installcheck reads fastest and with all file lists."""

import glob
import gzip
import os
import re
import subprocess

LOCATION = re.compile(rb'<location href="(\d+)\.rpm"')


class Failed(Exception):
    """A tool that ended with an error, and its last words."""


def run(*command):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode != 0:
        words = done.stderr.decode("utf-8", "replace").strip().split("\n")[-1]
        raise Failed(f"{command[0]} ended with {done.returncode}: {words}")


def item_repository(rpms, workdir):
    """A solv file with a repository of the RPM files, and the places in `rpms` of those that createrepo_c could describe."""
    folder = os.path.join(workdir, "item")
    os.mkdir(folder)
    for number, rpm in enumerate(rpms):
        os.symlink(os.path.abspath(rpm), os.path.join(folder, f"{number}.rpm"))
    run("createrepo_c", "--quiet", "--no-database", "--general-compress-type=gz", folder)
    solv = os.path.join(workdir, "item.solv")
    run("repo2solv", "-F", "-o", solv, folder)
    return solv, described(folder)


def described(folder):
    (primary,) = glob.glob(os.path.join(folder, "repodata", "*primary.xml.gz"))
    with gzip.open(primary) as file:
        return {int(number) for number in LOCATION.findall(file.read())}


def target_repositories(folders, workdir):
    """A solv file for each folder: a repository with repodata, or any tree of RPM files."""
    solvs = []
    for number, folder in enumerate(folders):
        solv = os.path.join(workdir, f"target-{number}.solv")
        whole = [] if os.path.isdir(os.path.join(folder, "repodata")) else ["-R"]
        run("repo2solv", "-F", *whole, "-o", solv, folder)
        solvs.append(solv)
    return solvs


def target_folders(item, root, more):
    """The repositories to take dependencies from: those in `repos/` beside the item or below the root, and more by name."""
    places = [os.path.dirname(os.path.abspath(item))] if os.path.exists(item) else []
    places += [root] if root else []
    found = [path for place in dict.fromkeys(places) for path in sorted(glob.glob(os.path.join(glob.escape(place), "repos", "*/")))]
    return [*found, *more]
