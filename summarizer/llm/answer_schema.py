"""The response model, built for each document: what a server with constrained decoding can emit is what we can use.

A citation is an integer from 1 to the number of sentences of this very document, so a sentence that does not exist
cannot be cited. Integers with bounds, not enums: enums of hundreds of entries are refused by some servers and slow
in others, and patterns with `\\d` are ignored by llama.cpp. Where nothing constrains the server, the same model
validates on our side, and so are two rules that a schema cannot say: the language, and that there are words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Annotated, Any, ClassVar, Literal, Self

import regex
from pydantic import BaseModel, ConfigDict, Field, create_model, model_validator

from ..languages import LANGUAGES
from ..models import ContradictionKind, Document, Draft, DraftGroup, DraftStatement, GlossaryEntry, LanguageCode
from ..published.grammar import normalize_spaces
from ..published.labels import INLINE_GROUP_LABEL
from ..settings import Settings

_MAX_CITED_SENTENCES = 6  # most sentences a statement rests on
MAX_GLOSSARY_ENTRIES = 24  # most names
_WORD = regex.compile(r"[\p{L}\p{N}]")
_UNPRINTABLE = regex.compile(r"[\p{Cc}\p{Cs}\p{Bidi_Control}]")
# Numbers in square brackets at the end, which some models add although told not to. They are not block numbers.
_TRAILING_CITATIONS = re.compile(r"(?:\s*[\[<【]\s*\d+(?:\s*[,，、-]\s*\d+)*\s*[\]>】])+\s*([.。]?)\s*$")


class Answer(BaseModel):
    """What all our response models share. Types are strict: `"3"` and `true` are no sentence numbers."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
    _schema: ClassVar[dict[str, Any]]

    @classmethod
    def model_json_schema(cls, *arguments: Any, **choices: Any) -> dict[str, Any]:
        """The JSON Schema, made once for each model; whoever changes it works on a copy."""
        if arguments or choices:
            return super().model_json_schema(*arguments, **choices)
        if "_schema" not in cls.__dict__:
            cls._schema = super().model_json_schema()
        return cls._schema


class _Claim(Answer):
    """What the models of statements have in common; `claim_model` gives them their fields."""

    def drafted(self) -> DraftStatement:
        fields: Any = self
        return DraftStatement(text=clean_statement(fields.text), sentences=tuple(sorted(set(fields.sentences))))


class CheckedAnswer(Answer):
    """An answer whose claims are in the language asked for and say something."""

    language: ClassVar[LanguageCode]

    def texts(self) -> Iterable[str]:
        """All that is claimed."""
        raise NotImplementedError

    @model_validator(mode="after")
    def _holds_what_a_schema_cannot_say(self) -> Self:
        texts = [clean_statement(text) for text in self.texts()]
        if not all(map(_WORD.search, texts)):
            raise ValueError("a text without words")
        if not LANGUAGES[self.language].is_written_in("".join(texts)):
            raise ValueError(f"not written in {'English' if self.language == 'en' else 'Chinese'}")
        return self


class SummaryAnswer(CheckedAnswer):
    """A summary as a model answers it; `summary_model` gives it its fields and the bounds of a document.

    Attributes:
        claim: the model of one statement.
    """

    claim: ClassVar[type[_Claim]]

    @classmethod
    def partial_statements(cls, answer: Mapping[str, Any]) -> Iterator[tuple[str, str | None, object]]:
        """The statements of an answer in JSON that is on its way: place, title of the group, statement."""
        if isinstance(answer.get("core_viewpoint"), dict):
            yield "core_viewpoint", None, answer["core_viewpoint"]
        groups = answer.get("groups")
        for i, group in enumerate(groups if isinstance(groups, list) else ()):
            points = group.get("points") if isinstance(group, dict) else None
            title = group.get("title") if isinstance(group, dict) else None
            if isinstance(points, list) and isinstance(title, str):
                for j, point in enumerate(points):
                    yield f"groups[{i}].points[{j}]", clean_title(title), point

    def texts(self) -> Iterator[str]:
        fields: Any = self
        yield fields.core_viewpoint.text
        for group in fields.groups:
            yield from (point.text for point in group.points)

    def draft(self) -> Draft:
        """The answer as what an engine writes."""
        fields: Any = self
        return Draft(
            language=self.language,
            core_viewpoint=fields.core_viewpoint.drafted(),
            groups=tuple(
                DraftGroup(title=clean_title(g.title), points=tuple(p.drafted() for p in g.points))
                for g in fields.groups
            ),
            glossary=to_glossary(getattr(self, "glossary", ())),
        )


class RewriteAnswer(CheckedAnswer):
    """Failing statements written anew; `rewritten_model` gives it its fields."""

    def texts(self) -> Iterator[str]:
        fields: Any = self
        return (statement.text for statement in fields.statements)

    def drafted(self) -> dict[int, DraftStatement]:
        """The statements by the number they were asked under; the first where one is answered twice."""
        fields: Any = self
        return {s.id: s.drafted() for s in reversed(fields.statements)}


