"""Asking about single statements: to write failing ones anew, and for a second opinion on any.

Both send only the sentences that matter, between the document's delimiters, and the statements as numbered data.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

import regex

from ..languages import LANGUAGES
from ..llm.answer_schema import RewriteAnswer, Verdict, build_verdict_model
from ..llm.client import ModelClient, Question, UsageMeter
from ..llm.fence import fence_key, fence_sentences, neutralize
from ..llm.prompts import Prompt, render_prompt
from ..models import Document, DraftStatement, LanguageCode

REPAIR, VERIFY = "repair.v1", "verify.v1"

# Tokens of an answer: for one statement, its citations and its share of the brackets, as long as the schema allows.
_FOR_A_STATEMENT, _FOR_A_VERDICT, _FOR_THE_REST = 240, 120, 60
# Characters a token: one of Chinese, some three of English, as the tokenizers of today's models have it, or fewer.
_HAN, _OTHERS_A_TOKEN = regex.compile(r"\p{Han}"), 3.0


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement to be asked about.

    Attributes:
        sentences: the numbers of the sentences it cites.
        faults: why it does not hold, in words for a reader; for a second opinion none.
    """

    text: str
    sentences: tuple[int, ...]
    faults: tuple[str, ...] = ()


def correction(
    claims: Sequence[Claim], shown: Container[int], document: Document, language: LanguageCode
) -> tuple[Prompt, int]:
    """The prompt that asks to write claims anew, and about how many tokens it has."""
    values = {"language": LANGUAGES[language].english_name, "items": _items(claims), "key": fence_key(document.text)}
    asked = render_prompt(REPAIR, fence_sentences(document, shown), **values)
    return asked, _tokens_of(asked)


async def corrected(
    asked: Prompt, answer: type[RewriteAnswer], most: int, client: ModelClient, meter: UsageMeter
) -> dict[int, DraftStatement]:
    """The claims written anew, by their number from 1. Raises what `ModelClient.ask` raises; it asks once.

    Args:
        most: tokens of the answer. A model that thinks before it answers needs more than the answer's own.
    """
    return (await client.ask(Question(asked, answer, most, attempts=1), meter)).drafted()


async def opinions(
    claims: Sequence[Claim], document: Document, client: ModelClient, meter: UsageMeter
) -> dict[int, Verdict]:
    """A model's verdicts on claims, by their number from 1. Raises what `ModelClient.ask` raises."""
    shown = {number for claim in claims for number in claim.sentences}
    asked = render_prompt(VERIFY, fence_sentences(document, shown), items=_items(claims), key=fence_key(document.text))
    most = max(client.settings.max_output_tokens, _FOR_THE_REST + _FOR_A_VERDICT * len(claims))
    return (await client.ask(Question(asked, build_verdict_model(len(claims)), most), meter)).by_number()


def room(claims: int) -> int:
    """The tokens that an answer which writes so many claims anew has at most, thoughts apart."""
    return _FOR_THE_REST + _FOR_A_STATEMENT * claims


def _items(claims: Sequence[Claim]) -> str:
    return "\n".join(line for number, claim in enumerate(claims, 1) for line in _item(number, claim))


def _item(number: int, claim: Claim) -> list[str]:
    cited = ", ".join(map(str, claim.sentences))
    return [
        f"{number}. {neutralize(claim.text)} (cites {cited})",
        *(f"   - {neutralize(fault)}" for fault in claim.faults),
    ]


def _tokens_of(asked: Prompt) -> int:
    text = "".join(message["content"] for message in asked.messages())
    han = len(_HAN.findall(text))
    return int(han + (len(text) - han) / _OTHERS_A_TOKEN) + 1
