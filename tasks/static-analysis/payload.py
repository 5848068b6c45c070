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
# places of numbers in a header
INODE, MODE, LINKS, SIZE, DEVICE, NAME_SIZE = 0, 1, 4, 6, slice(7, 9), 11


def read_exactly(stream, size):
    data = stream.read(size)
    if len(data) != size:
        raise Unreadable("its payload ends too early")
    return data


def skip(stream, size):
    while size > 0:
        size -= len(read_exactly(stream, min(size, 1 << 20)))


def read_fields(stream):
    """The numbers of an entry's header, and its name."""
    header = read_exactly(stream, HEADER)
    if header[:6] not in MAGIC:
        raise Unreadable("its payload is in no format that is read here (files over 4 GiB?)")
    fields = [int(header[place : place + 8], 16) for place in range(6, HEADER, 8)]
    size = fields[NAME_SIZE]
    name = read_exactly(stream, size + -(HEADER + size) % 4)[: size - 1].decode("utf-8", "replace")
    return fields, name[1:] if name.startswith("./") else name


def entries_of(stream, most):
    """Regular files and links of a newc stream, with the first `most` bytes of each; a link's content is its target."""
    # names of one file: the content comes with the last of them
    waiting = {}
    while True:
        fields, name = read_fields(stream)
        if name == END:
            break
        mode, size, inode = fields[MODE], fields[SIZE], (fields[INODE], *fields[DEVICE])
        content = read_exactly(stream, min(size, most))
        skip(stream, size - len(content) + -size % 4)
        if stat.S_ISREG(mode) and fields[LINKS] > 1 and size == 0:
            waiting.setdefault(inode, []).append(Entry(name, mode, size, content))
        elif stat.S_ISREG(mode) or stat.S_ISLNK(mode):
            for other in waiting.pop(inode, ()):
                yield Entry(other.path, mode, size, content)
            yield Entry(name, mode, size, content)
    for empty in waiting.values():
        yield from empty


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
