"""A user's glossary: how names are to be written in the summary, read from a CSV file of two columns."""

from __future__ import annotations

import csv
from pathlib import Path

from .errors import UsageError
from .files import read_bounded

# Bytes of the file: far more than anybody's list of companies, and little to hold in memory.
_MAX_BYTES = 2**22
_MAX_NAMES = 20_000  # which are looked for in every article
_MAX_LENGTH = 120  # characters of a name
_HINT = "write `source form,written form`, one name a line: 阿里巴巴,Alibaba"
# Names of the columns, in a first line that is no entry.
_HEADER = frozenset(("source", "source form", "written", "written form", "原文", "译名", "译文"))


def read_glossary(path: str | Path) -> dict[str, str]:
    """The names of a file in UTF-8 or GB 18030: the form in the article, and the form to write.

    Raises:
        UsageError: the file cannot be read, or a row is no entry; the message names file and row.
    """
    names: dict[str, str] = {}
    for number, row in enumerate(csv.reader(_read_text(Path(path)).splitlines()), 1):
        cells = [cell.strip() for cell in row]
        if not any(cells) or (number == 1 and _HEADER.issuperset(cell.casefold() for cell in cells)):
            continue
        fault = _find_fault(cells, names)
        if fault:
            raise UsageError(f"{path}, row {number}: {fault}", _HINT)
        names[cells[0]] = cells[1]
    if not names:
        raise UsageError(f"{path}: holds no names", _HINT)
    return names


def _find_fault(cells: list[str], names: dict[str, str]) -> str | None:
    """What is wrong with a row; None for an entry."""
    if len(cells) != 2:
        return f"{len(cells)} columns, not two" if len(cells) != 1 else "one column, not two"
    if not all(cells):
        return "an empty name"
    source, written = cells
    if max(map(len, cells)) > _MAX_LENGTH:
        return f"a name of more than {_MAX_LENGTH} characters"
    if not all(cell.isprintable() for cell in cells):
        return "a character that cannot be printed"
    if names.get(source, written) != written:
        return f"{source} is also to be written {names[source]}"
    return f"more than {_MAX_NAMES} names" if len(names) >= _MAX_NAMES else None


def _read_text(path: Path) -> str:
    try:
        data = read_bounded(path, _MAX_BYTES)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}", "check the path") from None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UsageError(f"{path}: is neither UTF-8 nor GB 18030", "save it as CSV in UTF-8")
