"""PDF: the text of its pages by PDFium, as paragraphs that know their page.

PDFium may crash or never end, so it runs in a worker process (`pdf_worker`) that answers one request at a time, within
limits of memory and time: the worker is killed or dies, and its parent goes on. It is started at first use as a script,
neither forked (which breaks threads) nor spawned by `multiprocessing` (which imports the user's program again), and
kept: a start takes 75 to 110 ms, a request less than a millisecond (2026-11-24). It has no descriptor but three pipes
and the null device, and ends with its parent, however that ends.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib.util
import json
import os
import re
import subprocess
import sys
import threading
import unicodedata
import zlib
from dataclasses import replace
from pathlib import Path

from ..errors import InputError
from . import pdf_worker
from .extracted_text import ExtractedText, Metadata, assemble_text, collapse_whitespace, limit_error
from .formats import missing_reader_error
from .pdf_layout import build_paragraphs
from .pdf_rows import PageLine, build_lines
from .pdf_worker import receive, send

# ------------------------------------------------------------------------------------------------ worker process


class WorkerDied(Exception):
    """The worker ended during a request.

    Attributes:
        timed_out: it was killed because the time was over.
    """

    def __init__(self, timed_out: bool) -> None:
        super().__init__(timed_out)
        self.timed_out = timed_out


class WorkerProcess:
    """A script that answers requests, started when needed and restarted when it has died.

    Args:
        script: what it runs, with its memory limit and our `sys.path` as arguments.
        memory: in bytes, enforced where the system can limit it.
        seconds: time limit of a request.
    """

    def __init__(self, script: Path, memory: int, seconds: float) -> None:
        self.memory, self.seconds = memory, seconds
        self._script = script
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        atexit.register(self.stop)
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._abandon)

    def request(self, *messages: bytes) -> bytes:
        """Send a request of several messages and return the answer. Threads wait for one another.

        Raises:
            WorkerDied: during its first request, or twice. A worker that dies at a later one is restarted and asked
                again, because an earlier request may be to blame.
        """
        with self._lock:
            is_used = self._process is not None and self._process.poll() is None
            try:
                return self._exchange(messages)
            except WorkerDied as error:
                if error.timed_out or not is_used:
                    raise
                return self._exchange(messages)

    def _exchange(self, messages: tuple[bytes, ...]) -> bytes:
        process = self._ensure_running()
        timed_out = threading.Event()

        def kill() -> None:
            timed_out.set()
            process.kill()

        timer = threading.Timer(self.seconds, kill)
        timer.daemon = True
        timer.start()
        try:
            assert process.stdin and process.stdout
            for message in messages:
                send(process.stdin, message)
            return receive(process.stdout)
        except (EOFError, OSError):
            self.stop()
            raise WorkerDied(timed_out.is_set()) from None
        except BaseException:  # Ctrl-C: the answer to this request must not be taken for the next one's
            self.stop()
            raise
        finally:
            timer.cancel()

    def _ensure_running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.stop()
            # Isolated (-I) and without `site` (-S): nothing but our path decides what it imports.
            command = [sys.executable, "-I", "-S", str(self._script), str(self.memory), *sys.path]
            # In a session of its own: Ctrl-C is for the parent, and must not look like a fault of the file.
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                start_new_session=True,
            )
        return self._process

    def stop(self) -> None:
        """Kill the worker, if it runs, and release its pipes."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            with contextlib.suppress(OSError), process:  # waits, and closes the pipes
                pass

    def _abandon(self) -> None:
        """Forget the worker in a forked process: it is the parent's, and a thread that is gone may hold the lock."""
        process, self._process = self._process, None
        self._lock = threading.Lock()
        if process is not None and process.stdin and process.stdout:
            process.returncode = 0  # else its end would be a ResourceWarning
            process.stdin.close()
            process.stdout.close()


# ------------------------------------------------------------------------------------------------ text of the pages

# Pages of a file: PDFium reads one in 3 to 10 ms.
MAX_PAGES = 2000
# Characters of a page; one of small print has 10,000.
MAX_PAGE_CHARS = 200_000
# Characters of a file.
MAX_CHARS = 8_000_000
# Bytes of memory of the worker, which takes 40 MB for a usual file.
MAX_MEMORY = 2 * 1024 * 1024 * 1024
# Seconds that a file may take.
MAX_SECONDS = 60.0
# Bytes that one stream may decompress to; a scanned page in colour has 25 MB.
MAX_STREAM = 256 * 1024 * 1024
# Bytes that all streams together may decompress to.
MAX_DECOMPRESSED = 1024 * 1024 * 1024
# Compressions of one stream within another that are followed.
MAX_FILTERS = 3
# Places in a stream at which its data is looked for: the keyword may stand in a comment before, to hide it.
_MAX_STREAM_STARTS = 8
# Bytes decompressed at once.
_CHUNK = 4 * 1024 * 1024
# Blocks at the start of the text that must contain a stated title or author.
_OPENING_BLOCKS = 8
_STREAM_START = re.compile(rb"stream\r?\n")
# Where a catalogue says which optional layers are off, or that only listed ones are on.
_LAYERS_OFF = re.compile(rb"/OFF\b")
# What programs write into title and author that is neither.
_EMPTY_FIELDS = ("", "(anonymous)", "(unspecified)", "untitled")

