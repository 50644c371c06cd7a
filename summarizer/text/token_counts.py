"""Token counts of texts and requests: exact where tiktoken knows the model, else estimated from the characters."""

from __future__ import annotations

import functools
import json
import math
import os
import re
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..models import Tokens

_WIDE = re.compile(
    r"[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U0001f000-\U0003ffff]"
)
_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f ]")


@dataclass(frozen=True, slots=True)
class TokenWeights:
    """Tokens per character of each class, meant to overestimate rather than underestimate.

    Measured by `python -m benchmarks.tokens`, 2026-11-24: against o200k_base and Qwen's tokenizer the estimate is 0.97
    to 1.9 times the count for each document of the development data, 1.2 to 1.7 in the median; cl100k_base, of 2023,
    needs up to 1.4 times as many tokens for Chinese.

    Attributes:
        wide: Han, kana, hangul and full-width marks.
        letter: Latin letters and spaces.
        other: digits and everything else.
        message: tokens that a chat template puts around each message; not measured, set on 2026-11-24.
    """

    wide: float = 1.0
    letter: float = 0.25
    other: float = 0.7
    message: int = 4


WEIGHTS = TokenWeights()


def count_tokens(text: str, model: str = "") -> int:
    """The number of tokens of a text, by the model's tokenizer or else by `estimate_tokens`.

    tiktoken downloads a tokenizer when it first needs it. This function never causes that: it counts only where one has
    been downloaded before, to `$TIKTOKEN_CACHE_DIR` or tiktoken's own folder for temporary files.
    """
    counter = _load_counter(model)
    if counter is not None:
        return counter(text)
    return estimate_tokens(text)


def estimate_tokens(text: str) -> int:
    """An estimate of a text's tokens from its characters alone, rather too high."""
    wide, letters = len(_WIDE.findall(text)), len(_LETTER.findall(text))
    others = len(text) - wide - letters
    return math.ceil(wide * WEIGHTS.wide + letters * WEIGHTS.letter + others * WEIGHTS.other)


def count_request_tokens(request: Mapping[str, Any], model: str) -> Tokens:
    """The input tokens of a chat request, and the maximum its answer may have."""
    texts = [str(message.get("content") or "") for message in request.get("messages", ())]
    schema = json.dumps([request.get("response_format"), request.get("tools")], ensure_ascii=False)
    limit = request.get("max_completion_tokens") or request.get("max_tokens") or 0
    input_tokens = sum(count_tokens(text, model) + WEIGHTS.message for text in [*texts, schema])
    return Tokens(input=input_tokens, output=int(limit))


@functools.cache
def _load_counter(model: str) -> Callable[[str], int] | None:
    """A function that counts a text's tokens; None without tiktoken, its downloads, or a tokenizer for the model."""
    folder = os.environ.get("TIKTOKEN_CACHE_DIR") or Path(tempfile.gettempdir()) / "data-gym-cache"
    try:
        import tiktoken
    except ImportError:
        return None
    if not model or not Path(folder).is_dir():
        return None
    try:
        encoding = tiktoken.encoding_for_model(model)
    except Exception:  # unknown model, or the download failed: an estimate will do
        return None
    return lambda text: len(encoding.encode_ordinary(text))
