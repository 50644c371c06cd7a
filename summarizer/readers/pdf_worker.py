"""The worker process in which PDFium reads PDFs (`pdfium`), asked and answering over pipes.

PDFium is C++ that parses untrusted bytes, and it aborts its process when memory runs out: a PDF of 2 KB that draws a
form ten times within another, nine levels deep, makes it do so. It therefore runs in a process of its own with a memory
limit, which `pdf_reader` starts and stops. This file is run as a script and imports nothing of the library but
`pdfium`, as a package of its own, so that the worker starts in a tenth of a second.

A message is its length in 8 bytes, big-endian, and its bytes. A request is two messages, limits as JSON and the PDF. An
answer is one message in JSON: `lines`, `rules` and `fields`, or an `error` with a `hint`, or the limit it is `over`.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import queue
import signal
import sys
import threading
from typing import IO

# Bytes read from a pipe at once.
_CHUNK = 1024 * 1024


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
    sys.path.append(os.path.dirname(__file__))
    read_pdf = importlib.import_module("pdfium.pdf_pages").read_pdf
    requests: queue.SimpleQueue[tuple[dict[str, int], bytes]] = queue.SimpleQueue()
    with open(os.dup(1), "wb", buffering=0) as pipe:
        os.dup2(2, 1)
        threading.Thread(target=_receive_requests, args=(requests,), daemon=True).start()
        while True:
            send(pipe, json.dumps(read_pdf(*requests.get())).encode())


if __name__ == "__main__":
    sys.path[:] = sys.argv[2:]
    main(sys.argv[1])
