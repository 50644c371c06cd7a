"""How many tokens a text is to a model, counted where the tokenizer is at hand, else estimated from its characters."""

from __future__ import annotations

import functools
import json
import math
import os
import re
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ..models import Tokens

_WIDE = re.compile(
    r"[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U0001f000-\U0003ffff]"
)
_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f ]")
# Tokens a character: written wide (Han, kana, hangul, full-width marks), Latin letters and spaces, digits and the rest.
# Rather too many than too few: against o200k_base and Qwen's tokenizer the estimate is 0.97 to 1.9 times the count for
# each document of the development data, 1.2 to 1.7 in the median (`python -m benchmarks.tokens`); cl100k_base, of 2023,
# needs up to 1.4 times as many tokens for Chinese.
WIDE, LETTER, OTHER = 1.0, 0.25, 0.7
_MESSAGE = 4  # tokens that a chat template puts around each message


def count_tokens(text: str, model: str = "") -> int:
    """Tokens of a text: counted where tiktoken knows the model, else estimated, rather too many.

    tiktoken fetches a tokenizer from the network when it first needs it. We never cause that: it counts where it has
    fetched one before, `$TIKTOKEN_CACHE_DIR` or its own folder for temporary files.
    """
    counter = _counter(model)
    if counter is not None:
        return counter(text)
    return estimated_tokens(text)


def estimated_tokens(text: str) -> int:
    """Tokens of a text by its characters alone, rather too many."""
    wide, letters = len(_WIDE.findall(text)), len(_LETTER.findall(text))
    return math.ceil(wide * WIDE + letters * LETTER + (len(text) - wide - letters) * OTHER)


def request_tokens(request: Mapping[str, Any], model: str) -> Tokens:
    """The tokens of a request, and the most that its answer may have."""
    texts = [str(message.get("content") or "") for message in request.get("messages", ())]
    schema = json.dumps([request.get("response_format"), request.get("tools")], ensure_ascii=False)
    most = request.get("max_completion_tokens") or request.get("max_tokens") or 0
    return Tokens(input=sum(count_tokens(text, model) + _MESSAGE for text in [*texts, schema]), output=int(most))


@functools.cache
def _counter(model: str) -> Callable[[str], int] | None:
    folder = os.environ.get("TIKTOKEN_CACHE_DIR") or Path(tempfile.gettempdir()) / "data-gym-cache"
    try:
        import tiktoken
    except ImportError:
        return None
    if not model or not Path(folder).is_dir():
        return None
    try:
        encoding = tiktoken.encoding_for_model(model)
    except Exception:  # it does not know the model, or cannot fetch the tokenizer: an estimate will do
        return None
    return lambda text: len(encoding.encode_ordinary(text))
