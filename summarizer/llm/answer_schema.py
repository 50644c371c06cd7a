"""Response models, built for each document, so that a server with constrained decoding can only emit valid answers.

A citation is an integer from 1 to the number of sentences of the document, so a sentence that does not exist cannot be
cited. It has bounds instead of an enum: enums of hundreds of entries are rejected by some servers and slow in others,
and patterns with `\\d` are ignored by llama.cpp. The same model validates what servers without constrained decoding
answer, and two rules that a schema cannot express: the language, and that there are words.
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
from ..published.grammar import INLINE_GROUP_LABEL, normalize_spaces
from ..settings import Settings

# Sentences that a statement may cite; more would be no evidence a reader checks. Part of the schema since 2026-11-24.
_MAX_CITED_SENTENCES = 6
# Names in a glossary, which costs tokens in every answer. Part of the schema since 2026-11-24.
MAX_GLOSSARY_ENTRIES = 24
_WORD = regex.compile(r"[\p{L}\p{N}]")
_UNPRINTABLE = regex.compile(r"[\p{Cc}\p{Cs}\p{Bidi_Control}]")
# Numbers in brackets at the end, which some models add although told not to. They are no block numbers.
_TRAILING_CITATIONS = re.compile(r"(?:\s*[\[<【]\s*\d+(?:\s*[,，、-]\s*\d+)*\s*[\]>】])+\s*([.。]?)\s*$")


class Answer(BaseModel):
    """Base of all response models. Types are strict: `"3"` and `true` are no sentence numbers."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
    _schema: ClassVar[dict[str, Any]]

    @classmethod
    def model_json_schema(cls, *arguments: Any, **choices: Any) -> dict[str, Any]:
        """The JSON Schema, made once for each model; not to be changed in place."""
        if arguments or choices:
            return super().model_json_schema(*arguments, **choices)
        if "_schema" not in cls.__dict__:
            cls._schema = super().model_json_schema()
        return cls._schema


class _Claim(Answer):
    """Base of the models of a statement; `build_statement_model` adds the fields."""

    def to_draft_statement(self) -> DraftStatement:
        """The claim as a drafted statement."""
        fields: Any = self
        return DraftStatement(text=clean_statement(fields.text), sentences=tuple(sorted(set(fields.sentences))))


class CheckedAnswer(Answer):
    """An answer whose claims have words, in the requested language."""

    language: ClassVar[LanguageCode]

    def texts(self) -> Iterable[str]:
        """The texts of all claims."""
        raise NotImplementedError

    @model_validator(mode="after")
    def _check_what_a_schema_cannot_express(self) -> Self:
        texts = [clean_statement(text) for text in self.texts()]
        if not all(map(_WORD.search, texts)):
            raise ValueError("a text without words")
        if not LANGUAGES[self.language].is_written_in("".join(texts)):
            raise ValueError(f"not written in {LANGUAGES[self.language].english_name}")
        return self


class SummaryAnswer(CheckedAnswer):
    """A summary as a model writes it; `build_summary_model` adds the fields, with the bounds of a document.

    Attributes:
        claim: the model of one statement.
    """

    claim: ClassVar[type[_Claim]]

    @classmethod
    def partial_statements(cls, answer: Mapping[str, Any]) -> Iterator[tuple[str, str | None, object]]:
        """The statements in an incomplete answer, each with its place and the title of its group."""
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
        """The answer as a draft."""
        fields: Any = self
        return Draft(
            language=self.language,
            core_viewpoint=fields.core_viewpoint.to_draft_statement(),
            groups=tuple(
                DraftGroup(title=clean_title(g.title), points=tuple(p.to_draft_statement() for p in g.points))
                for g in fields.groups
            ),
            glossary=to_glossary(getattr(self, "glossary", ())),
        )


class RewriteAnswer(CheckedAnswer):
    """Rewritten statements; `build_rewrite_model` adds the fields."""

    def texts(self) -> Iterator[str]:
        fields: Any = self
        return (statement.text for statement in fields.statements)

    def by_number(self) -> dict[int, DraftStatement]:
        """The statements by their number in the question; the first of two with one number."""
        fields: Any = self
        return {s.id: s.to_draft_statement() for s in reversed(fields.statements)}


class Verdict(Answer):
    """A second opinion on one statement; `build_verdict_model` adds its number."""

    verdict: Literal["supported", "partial", "unsupported"]
    about: Literal["none", ContradictionKind, "overlap"]
    reason: Annotated[str, Field(min_length=1, max_length=240)]


class VerdictAnswer(Answer):
    """Second opinions; `build_verdict_model` adds the fields."""

    def by_number(self) -> dict[int, Verdict]:
        """The verdicts by the number of their statement; the first of two with one number."""
        fields: Any = self
        return {verdict.id: verdict for verdict in reversed(fields.verdicts)}


