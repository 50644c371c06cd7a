"""Server-sent events, as streams of answers are sent: the data of each, as the HTML standard (9.2.6) reads them.

A reader of our own, because openai's keeps an event of any length, takes one without data (`retry: 3000`, a ping) for
an answer, and lets through what its JSON raises.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

from .providers import Endpoint
from .wire import MOST_BYTES, too_long

_DONE = b"[DONE]"


async def events(parts: AsyncIterator[bytes], endpoint: Endpoint) -> AsyncIterator[bytes]:
    """The data of each event, up to the one that says that all is said. One that is not whole at the end is none.

    Raises:
        ServerError: an event is longer than any answer.
    """
    data = bytearray()
    async for line in _lines(parts, endpoint):
        if line.startswith(b"data:"):
            data += line[5:].removeprefix(b" ") + b"\n"
            if len(data) > MOST_BYTES:
                raise too_long(endpoint)
        elif not line and data:
            event = bytes(data[:-1])
            data.clear()
            if event.startswith(_DONE):
                return
            yield event


async def _lines(parts: AsyncIterator[bytes], endpoint: Endpoint) -> AsyncIterator[bytes]:
    """The lines of a text that comes in parts, whichever of `\\n`, `\\r\\n` and `\\r` ends them."""
    begun, returned = bytearray(), False
    async for part in parts:
        if len(begun) > MOST_BYTES:
            raise too_long(endpoint)
        for piece in part.splitlines(keepends=True):
            if returned and piece == b"\n":   # the second half of a `\r\n` that fell between two parts
                returned = False
                continue
            begun += piece
            returned = piece.endswith(b"\r")
            if returned or piece.endswith(b"\n"):
                yield bytes(begun).rstrip(b"\r\n")
                begun.clear()
