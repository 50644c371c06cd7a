"""The opening of a digest: what a model is asked once the matters are written, and the core viewpoint it makes of them.

A model is shown what was written of each matter, and below it the sentences of the articles that this rests on, which
have numbers of their own and are all that the core viewpoint may cite.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from pydantic import create_model

from ..languages import LANGUAGES
from ..llm.answer_schema import (
    LIMITS,
    CheckedAnswer,
    bounded_list,
    build_statement_model,
    sentence_number,
)
from ..llm.client import Question
from ..llm.prompts import fence_key, format_heading, neutralize_markup, render_prompt
from ..llm.prompts.brief import UNITS, describe_renminbi, describe_wishes
from ..models import Evidence, LanguageCode, Statement, sort_citations
from ..settings import Settings
from ..sizing import fit_opening

CORE_PROMPT = "digest_core.v1"


class ToldMatter(NamedTuple):
    """What was written of a matter, under its title, and how many articles tell of it, copies among them."""

    title: str
    statements: tuple[Statement, ...]
    articles: int


class CoreAnswer(CheckedAnswer):
    """The core viewpoint and the order of the matters; `Opening.ask` adds the fields."""

    def texts(self) -> Iterator[str]:
        fields: Any = self
        yield fields.core_viewpoint.text


@dataclass(frozen=True)
class Opening:
    """What opens a digest of several matters.

    Attributes:
        matters: in the order of their numbers, from 1.
        language: of the digest.
    """

    matters: Sequence[ToldMatter]
    language: LanguageCode
    settings: Settings

    @cached_property
    def evidence(self) -> list[list[Evidence]]:
        """Of each matter the evidence of its statements, each piece once; numbered through all matters."""
        found = []
        for matter in self.matters:
            pieces = {(e.article or 0, e.start, e.end): e for each in matter.statements for e in each.evidence}
            found.append([pieces[place] for place in sorted(pieces)])
        return found

    def ask(self) -> Question[CoreAnswer]:
        """The question for the core viewpoint and the order of the matters."""
        lines = list(self._describe())
        key = fence_key("\n".join(lines))
        size = fit_opening(self.language, self.settings)
        prompt = render_prompt(
            CORE_PROMPT,
            "\n".join([f"<document {key}>", *lines, f"</document {key}>"]),
            key=key,
            count=len(self.matters),
            language=LANGUAGES[self.language].english_name,
            core=size.maximum,
            unit=UNITS[self.language],
            renminbi=describe_renminbi(self.language, self.settings),
            wishes=describe_wishes(self.settings),
        )
        count = sum(map(len, self.evidence))
        statement = build_statement_model(count, self.language, LIMITS["v2"])
        order: Any = bounded_list(sentence_number(len(self.matters)), len(self.matters), len(self.matters))
        model = create_model("Core", __base__=CoreAnswer, core_viewpoint=(statement, ...), order=(order, ...))
        model.language = self.language
        return Question(prompt, model, self.settings.max_output_tokens)

    def read(self, answer: CoreAnswer) -> tuple[Statement, list[int]]:
        """The core viewpoint, and the places of all matters in the order of the answer, those it leaves out last."""
        fields: Any = answer
        drafted = fields.core_viewpoint.to_draft_statement()
        pieces = [piece for matter in self.evidence for piece in matter]
        ordered = dict.fromkeys([*fields.order, *range(1, len(self.matters) + 1)])
        core = cite_evidence(drafted.text, [pieces[number - 1] for number in drafted.sentences])
        return core, [number - 1 for number in ordered]

    def _describe(self) -> Iterator[str]:
        number = 0
        for place, (matter, pieces) in enumerate(zip(self.matters, self.evidence, strict=True), 1):
            articles = "1 article" if matter.articles == 1 else f"{matter.articles} articles"
            yield format_heading(f"Matter {place}: {matter.title} ({articles})")
            for statement in matter.statements:
                yield f"(note) {neutralize_markup(statement.text)}"
            for piece in pieces:
                number += 1
                yield f"<{number}> {neutralize_markup(piece.quote)}"
            yield ""


def cite_evidence(text: str, evidence: Sequence[Evidence]) -> Statement:
    """A statement with evidence of several articles, each piece once."""
    found = {(e.article or 0, e.start, e.end): e for e in evidence}
    ordered = tuple(found[place] for place in sorted(found))
    return Statement(text=text, citations=sort_citations(e.citation for e in ordered), evidence=ordered)
