"""How many tokens a text is to a model, counted where the tokenizer is at hand, else estimated from its characters."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from .models import Tokens

_WIDE = re.compile(
    r"[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U0001f000-\U0003ffff]"
)
# Tokens a character: one that is written wide (Han, kana, hangul, full-width), and any other.
WIDE, NARROW = 1.0, 0.30
_MESSAGE = 4   # tokens that a chat template puts around each message


def count_tokens(text: str, model: str = "") -> int:
    """Tokens of a text: counted when tiktoken is installed and knows the model, else estimated, rather too many."""
    counter = _counter(model)
    if counter is not None:
        return counter(text)
    wide = len(_WIDE.findall(text))
    return round(wide * WIDE + (len(text) - wide) * NARROW) + 1


def request_tokens(request: Mapping[str, Any], model: str) -> Tokens:
    """The tokens of a request, and the most that its answer may have."""
    texts = [str(message.get("content") or "") for message in request.get("messages", ())]
    schema = json.dumps([request.get("response_format"), request.get("tools")], ensure_ascii=False)
    most = request.get("max_completion_tokens") or request.get("max_tokens") or 0
    return Tokens(
        input=sum(count_tokens(text, model) + _MESSAGE for text in [*texts, schema]), output=int(most)
    )


@functools.cache
def _counter(model: str) -> Callable[[str], int] | None:
    try:
        import tiktoken
    except ImportError:
        return None
    try:
        encoding = tiktoken.encoding_for_model(model)
    except Exception:   # it does not know the model, or cannot fetch the tokenizer: an estimate will do
        return None
    return lambda text: len(encoding.encode_ordinary(text))
