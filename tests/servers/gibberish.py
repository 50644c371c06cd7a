"""The vocabulary of our random models: enough English and Chinese that gibberish has words, figures and brackets."""

from __future__ import annotations

import math
import re
from pathlib import Path

import summarizer

WORDS = re.findall(
    r"\w+",
    """the of and to in is for that with on as by this report data model text analysis method result value system
study market price growth cost risk plan time year team project quality service law rule court case contract patient
drug trial test function class error network energy water school student story travel food health science history
policy bank loan rate company product summary section topic table figure source evidence claim note item part step
goal revenue profit sales quarter billion million percent yuan export tariff battery cloud chip factory""",
)
HAN = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经三"
    "之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间"
)
MARKS = "，。、；：！？“”（）《》"
SPECIAL = ("<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|tools|>", "<tool_call>", "</tool_call>")
NEVER = -30.0


def vocabulary() -> tuple[list[bytes], list[float]]:
    """The tokens as bytes and how likely each is (as a logit).

    All single bytes; words, Chinese characters and marks, often enough for a text in either language; the words of the
    prompts, which are read as one token and never written; the special ones.
    """
    likely = {bytes([byte]): _logit(byte) for byte in range(256)}
    likely |= {character.encode(): 0.6 for character in HAN} | {mark.encode(): -0.5 for mark in MARKS}
    likely |= {f" {word}".encode(): 0.6 for word in WORDS}
    for word in sorted(_words_of_prompts()):
        likely.setdefault(word.encode(), NEVER)
    likely |= {special.encode(): NEVER for special in SPECIAL} | {b"<|im_end|>": 2.0}
    return list(likely), list(likely.values())


def _words_of_prompts() -> set[str]:
    folder = Path(summarizer.__file__).parent / "write" / "prompts"
    return {word for path in folder.glob("*.md") for word in re.findall(r" ?[A-Za-z]{2,}", path.read_text("utf-8"))}


def chances(logits: list[float]) -> list[float]:
    """Logits as probabilities."""
    weights = [math.exp(logit) for logit in logits]
    return [weight / sum(weights) for weight in weights]


def _logit(byte: int) -> float:
    """Of a single byte: a quote ends a string after some ten tokens, the brackets come when a grammar asks for them."""
    character = chr(byte)
    if not (character.isascii() and character.isprintable()) or character == "\\":
        return -12.0 if character in "\\\n\t\r" else NEVER
    special = {'"': 3.6, "]": 0.5, "}": -2.0, ",": 0.5, " ": 0.3}
    return special.get(character, 0.3 if character.isalpha() else -1.0)