# Characters that fonts name by their shape: radicals for words (⽤ for 用), ligatures (ﬁ). Of the supplement of
# radicals, which Unicode does not decompose, those that are words of their own.
_RADICALS = dict(
    zip(
        "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻤⻥⻦⻨⻩⻬⻮⻰⻳",
        "母民虎西见角贝车长门青韦页风飞食马鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)
_SHAPE_CHARACTERS = str.maketrans(
    _RADICALS
    | {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in (*range(0x2F00, 0x2FD6), *range(0xFB00, 0xFB07))}
)
# Bullets of symbol fonts, as private or control characters.
_SYMBOL_BULLET = re.compile(r"\s*[\ue000-\uf8ff\x01\x03-\x1f\x7f-\x9f]\s+(?=\S)")
_CONTROL = re.compile(r"[\x00\x01\x03-\x08\x0e-\x1f\x7f-\x9f]")
# TeX sets the diaeresis as a character before its letter, which for i is the dotless one.
_TEX_DIAERESIS = re.compile(r"¨([aeiouyAEIOU\u0131])")
_pdfium = WorkerProcess(Path(pdf_worker.__file__), MAX_MEMORY, MAX_SECONDS)


def extract(data: bytes, name: str, origin: str | None) -> ExtractedText:
    """The text of a PDF, page by page.

    Raises:
        InputError: it is damaged, protected, scanned, or beyond the limits above.
        UsageError: the extra `pdf` is not installed.
    """
    if importlib.util.find_spec("pypdfium2") is None:
        raise missing_reader_error(name, "pdf")
    has_layers = _inspect_streams(data, name)
    lines, fields = _read_lines(data, name, has_layers)
    title, blocks = build_paragraphs(lines)
    if not blocks:
        raise InputError(f"{name}: holds no text", "a scan needs text recognition (OCR) first")
    opening = collapse_whitespace(" ".join(block.text for block in blocks[:_OPENING_BLOCKS]))
    stated_title, author = (
        field if field.lower() not in _EMPTY_FIELDS and field in opening else None for field in fields
    )
    title = title or stated_title
    blocks = [block for block in blocks if block.text.removeprefix("## ") not in (title, author)] or blocks
    # Not structured: headings in the size of the text look like short paragraphs; parsing judges them by their words.
    return replace(assemble_text(blocks, Metadata(title=title, byline=author), origin), structured=False)


def normalize_line(line: str) -> str:
    """A line in plain characters: no radicals, ligatures, detached accents, control characters or symbol bullets."""
    bullet = _SYMBOL_BULLET.match(line)
    line = collapse_whitespace(_CONTROL.sub("", f"• {line[bullet.end() :]}" if bullet else line))
    return _TEX_DIAERESIS.sub(_compose_diaeresis, line.translate(_SHAPE_CHARACTERS))


def _compose_diaeresis(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", match[1].replace("\u0131", "i") + "\u0308")


def _inspect_streams(data: bytes, name: str) -> bool:
    """Decompress every stream in chunks and count the bytes, which PDFium would keep in memory.

    Returns whether the file, or a stream of objects in it, switches layers off.
    """
    has_layers = _LAYERS_OFF.search(data) is not None
    total = end = 0
    while (start := data.find(b"stream", end)) >= 0 and (end := data.find(b"endstream", start)) >= 0:
        matches = zip(range(_MAX_STREAM_STARTS), _STREAM_START.finditer(data, start, end), strict=False)
        unpacked = [_decompress(data[match.end() : end], MAX_FILTERS) for _, match in matches]
        total += max((size for size, _ in unpacked), default=0)
        has_layers = has_layers or any(_LAYERS_OFF.search(first) for _, first in unpacked)
        if total > MAX_DECOMPRESSED:
            raise limit_error(name, f"unpacks to more than {MAX_DECOMPRESSED // 2**20} MiB")
        end += len(b"endstream")
    return has_layers


def _decompress(data: bytes, filters: int) -> tuple[int, bytes]:
    """The bytes a stream decompresses to, through at most so many filters, and the first of them.

    The size is above `MAX_DECOMPRESSED` for a bomb.
    """
    decompressor = zlib.decompressobj()
    size, first = 0, b""
    try:
        while data and not decompressor.eof:
            chunk = decompressor.decompress(data, _CHUNK)
            data = decompressor.unconsumed_tail
            size += len(chunk)
            first = first or chunk
            if size > MAX_STREAM:
                return MAX_DECOMPRESSED + 1, b""
            if not chunk:
                break
    except zlib.error:
        pass  # another filter, or damaged: for PDFium to say
    inner, _ = _decompress(first, filters - 1) if filters > 1 and first[:1] == b"x" else (0, b"")
    return max(size, inner), first


def _read_lines(data: bytes, name: str, has_layers: bool) -> tuple[list[PageLine], list[str]]:
    """The lines of a PDF, and the title and author that it states, from the worker process."""
    limits = {"pages": MAX_PAGES, "page_chars": MAX_PAGE_CHARS, "chars": MAX_CHARS, "layers": has_layers}
    try:
        answer = json.loads(_pdfium.request(json.dumps(limits).encode(), data))
    except WorkerDied as death:
        if death.timed_out:
            raise limit_error(name, f"takes more than {_pdfium.seconds:.0f} seconds to read") from None
        reason = f"PDFium needs more than {_pdfium.memory // 2**20} MiB of memory for it, or crashes"
        raise InputError(f"{name}: cannot be read: {reason}", "save it again, or save its text") from None
    except OSError as error:
        raise InputError(f"{name}: cannot be read: {error.strerror}, for PDFium", "free memory and processes") from None
    if "over" in answer:
        raise limit_error(name, answer["over"])
    if "error" in answer:
        raise InputError(f"{name}: {answer['error']}", answer["hint"])
    pieces = [PageLine(page, normalize_line(text), *position) for page, text, *position in answer["lines"]]
    rules = [(page, (left, bottom, right, top)) for page, left, bottom, right, top in answer["rules"]]
    return build_lines(pieces, rules), [collapse_whitespace(field) for field in answer["fields"]]
