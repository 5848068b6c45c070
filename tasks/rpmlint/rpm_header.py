"""Reads the header of an RPM file, without rpm: lead, signature, then an index of tags and their store (format 3 to 6)."""

import struct

TAGS = {
    1000: "name",
    1001: "version",
    1002: "release",
    1003: "epoch",
    1022: "arch",
    1023: "prein",
    1024: "postin",
    1025: "preun",
    1026: "postun",
    1044: "source_rpm",
    1047: "provides",
    1049: "requires",
    1050: "require_versions",
    1065: "triggers",
    1079: "verifyscript",
    1085: "prein_shell",
    1086: "postin_shell",
    1087: "preun_shell",
    1088: "postun_shell",
    1091: "verifyscript_shell",
    1092: "triggers_shell",
    1113: "provide_versions",
    1151: "pretrans",
    1152: "posttrans",
    1153: "pretrans_shell",
    1154: "posttrans_shell",
}
LEAD = 96
MAGIC = b"\x8e\xad\xe8"
LARGEST = 256 << 20
INT32, STRING, STRINGS, TRANSLATED = 4, 6, 8, 9


class Unreadable(Exception):
    """The file is no RPM, or a broken one."""


def read_header(path):
    """The header's tags by name: texts, numbers, lists of texts. Raises Unreadable."""
    try:
        with open(path, "rb") as file:
            if file.read(LEAD)[:4] != b"\xed\xab\xee\xdb":
                raise Unreadable("not an RPM file")
            size = sum(map(len, read_section(file)))
            file.seek(-size % 8, 1)
            header = dict(values(*read_section(file)))
    except (OSError, struct.error) as error:
        raise Unreadable(str(error)) from error
    if not all(isinstance(header.get(key), str) for key in ("name", "version", "release")):
        raise Unreadable("no name, version and release in its header")
    return header


def read_section(file):
    start = file.read(16)
    count, size = struct.unpack(">8xII", start)
    if start[:3] != MAGIC or count * 16 + size > LARGEST:
        raise Unreadable("no header where one should be")
    index, store = file.read(count * 16), file.read(size)
    if len(index) + len(store) != count * 16 + size:
        raise Unreadable("ends within its header")
    return index, store


def values(index, store):
    for tag, kind, offset, count in struct.iter_unpack(">IIII", index):
        if tag not in TAGS:
            continue
        if kind in (STRING, STRINGS, TRANSLATED):
            texts = strings(store, offset, count)
            yield TAGS[tag], texts if kind == STRINGS else (texts or [""])[0]
        elif kind == INT32 and count > 0:
            yield TAGS[tag], struct.unpack_from(">I", store, offset)[0]


def strings(store, offset, count):
    found = []
    for _ in range(min(count, len(store))):
        end = store.find(b"\0", offset)
        if end < 0:
            raise Unreadable("a text in its header has no end")
        found.append(store[offset:end].decode("utf-8", "replace"))
        offset = end + 1
    return found


def is_source(header):
    return "source_rpm" not in header


def source_nvr(header):
    """name-version-release of the build that the RPM belongs to."""
    source = header.get("source_rpm", "")
    if isinstance(source, str) and source.endswith(".rpm"):
        return source.removesuffix(".rpm").rpartition(".")[0]
    return "-".join(header[key] for key in ("name", "version", "release"))


def name_arch(header):
    return f"{header['name']}.{'src' if is_source(header) else header.get('arch', 'noarch')}"