class Name(Answer):
    # No docstring: it would become part of the schema.
    source: Annotated[str, Field(min_length=1, max_length=60)]
    written: Annotated[str, Field(min_length=1, max_length=80)]


def build_summary_model(
    document: Document, language: LanguageCode, settings: Settings, numbers: Collection[int] | None = None
) -> type[SummaryAnswer]:
    """The response model for a summary. Its glossary comes first, so that it is known when streamed statements arrive.

    Args:
        numbers: the sentences that may be cited; None for all.
    """
    minimum = min(settings.groups, 2 if len(document.blocks) > 3 else 1)
    sentences = len(document.sentences) if numbers is None else frozenset(numbers)
    glossary = needs_glossary(document, language)
    return _build_summary_model(sentences, language, (minimum, settings.groups), settings.points, glossary)


# Making a model takes longer than parsing an article, and most articles have as many sentences as some other.
@lru_cache(maxsize=512)
def _build_summary_model(
    sentences: int | frozenset[int], language: LanguageCode, groups: tuple[int, int], points: int, glossary: bool
) -> type[SummaryAnswer]:
    point = build_statement_model(sentences, language)
    group = create_model(
        "Group",
        __base__=Answer,
        title=(bounded_text(*LANGUAGES[language].title_lengths), ...),
        points=(bounded_list(point, 1, points), ...),
    )
    fields: dict[str, Any] = {}
    if glossary:
        # The schema requires it, but an answer without it, from a server that does not enforce the schema, is usable.
        fields["glossary"] = (bounded_list(Name, 0, MAX_GLOSSARY_ENTRIES), Field(default_factory=list))
    fields |= {"core_viewpoint": (point, ...), "groups": (bounded_list(group, *groups), ...)}
    model = create_model("Summary", __base__=SummaryAnswer, **fields)
    model.language, model.claim = language, point
    return model


def needs_glossary(document: Document, language: LanguageCode) -> bool:
    """Whether the summary has to render names in another language than part of the document."""
    return any(not block.language.startswith(language) for block in document.blocks)


def build_rewrite_model(count: int, document: Document, language: LanguageCode) -> type[RewriteAnswer]:
    """The response model for rewriting up to `count` statements."""
    statement = build_statement_model(len(document.sentences), language, id=(sentence_number(count), ...))
    model = create_model("Corrections", __base__=RewriteAnswer, statements=(bounded_list(statement, 1, count), ...))
    model.language = language
    return model


def build_verdict_model(count: int) -> type[VerdictAnswer]:
    """The response model for second opinions on `count` statements."""
    verdict = create_model("Verdict", __base__=Verdict, id=(sentence_number(count), ...))
    return create_model("Verdicts", __base__=VerdictAnswer, verdicts=(bounded_list(verdict, 1, count), ...))


def to_glossary(names: Iterable[Name]) -> tuple[GlossaryEntry, ...]:
    """The names as glossary entries, without empty ones."""
    entries = [GlossaryEntry(source=clean_statement(n.source), written=clean_statement(n.written)) for n in names]
    return tuple(e for e in entries if e.source and e.written)


def clean_statement(text: str) -> str:
    """A model's text as a statement: one printable line, without citations or a full stop at the end."""
    text = normalize_spaces(_UNPRINTABLE.sub(" ", text))
    text = _TRAILING_CITATIONS.sub(r"\1", text)
    return text if text.endswith(("...", "。。", "…")) else text.rstrip(".。 ") or text


def clean_title(title: str) -> str:
    """A group's title without a `Group 1:`, which is added in print."""
    title = clean_statement(title)
    label = INLINE_GROUP_LABEL.match(title)
    return title[label.end() :].strip() or title if label else title


def build_statement_model(sentences: int | Collection[int], language: LanguageCode, **before: Any) -> type[_Claim]:
    """The response model of a statement. The sentences come first, so that a model chooses them before it writes.

    Args:
        sentences: how many there are, or the numbers of those that may be cited.
    """
    number = sentence_number(max(1, sentences)) if isinstance(sentences, int) else Literal[tuple(sorted(sentences))]
    fields: dict[str, Any] = before | {
        "sentences": (bounded_list(number, 1, _MAX_CITED_SENTENCES), ...),
        "text": (bounded_text(*LANGUAGES[language].statement_lengths), ...),
    }
    return create_model("Statement", __base__=_Claim, **fields)


def sentence_number(maximum: int) -> Any:
    return Annotated[int, Field(ge=1, le=maximum)]


def bounded_text(minimum: int, maximum: int) -> Any:
    return Annotated[str, Field(min_length=minimum, max_length=maximum)]


def bounded_list(item: Any, minimum: int, maximum: int) -> Any:
    return Annotated[list[item], Field(min_length=minimum, max_length=maximum)]