class Verdict(Answer):
    """A second opinion on one statement; `verdict_model` gives it its number."""

    verdict: Literal["supported", "partial", "unsupported"]
    about: Literal["none", ContradictionKind, "overlap"]
    reason: Annotated[str, Field(min_length=1, max_length=240)]


class VerdictAnswer(Answer):
    """Second opinions; `verdict_model` gives it its fields."""

    def by_number(self) -> dict[int, Verdict]:
        """The opinions by the number of their statement; the first where one is answered twice."""
        fields: Any = self
        return {verdict.id: verdict for verdict in reversed(fields.verdicts)}


class Name(Answer):
    source: Annotated[str, Field(min_length=1, max_length=60)]
    written: Annotated[str, Field(min_length=1, max_length=80)]


def build_summary_model(
    document: Document, language: LanguageCode, settings: Settings, numbers: Collection[int] | None = None
) -> type[SummaryAnswer]:
    """The response model of one document. `glossary` stands first, so that it is known when statements arrive.

    Args:
        numbers: the sentences that may be cited; None for all.
    """
    least = min(settings.groups, 2 if len(document.blocks) > 3 else 1)
    sentences = len(document.sentences) if numbers is None else frozenset(numbers)
    glossary = needs_glossary(document, language)
    return _build_summary_model(sentences, language, (least, settings.groups), settings.points, glossary)


# Making a model takes longer than reading its article, and most articles have as many sentences as some other.
@lru_cache(maxsize=512)
def _build_summary_model(
    sentences: int | frozenset[int], language: LanguageCode, groups: tuple[int, int], points: int, glossary: bool
) -> type[SummaryAnswer]:
    point = build_claim_model(sentences, language)
    group = create_model(
        "Group",
        __base__=Answer,
        title=(bounded_text(*LANGUAGES[language].title_lengths), ...),
        points=(bounded_list(point, 1, points), ...),
    )
    fields: dict[str, Any] = {}
    if glossary:
        # The schema asks for it; an answer without it, from a server that enforces nothing, has no other fault.
        fields["glossary"] = (bounded_list(Name, 0, MAX_GLOSSARY_ENTRIES), Field(default_factory=list))
    fields |= {"core_viewpoint": (point, ...), "groups": (bounded_list(group, *groups), ...)}
    model = create_model("Summary", __base__=SummaryAnswer, **fields)
    model.language, model.claim = language, point
    return model


def needs_glossary(document: Document, language: LanguageCode) -> bool:
    """Whether names may be written otherwise than the document has them: part of it is in another language."""
    return any(not block.language.startswith(language) for block in document.blocks)


def build_rewrite_model(count: int, document: Document, language: LanguageCode) -> type[RewriteAnswer]:
    """The response model for `count` statements to be written anew."""
    statement = build_claim_model(len(document.sentences), language, id=(sentence_number(count), ...))
    model = create_model("Corrections", __base__=RewriteAnswer, statements=(bounded_list(statement, 1, count), ...))
    model.language = language
    return model


def build_verdict_model(count: int) -> type[VerdictAnswer]:
    """The response model for a second opinion on `count` statements."""
    verdict = create_model("Verdict", __base__=Verdict, id=(sentence_number(count), ...))
    return create_model("Verdicts", __base__=VerdictAnswer, verdicts=(bounded_list(verdict, 1, count), ...))


def to_glossary(names: Iterable[Name]) -> tuple[GlossaryEntry, ...]:
    """The names as the checks take them, without those that say nothing."""
    entries = [GlossaryEntry(source=clean_statement(n.source), written=clean_statement(n.written)) for n in names]
    return tuple(e for e in entries if e.source and e.written)


def clean_statement(text: str) -> str:
    """A model's text as a printed statement: one line, nothing unprintable, no citations and no stop at the end."""
    text = normalize_spaces(_UNPRINTABLE.sub(" ", text))
    text = _TRAILING_CITATIONS.sub(r"\1", text)
    return text if text.endswith(("...", "。。", "…")) else text.rstrip(".。 ") or text


def clean_title(title: str) -> str:
    """A group's title without the `Group 1:` that printing puts before it."""
    title = clean_statement(title)
    label = INLINE_GROUP_LABEL.match(title)
    return title[label.end() :].strip() or title if label else title


def build_claim_model(sentences: int | Collection[int], language: LanguageCode, **before: Any) -> type[_Claim]:
    """A statement: the sentences first, so that a model chooses them before it writes.

    Args:
        sentences: how many there are, or the numbers of those that may be cited.
    """
    number = sentence_number(max(1, sentences)) if isinstance(sentences, int) else Literal[tuple(sorted(sentences))]
    fields: dict[str, Any] = before | {
        "sentences": (bounded_list(number, 1, _MAX_CITED_SENTENCES), ...),
        "text": (bounded_text(*LANGUAGES[language].statement_lengths), ...),
    }
    return create_model("Statement", __base__=_Claim, **fields)


def sentence_number(most: int) -> Any:
    return Annotated[int, Field(ge=1, le=most)]


def bounded_text(least: int, most: int) -> Any:
    return Annotated[str, Field(min_length=least, max_length=most)]


def bounded_list(item: Any, least: int, most: int) -> Any:
    return Annotated[list[item], Field(min_length=least, max_length=most)]
