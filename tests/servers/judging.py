"""What a scripted server answers to the question of the judge, and what it is asked there."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

_ITEM = re.compile(r"^(\d+)\. (.*?)(?: \[[\d ]+\])?$", re.M)


def is_judging(request: Mapping[str, Any]) -> bool:
    """Whether a request asks for verdicts."""
    return bool(request["messages"][0]["content"].startswith("You check statements"))


def judged_items(request: Mapping[str, Any]) -> dict[int, str]:
    """The statements and titles of a question, by number."""
    asked = request["messages"][-1]["content"].rpartition("\nStatements")[2]
    return {int(number): text for number, text in _ITEM.findall(asked)}


def supported(number: int, reason: str = "") -> dict[str, Any]:
    return {"id": number, "verdict": "supported", "reason": reason}


def fault(number: int, verdict: str = "unsupported", kind: str = "number", **words: str) -> dict[str, Any]:
    given = {"clause": "", "source": "", "reason": "the source says otherwise"} | words
    return {"id": number, "verdict": verdict, "kind": kind, **given}


def verdicts(*given: dict[str, Any] | int) -> str:
    return json.dumps({"verdicts": list(given)}, ensure_ascii=False)


def judge_all(request: Mapping[str, Any], is_true: Callable[[str], bool] = lambda text: True) -> str:
    """The verdict on every item of a question: supported where `is_true` says so."""
    items = judged_items(request).items()
    return verdicts(*(supported(n, "it is what the source says") if is_true(text) else fault(n) for n, text in items))
