"""The worker process in which PDFium reads PDFs: lines of text with their positions, over pipes.

PDFium is C++ that parses untrusted bytes, and it aborts its process when memory runs out: a PDF of 2 KB that draws a
form ten times within another, nine levels deep, makes it do so. It therefore runs in a process of its own with a memory
limit, which `pdf_reader` starts and stops. This file is run as a script and imports nothing of the package, so that
the worker starts in a tenth of a second.

A message is its length in 8 bytes, big-endian, and its bytes. A request is two messages, limits as JSON and the PDF. An
answer is one message in JSON: `lines` and `fields`, or an `error` with a `hint`, or the limit that it is `over`.
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

# The mark that PDFium puts in place of the hyphen, and of the line break, where a word is divided.
HYPHEN_MARK = "\ufffe"
# Font size in points where the file states none.
DEFAULT_SIZE = 10.0
_LINE = re.compile(f"[^\n{HYPHEN_MARK}]*(?:\n|{HYPHEN_MARK}|$)")
_ERROR_PASSWORD = 4  # PDFium's FPDF_ERR_PASSWORD
_ERROR_SECURITY = 5  # PDFium's FPDF_ERR_SECURITY
# Characters of a line whose font size is asked for; the most frequent size counts.
_SIZE_SAMPLES = 3
# Bytes read from a pipe at once.
_CHUNK = 1024 * 1024
# The fields of `pdf_layout.PageLine`: page, text, left, right, baseline, size.
Line = tuple[int, str, float, float, float, float]


class _OverLimit(Exception):
    """A PDF is beyond one of the limits."""


def send(pipe: IO[bytes], message: bytes) -> None:
    """Write a message to an unbuffered pipe."""
    for part in (len(message).to_bytes(8, "big"), message):
        rest = memoryview(part)
        while rest:
            rest = rest[pipe.write(rest) :]


def receive(pipe: IO[bytes]) -> bytes:
    """Read a message. Raises EOFError when the other end closes."""
    size = int.from_bytes(_read_exactly(pipe, 8), "big")
    return _read_exactly(pipe, size)


def _read_exactly(pipe: IO[bytes], size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        chunk = pipe.read(min(size - len(data), _CHUNK))
        if not chunk:
            raise EOFError
        data += chunk
    return bytes(data)


def read_pdf(limits: dict[str, int], data: bytes) -> dict[str, Any]:
    """The answer for a PDF, within the limits `pages`, `page_chars` (characters of a page) and `chars` (of all)."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code in (_ERROR_PASSWORD, _ERROR_SECURITY):
            how = "by a password" if code == _ERROR_PASSWORD else "in a way that is not known"
            return {"error": f"is protected {how}", "hint": "save it without protection"}
        return {"error": "is a damaged PDF", "hint": "save it again, or save its text"}
    try:
        fields = document.get_metadata_dict()
        stated = [fields.get(key, "") for key in ("Title", "Author")]
        return {"lines": list(_read_lines(document, limits)), "fields": stated}
    except pypdfium2.PdfiumError:
        return {"error": "has a page that cannot be read", "hint": "save it again, or save its text"}
    except _OverLimit as error:
        return {"over": str(error)}
    finally:
        document.close()


def _read_lines(document: PdfDocument, limits: dict[str, int]) -> Iterator[Line]:
    chars = 0
    if len(document) > limits["pages"]:
        raise _OverLimit(f"has {len(document)} pages, more than {limits['pages']}")
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        count = text.count_chars()
        chars += count
        if count > limits["page_chars"] or chars > limits["chars"]:
            limit = limits["page_chars" if count > limits["page_chars"] else "chars"]
            raise _OverLimit(f"has more than {limit:,} characters by page {number + 1}")
        yield from _page_lines(text, number + 1)
        text.close()
        page.close()


def _page_lines(page: PdfTextPage, number: int) -> Iterator[Line]:
    """The lines of a page with their positions; without, where PDFium's text and its characters differ in number."""
    text = page.get_text_range()
    has_positions = len(text) == page.count_chars()
    for match in _LINE.finditer(text):
        raw = match.group()
        body = raw.strip()
        if body:
            first = match.start() + len(raw) - len(raw.lstrip())
            yield _locate(page, number, body, first) if has_positions else (number, body, 0, 1, 0, DEFAULT_SIZE)


def _locate(page: PdfTextPage, number: int, body: str, first: int) -> Line:
    end = max(1, len(body.rstrip(HYPHEN_MARK)))
    left, base, _, top = page.get_charbox(first, loose=True)
    _, _, right, _ = page.get_charbox(first + end - 1, loose=True)
    # Spaces that PDFium adds have no size, and a few letters of a line may have another size than the rest.
    visible = [index for index in range(end) if not body[index].isspace()]
    sizes = [_font_size(page, first + index) for index in visible[:: max(1, len(visible) // _SIZE_SAMPLES)]]
    # Glyphs that the file itself draws (Type 3 fonts) have arbitrary sizes: at least a third of the height of the line.
    return (
        number,
        body,
        left,
        right,
        base,
        max(max(sizes, key=sizes.count, default=0), (top - base) / 3) or DEFAULT_SIZE,
    )


def _font_size(page: PdfTextPage, index: int) -> float:
    """The size of a character as shown, in points: many programs write text in size 1 and enlarge it by a matrix."""
    from pypdfium2 import raw

    matrix = raw.FS_MATRIX(1, 0, 0, 1, 0, 0)
    raw.FPDFText_GetMatrix(page.raw, index, matrix)
    return round(abs(float(raw.FPDFText_GetFontSize(page.raw, index))) * math.hypot(matrix.c, matrix.d), 2)


def _limit_memory(memory: int) -> None:
    """Limit the address space to so many bytes and write no core dump, where the system has such limits."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _receive_requests(requests: queue.SimpleQueue[tuple[dict[str, int], bytes]]) -> None:
    """Receive requests while PDFium works, so that the process exits as soon as its parent is gone."""
    with contextlib.suppress(EOFError, OSError), open(0, "rb", buffering=0) as pipe:
        while True:
            requests.put((json.loads(receive(pipe)), receive(pipe)))
    os._exit(0)


def main(memory: str) -> None:
    """Answer requests until the parent closes the pipe. Anything PDFium prints goes to the null device."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # where a process can have no session of its own
    _limit_memory(int(memory))
    requests: queue.SimpleQueue[tuple[dict[str, int], bytes]] = queue.SimpleQueue()
    with open(os.dup(1), "wb", buffering=0) as pipe:
        os.dup2(2, 1)
        threading.Thread(target=_receive_requests, args=(requests,), daemon=True).start()
        while True:
            send(pipe, json.dumps(read_pdf(*requests.get())).encode())


if __name__ == "__main__":
    sys.path[:] = sys.argv[2:]
    main(sys.argv[1])
