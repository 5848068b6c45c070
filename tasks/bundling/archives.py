"""Reads the members of source archives, and writes none of them."""

import io
import tarfile
import zipfile

# what archives that are damaged, or made to do damage, end with
BROKEN = (OSError, EOFError, ValueError, RuntimeError, NotImplementedError, tarfile.TarError, zipfile.BadZipFile)
TARS = (".tgz", ".tbz", ".tbz2", ".txz")


def tar_members(content, wanted):
    with tarfile.open(fileobj=io.BytesIO(content), mode="r|*") as archive:
        for member in archive:
            if member.isreg() and wanted(member.name):
                yield member.name, member.size, archive.extractfile(member)


def zip_members(content, wanted):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for member in archive.infolist():
            if not member.is_dir() and wanted(member.filename):
                yield member.filename, member.file_size, archive.open(member)


def members(name, content, wanted):
    """The wanted files of a source as (name, size, open file): those of an archive, or the source itself."""
    if name.endswith(".zip"):
        return zip_members(content, wanted)
    if ".tar" in name or name.endswith(TARS):
        return tar_members(content, wanted)
    return [(name, len(content), io.BytesIO(content))] if wanted(name) else []
