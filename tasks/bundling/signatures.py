"""Texts that only a copy of a library has in it: not those that every user of the library gets from its headers."""

import re
from collections import namedtuple

Signature = namedtuple("Signature", "library needle version also")

BEFORE, BEHIND = 64, 256


def sign(library, needle, version=rb"", also=b""):
    """`needle` and `also` must be in a file; `version` is looked for around the needle."""
    return Signature(library, needle, re.compile(version) if version else None, also)


# compiled code
CODE = (
    sign("zlib", b"flate ", rb"(?:de|in)flate (\d+\.\d+(?:\.\d+)*) Copyright "),
    sign("bzip2", b"bzip2/libbzip2: internal error number"),
    sign("libpng", b"libpng version ", rb"libpng version (\d+\.\d+\.\d+\w*) - "),
    sign("libjpeg", b", Thomas G. Lane, Guido Vollbeding"),
    sign("libjpeg-turbo", b"libjpeg-turbo version ", rb"libjpeg-turbo version (\d+\.\d+(?:\.\d+)?)"),
    sign("libtiff", b"LIBTIFF, Version ", rb"LIBTIFF, Version (\d+\.\d+\.\d+)"),
    sign("sqlite", b"malformed database schema (%s)", also=b"SQLite format 3"),
    sign("expat", b"expat_", rb"expat_(\d+\.\d+\.\d+)", also=b"unclosed CDATA section"),
    sign("openssl", b"CRYPTOGAMS by <appro@openssl.org>"),
    sign("curl", b"libcurl/", rb"libcurl/(\d+\.\d+\.\d+)", also=b"Curl_"),
    sign("lua", b"$LuaVersion: Lua ", rb"\$LuaVersion: Lua (\d+\.\d+\.\d+)"),
    sign("minizip", b" Gilles Vollant - ", rb"(?:un)?zip (\d+\.\d+) Copyright"),
    sign("jemalloc", b"<jemalloc>: "),
    sign("libyaml", b"could not find expected ':'", also=b"did not find expected node content"),
    sign("xz", b"XZ_DEFAULTS", also=b"LZMA_"),
    sign("freetype", b"FREETYPE_PROPERTIES", also=b"truetype"),
)

# source text, also of scripts that are shipped as they are
TEXT = (
    sign("zlib", b"interface of the 'zlib' general purpose compression library", rb"version (\d+\.\d+(?:\.\d+)*)"),
    sign("bzip2", b"This file is part of bzip2/libbzip2, a program and", rb"bzip2/libbzip2 version (\d+\.\d+(?:\.\d+)?)"),
    sign("libpng", b"png.h - header file for PNG reference library", rb"libpng version (\d+\.\d+\.\d+)"),
    sign("sqlite", b"amalgamation of many separate C source files from SQLite", rb"version (\d+\.\d+(?:\.\d+)*)"),
    sign("stb_image", b"stb_image - v", rb"stb_image - v(\d+\.\d+)"),
    sign("cjson", b"Dave Gamble and cJSON contributors"),
    sign("lua", b"Lua - A Scripting Language"),
    sign("tinyxml2", b"Original code by Lee Thomason (www.grinninglizard.com)"),
    sign("jquery", b"jQuery ", rb"jQuery (?:JavaScript Library )?v(\d+\.\d+\.\d+)"),
    sign("bootstrap", b"Bootstrap v", rb"Bootstrap v(\d+\.\d+\.\d+) \(https?://getbootstrap"),
    sign("underscore", b"Underscore.js ", rb"Underscore\.js (\d+\.\d+\.\d+)"),
    sign("lodash", b"@license\n * Lodash "),
    sign("python-six", b"Utilities for writing code that runs on Python 2 and 3"),
    sign("gnulib", b"This file is part of gnulib"),
)

# the packages that a library is at home in, where its name is not enough
HOMES = {"libjpeg": ("libjpeg", "mozjpeg"), "curl": ("curl", "libcurl"), "minizip": ("minizip", "zlib"), "openssl": ("openssl", "compat-openssl")}
# Provides that declare a library under another name
NAMES = {"python-six": ("six", "python3-six"), "jquery": ("js-jquery",), "sqlite": ("sqlite3",)}

IS_CODE = (b"\x7fELF", b"!<arch>\n")


def found_by(signature, content):
    """The version of the library's copy (empty when it tells none); None where there is no copy."""
    if signature.also not in content:
        return None
    place = content.find(signature.needle)
    for _ in range(8):
        if place < 0:
            return None
        around = content[max(0, place - BEFORE) : place + BEHIND]
        version = signature.version and signature.version.search(around)
        if version or signature.version is None:
            return version[1].decode("ascii", "replace") if version else ""
        place = content.find(signature.needle, place + 1)
    return None


def copies(content):
    """The libraries whose copies are in a file, with their versions."""
    signatures = CODE if content.startswith(IS_CODE) else TEXT
    for signature in signatures:
        version = found_by(signature, content)
        if version is not None:
            yield signature.library, version
