"""The child in which PDFium reads PDFs: their lines with their places, asked for and given over pipes.

PDFium is C++ that reads bytes of strangers, and it ends its process when memory runs out: a PDF of 2 KB that draws a
form ten times within another, nine levels deep, does that to it. So it runs in a process of its own with a limit of
memory; `child.py` starts it and stops it. This file is run as a script and imports nothing of ours, so that the child
is there in a tenth of a second.

A message is its length in 8 bytes and its bytes. A request is two messages, limits as JSON and the PDF; an answer is
one of JSON: `lines` and `fields`, or what is `wrong` with the `hint`, or how it is `too_big`.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import queue
import re
import signal
import sys
import threading
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

# PDFium puts its own mark for the hyphen where a word is divided, and no line break behind it.
HYPHEN_MARK = "\ufffe"
DEFAULT_SIZE = 10.0  # of letters where none is said
_LINE = re.compile(f"[^\n{HYPHEN_MARK}]*(?:\n|{HYPHEN_MARK}|$)")
_PASSWORD, _PROTECTION = 4, 5  # PDFium's error codes
_SIZES = 3  # looked at on a line
_PIECE = 1024 * 1024
# A line: its page counted from 1, text, left, right, base, size; as `layout.PageLine`.
Line = tuple[int, str, float, float, float, float]


class _TooBig(Exception):
    """How a PDF is beyond our limits."""


def send(pipe: IO[bytes], message: bytes) -> None:
    """Write a message to an unbuffered pipe."""
    for part in (len(message).to_bytes(8, "big"), message):
        rest = memoryview(part)
        while rest:
            rest = rest[pipe.write(rest) :]


def receive(pipe: IO[bytes]) -> bytes:
    """Read a message. Raises EOFError when the other end closes."""
    size = int.from_bytes(_exactly(pipe, 8), "big")
    return _exactly(pipe, size)


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        piece = pipe.read(min(size - len(data), _PIECE))
        if not piece:
            raise EOFError
        data += piece
    return bytes(data)


def answer(limits: dict[str, int], data: bytes) -> dict[str, Any]:
    """What there is to say of a PDF, within `pages`, `page_chars` (on one page) and `chars`."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code in (_PASSWORD, _PROTECTION):
            how = "by a password" if code == _PASSWORD else "in a way that is not known"
            return {"wrong": f"is protected {how}", "hint": "save it without protection"}
        return {"wrong": "is a damaged PDF", "hint": "save it again, or save its text"}
    try:
        fields = document.get_metadata_dict()
        return {"lines": list(_lines(document, limits)), "fields": [fields.get(key, "") for key in ("Title", "Author")]}
    except pypdfium2.PdfiumError:
        return {"wrong": "has a page that cannot be read", "hint": "save it again, or save its text"}
    except _TooBig as error:
        return {"too_big": str(error)}
    finally:
        document.close()


def _lines(document: PdfDocument, limits: dict[str, int]) -> Iterator[Line]:
    chars = 0
    if len(document) > limits["pages"]:
        raise _TooBig(f"has {len(document)} pages, more than {limits['pages']}")
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        count = text.count_chars()
        chars += count
        if count > limits["page_chars"] or chars > limits["chars"]:
            limit = limits["page_chars" if count > limits["page_chars"] else "chars"]
            raise _TooBig(f"has more than {limit:,} characters by page {number + 1}")
        yield from _page_lines(text, number + 1)
        text.close()
        page.close()


def _page_lines(page: PdfTextPage, number: int) -> Iterator[Line]:
    """The lines of a page with their places; where PDFium's characters and their places part ways, without them."""
    text = page.get_text_range()
    placed = len(text) == page.count_chars()
    for match in _LINE.finditer(text):
        raw = match.group()
        body = raw.strip()
        if body:
            first = match.start() + len(raw) - len(raw.lstrip())
            yield _placed(page, number, body, first) if placed else (number, body, 0, 1, 0, DEFAULT_SIZE)


def _placed(page: PdfTextPage, number: int, body: str, first: int) -> Line:
    end = max(1, len(body.rstrip(HYPHEN_MARK)))
    left, base, _, top = page.get_charbox(first, loose=True)
    _, _, right, _ = page.get_charbox(first + end - 1, loose=True)
    # Spaces that PDFium adds have no size; a few letters on the line may have another one.
    shown = [place for place in range(end) if not body[place].isspace()]
    sizes = [_size(page, first + place) for place in shown[:: max(1, len(shown) // _SIZES)]]
    # Letters that are drawings of the file's own have any size.
    return (
        number,
        body,
        left,
        right,
        base,
        max(max(sizes, key=sizes.count, default=0), (top - base) / 3) or DEFAULT_SIZE,
    )


def _size(page: PdfTextPage, place: int) -> float:
    """How large a character is shown: many programs write all text in size 1 and enlarge it."""
    from pypdfium2 import raw

    matrix = raw.FS_MATRIX(1, 0, 0, 1, 0, 0)
    raw.FPDFText_GetMatrix(page.raw, place, matrix)
    return round(abs(float(raw.FPDFText_GetFontSize(page.raw, place))) * math.hypot(matrix.c, matrix.d), 2)


def _limit(memory: int) -> None:
    """Keep to so many bytes, and leave no dump of them behind; where the system has such limits."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _listen(requests: queue.SimpleQueue[tuple[dict[str, int], bytes]]) -> None:
    """Take requests while PDFium works: when the parent is gone, this process goes in the midst of a file."""
    with contextlib.suppress(EOFError, OSError), open(0, "rb", buffering=0) as pipe:
        while True:
            requests.put((json.loads(receive(pipe)), receive(pipe)))
    os._exit(0)


def main(memory: str) -> None:
    """Answer until the parent closes the pipe; nothing that PDFium prints is written to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # where a child can have no session of its own
    _limit(int(memory))
    requests: queue.SimpleQueue[tuple[dict[str, int], bytes]] = queue.SimpleQueue()
    with open(os.dup(1), "wb", buffering=0) as pipe:
        os.dup2(2, 1)
        threading.Thread(target=_listen, args=(requests,), daemon=True).start()
        while True:
            send(pipe, json.dumps(answer(*requests.get())).encode())


if __name__ == "__main__":
    sys.path[:] = sys.argv[2:]
    main(sys.argv[1])
