"""The archive of a Word document: its limits, and its repair."""

from __future__ import annotations

import contextlib
import functools
import io
import posixpath
import re
import zipfile

from ..errors import InputError
from .extracted_text import limit_error

# Bytes that all entries may decompress to; a decompression bomb has gigabytes.
MAX_DECOMPRESSED = 512 * 1024 * 1024
# Bytes that an entry in XML may decompress to; that of a report of 300 pages has 20 MB.
MAX_XML = 64 * 1024 * 1024
# Entries of an archive; such a report has a few hundred.
MAX_ENTRIES = 5000
# Tags of all entries: such a report has 300,000. An empty element takes half a kilobyte of memory and 3 microseconds.
MAX_TAGS = 2_000_000
# Bytes that are searched for tags at once.
_CHUNK = 1024 * 1024
_RELATIONSHIP = re.compile(rb'<Relationship\s(?=[^>]{0,2000}?Target="(?P<target>[^">]{0,1000})")[^>]{0,3000}/>')
_STRICT_NAMESPACE = re.compile(
    rb"http://purl\.oclc\.org/ooxml/(officeDocument/relationships|officeDocument/math|wordprocessingml/main)"
)
_TRANSITIONAL_NAMESPACES = {
    b"officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
}
# Bytes that may stand before the first tag of XML: byte order marks, zeros of UTF-16, white space.
_BEFORE_XML = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"


def refuse_decompression_bomb(data: bytes, name: str) -> None:
    """Raise `InputError` for an archive that is damaged or beyond the limits above."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _refuse_large_archive(entries, name)
            tags = 0
            for entry in entries:
                tags += _count_tags(archive, entry)
                if tags > MAX_TAGS:
                    raise limit_error(name, f"has more than {MAX_TAGS:,} tags")
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise InputError(f"{name}: is a damaged Word document", "save it again") from None


def _refuse_large_archive(entries: list[zipfile.ZipInfo], name: str) -> None:
    largest = max((entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels"))), default=0)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_DECOMPRESSED or largest > MAX_XML or len(entries) > MAX_ENTRIES:
        raise limit_error(name, f"unpacks to {unpacked // 2**20} MiB in {len(entries)} entries")


def _count_tags(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> int:
    """The number of tags in an entry that is XML, whatever its name."""
    tags = 0
    # An entry that cannot be decompressed, for whatever reason, is refused when it is read.
    with contextlib.suppress(Exception), archive.open(entry) as opened:
        chunk = opened.read(_CHUNK)
        if chunk.lstrip(_BEFORE_XML)[:1] not in (b"<", b""):
            return 0
        while chunk:
            tags += chunk.count(b"<")
            chunk = opened.read(_CHUNK)
    return tags


def repair_archive(data: bytes) -> bytes:
    """The archive in a form that python-docx takes: transitional namespaces, no relationships to missing parts."""
    repaired = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(repaired, "w") as new:
        names = set(old.namelist())
        for name in sorted(names):
            part = old.read(name)
            if name.endswith((".xml", ".rels")):
                part = _STRICT_NAMESPACE.sub(lambda match: _TRANSITIONAL_NAMESPACES[match[1]], part)
            if name.endswith(".rels"):
                folder = name.rpartition("_rels/")[0]
                part = _RELATIONSHIP.sub(functools.partial(_keep_if_target_exists, names=names, folder=folder), part)
            new.writestr(name, part)
    return repaired.getvalue()


def _keep_if_target_exists(relationship: re.Match[bytes], names: set[str], folder: str) -> bytes:
    """The relationship if its target is in the archive or external, else nothing."""
    target = relationship["target"].decode("utf-8", "replace")
    path = target[1:] if target.startswith("/") else posixpath.normpath(folder + target)
    is_external = b'TargetMode="External"' in relationship[0]
    return relationship[0] if path in names or is_external else b""
