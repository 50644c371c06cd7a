"""A server of our own with constrained decoding: random choices under the schema of each request.

llguidance masks what the schema forbids, as vLLM and SGLang do; the choice among the rest is random. Chat Completions
with `json_schema`, `json_object`, tools, streaming, the token limit and real token counts.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from typing import Any

import llguidance
import llguidance.numpy as masks
import numpy as np

from .gibberish import SPECIAL, chances, vocabulary
from .loopback import Handler, LoopbackServer, called_function, chunk, completion, delta, usage

TOKENS, _LOGITS = vocabulary()
_IDS = {token: number for number, token in enumerate(TOKENS)}
_CHANCES = np.array(chances(_LOGITS))
_LONGEST = max(map(len, TOKENS))
_END = TOKENS.index(b"<|im_end|>")
_SPECIAL = [TOKENS.index(special.encode()) for special in SPECIAL]


class _Tokenizer:
    """What llguidance asks of a tokenizer."""

    eos_token_id, bos_token_id, tokens, special_token_ids = _END, None, TOKENS, _SPECIAL

    def __call__(self, text: bytes | str) -> list[int]:
        return encode(text)


def encode(text: bytes | str) -> list[int]:
    """The tokens of a text: the longest match first; every byte is a token."""
    data, found, start = (text.encode() if isinstance(text, str) else text), [], 0
    while start < len(data):
        for length in range(min(_LONGEST, len(data) - start), 0, -1):
            number = _IDS.get(data[start : start + length])
            if number is not None and number not in _SPECIAL:
                found.append(number)
                start += length
                break
    return found


class RandomModel:
    """Random text under a grammar."""

    def __init__(self) -> None:
        self._tokenizer = llguidance.LLTokenizer(llguidance.TokenizerWrapper(_Tokenizer()))

    def grammar(self, schema: dict[str, Any]) -> str:
        """The grammar of a JSON Schema. Raises `ValueError` for one that cannot be enforced."""
        grammar = llguidance.LLMatcher.grammar_from_json_schema(json.dumps(schema), overrides={"whitespace_flexible": False})
        if problem := llguidance.LLMatcher.validate_grammar(grammar, self._tokenizer):
            raise ValueError(problem)
        return grammar

    def write(self, grammar: str | None, seed: int, limit: int) -> Iterator[bytes | None]:
        """Tokens, then None when the text ended by itself."""
        matcher = llguidance.LLMatcher(self._tokenizer, grammar) if grammar else None
        mask = masks.allocate_token_bitmask(1, len(TOKENS))
        random = np.random.default_rng(seed)
        for _ in range(limit):
            allowed = _CHANCES if matcher is None else self._allowed(matcher, mask)
            token = int(random.choice(len(TOKENS), p=allowed))
            if token == _END:
                yield None
                return
            if matcher is not None and not matcher.consume_token(token):
                raise RuntimeError(matcher.get_error())
            yield TOKENS[token]
            if matcher is not None and matcher.is_stopped():
                yield None
                return

    @staticmethod
    def _allowed(matcher: Any, mask: Any) -> Any:
        masks.fill_next_token_bitmask(matcher, mask)
        bits = np.unpackbits(mask.view(np.uint8)[0], bitorder="little")[: len(TOKENS)]
        allowed = _CHANCES * bits
        return allowed / allowed.sum()


class _Handler(Handler):
    server: ConstrainedServer

    def do_GET(self) -> None:
        self.send_json(200, {"object": "list", "data": [{"id": "random", "object": "model"}]})

    def do_POST(self) -> None:
        request = self.request_json()
        number = self.server.taken(request)
        function = called_function(request)
        try:
            grammar = self._grammar(request)
        except (ValueError, KeyError) as error:
            self.send_json(400, {"error": {"message": str(error), "type": "invalid_request_error", "code": 400}})
            return
        limit = request.get("max_tokens") or request.get("max_completion_tokens") or 4096
        prompt = len(encode(json.dumps(request["messages"], ensure_ascii=False)))
        tokens = self.server.model.write(grammar, request.get("seed", number), limit)
        if request.get("stream"):
            self._stream(tokens, prompt, function, bool((request.get("stream_options") or {}).get("include_usage")))
        else:
            self._answer(list(tokens), prompt, function)

    def _grammar(self, request: dict[str, Any]) -> str | None:
        wanted = request.get("response_format") or {}
        if request.get("tools"):
            return self.server.model.grammar(request["tools"][0]["function"]["parameters"])
        if wanted.get("type") == "json_schema":
            return self.server.model.grammar(wanted["json_schema"]["schema"])
        return self.server.model.grammar({"type": "object"}) if wanted.get("type") == "json_object" else None

    def _answer(self, tokens: list[bytes | None], prompt: int, function: str | None) -> None:
        ended = tokens[-1:] == [None]
        text = b"".join(token for token in tokens if token is not None).decode(errors="replace")
        finish = ("tool_calls" if function else "stop") if ended else "length"
        self.send_json(200, completion(text, finish, (prompt, len(tokens)), function=function))

    def _stream(self, tokens: Iterator[bytes | None], prompt: int, function: str | None, count: bool) -> None:
        self.start_stream()
        self.send_event(chunk({"role": "assistant"}))
        waiting, written, finish = b"", 0, "length"
        for token in tokens:
            written += 1
            if token is None:
                finish = "tool_calls" if function else "stop"
                break
            waiting += token
            try:
                text, waiting = waiting.decode(), b""
            except UnicodeDecodeError:
                continue
            self.send_event(chunk(delta(text, function)))
        self.send_event(chunk({}, finish))
        if count:
            self.send_event(chunk(None, usage=usage(prompt, written)))
        self.end_stream()


class ConstrainedServer(LoopbackServer):
    """The server. `requests` holds what it was asked, in order."""

    def __init__(self) -> None:
        super().__init__(_Handler)
        self.model = RandomModel()
        self.requests: list[dict[str, Any]] = []
        self._lock = threading.Lock()

    def taken(self, request: dict[str, Any]) -> int:
        """Note a request; returns its number."""
        with self._lock:
            self.requests.append(request)
            return len(self.requests)
