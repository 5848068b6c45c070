"""Takes the C and C++ files out of a source package, below a folder that has nothing else in it."""

import os
from pathlib import PurePosixPath

from archives import BROKEN, members
from payload import entries

C_FILES = (".c", ".h", ".cc", ".cpp", ".cxx", ".c++", ".hh", ".hpp", ".hxx")
LARGEST_ARCHIVE = 256 << 20
LARGEST_FILE = 4 << 20
MOST_BYTES = 512 << 20


def safe_path(name):
    """A path of an archive as one that stays below the folder it is joined to; None where it would not."""
    path = PurePosixPath(name.replace("\0", ""))
    parts = [part for part in path.parts if part not in ("/", ".")]
    return None if ".." in parts or not parts else "/".join(parts)


def is_code(name):
    return name.endswith(C_FILES)


def unpack(rpm, folder):
    """Writes the C files of a source package below the folder and answers what was left out, as (subject, reason). Raises Unreadable."""
    left_out, room = [], MOST_BYTES
    for entry in entries(rpm, LARGEST_ARCHIVE):
        source = os.path.basename(entry.path)
        try:
            for name, size, file in members(source, entry.content, is_code):
                path = safe_path(name)
                if path is None or size > min(LARGEST_FILE, room):
                    left_out.append((name, "leads out of its archive" if path is None else "too large"))
                    continue
                room -= write(os.path.join(folder, path), file.read(size))
        except BROKEN as error:
            left_out.append((source, f"cannot be unpacked: {error}"))
    return left_out


def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        return file.write(data)
