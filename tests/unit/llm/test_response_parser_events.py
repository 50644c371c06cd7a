"""Server-sent events, however they are cut, spaced and interspersed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import Settings
from summarizer.errors import ServerError
from summarizer.llm import response_parser as module
from summarizer.llm.providers import resolve_endpoint
from summarizer.llm.response_parser import read_events

AT = resolve_endpoint("m", Settings(base_url="http://127.0.0.1:1/v1"))


def read(parts: Sequence[bytes]) -> list[bytes]:
    async def one_by_one() -> AsyncIterator[bytes]:
        for part in parts:
            yield part

    async def all_of_them() -> list[bytes]:
        return [event async for event in read_events(one_by_one(), AT)]

    return asyncio.run(all_of_them())


@given(st.lists(st.text(st.characters(blacklist_characters="\r\n", codec="utf-8"), min_size=1), max_size=4), st.sampled_from(["\n", "\r\n", "\r"]), st.lists(st.integers(0, 200), max_size=6))
def test_events_are_the_same_however_the_bytes_are_cut(texts: list[str], end: str, cuts: list[int]) -> None:
    texts = [text for text in texts if not text.startswith("[DONE]")]
    whole = "".join(f"data: {text}{end}{end}" for text in texts).encode() + b": the end" + end.encode()
    places = sorted({0, *cuts, len(whole)})
    parts = [whole[a:b] for a, b in pairwise(places)] + [whole[places[-1] :]]
    assert read(parts) == [text.encode() for text in texts]


def test_what_has_no_data_is_no_event() -> None:
    assert read([b"retry: 3000\n\n: hello\n\nevent: ping\nid: 7\n\ndata: 1\n\n"]) == [b"1"]


def test_an_event_may_have_several_lines() -> None:
    assert read([b"data: {\ndata:  1\ndata:}\n\n"]) == [b"{\n 1\n}"]


def test_nothing_follows_the_end_and_half_an_event_is_none() -> None:
    assert read([b"data: 1\n\ndata: [DONE]\n\ndata: 2\n\n"]) == [b"1"]
    assert read([b"data: 1\n\ndata: 2\n"]) == [b"1"]


@pytest.mark.parametrize("part", [b"x" * 60, b"data: x\n" * 8])
def test_an_event_without_end_is_an_error(part: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 1000)
    with pytest.raises(ServerError, match="longer than any summary"):
        read([part] * 100_000)
