"""Reads the files of an RPM from rpm2cpio's stream, and writes none of them: what is in a package cannot lead out of a folder that is not there."""

import os
import stat
import subprocess
from collections import namedtuple

from rpm_header import Unreadable

Entry = namedtuple("Entry", "path mode size content")

MAGIC = (b"070701", b"070702")
HEADER = 110
END = "TRAILER!!!"


def read_exactly(stream, size):
    data = stream.read(size)
    if len(data) != size:
        raise Unreadable("its payload ends too early")
    return data


def skip(stream, size):
    while size > 0:
        size -= len(read_exactly(stream, min(size, 1 << 20)))


def entries_of(stream, most):
    """Regular files and links of a newc stream, with the first `most` bytes of each; a link's content is its target."""
    while True:
        header = read_exactly(stream, HEADER)
        if header[:6] not in MAGIC:
            raise Unreadable("its payload is in no format that is read here (files over 4 GiB?)")
        fields = [int(header[place : place + 8], 16) for place in range(6, HEADER, 8)]
        mode, size, name_size = fields[1], fields[6], fields[11]
        name = read_exactly(stream, name_size + -(HEADER + name_size) % 4)[: name_size - 1].decode("utf-8", "replace")
        if name == END:
            return
        content = read_exactly(stream, min(size, most))
        skip(stream, size - len(content) + -size % 4)
        if stat.S_ISREG(mode) or stat.S_ISLNK(mode):
            yield Entry(name[1:] if name.startswith("./") else name, mode, size, content)


def entries(rpm, most):
    """The files of an RPM. Raises Unreadable, at the end of what can be read."""
    command = ["rpm2cpio", os.path.abspath(rpm)]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
        try:
            yield from entries_of(child.stdout, most)
        except ValueError as error:
            raise Unreadable("its payload is damaged") from error
        finally:
            child.stdout.close()
            child.kill()
