"""Response models, built for each document, so that a server with constrained decoding can only emit valid answers.

A citation is an integer from 1 to the number of sentences of the document, so a sentence that does not exist cannot be
cited. It has bounds instead of an enum: enums of hundreds of entries are rejected by some servers and slow in others,
and patterns with `\\d` are ignored by llama.cpp. The same model validates what servers without constrained decoding
answer, and two rules that a schema cannot express: the language, and that there are words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, Self

import regex
from pydantic import BaseModel, ConfigDict, Field, create_model, model_validator

from ..languages import LANGUAGES
from ..models import ContradictionKind, Document, Draft, DraftGroup, DraftStatement, GlossaryEntry, LanguageCode
from ..published.grammar import normalize_spaces
from ..published.labels import INLINE_GROUP_LABEL
from ..settings import PromptVersion, Settings
from ..sizing import Size, Span, fit_size
from .prompts import left_out_sentences

# Characters of a reason or of a translation. Part of most schemas since 2026-11-30; a judge's reason is cut when read.
MAX_REASON = 500
# Statements in one question to a judge; a longer list is read less carefully. Set on 2026-11-30, not measured.
MAX_VERDICTS = 40
# Names in a glossary, which costs tokens in every answer. Part of the schema since 2026-11-24.
MAX_GLOSSARY_ENTRIES = 24
_WORD = regex.compile(r"[\p{L}\p{N}]")
_UNPRINTABLE = regex.compile(r"[\p{Cc}\p{Cs}\p{Bidi_Control}]")
# Numbers in brackets at the end, which some models add although told not to. They are no block numbers.
_TRAILING_CITATIONS = re.compile(r"(?:\s*[\[<【]\s*\d+(?:\s*[,，、-]\s*\d+)*\s*[\]>】])+\s*([.。]?)\s*$")


@dataclass(frozen=True, slots=True)
class StatementLimits:
    """How much one statement may hold. Part of the schema, and so of what identifies a question.

    Attributes:
        max_cited: sentences that it cites; more would be no evidence a reader checks.
        stretch: factor on the longest text of the language: a core viewpoint of 65 English words may have 500
            characters.
    """

    max_cited: int
    stretch: float


LIMITS: dict[PromptVersion, StatementLimits] = {"v1": StatementLimits(6, 1.0), "v2": StatementLimits(8, 1.4)}
# Of a digest of several matters, whose core viewpoint has a sentence for each of up to four.
DIGEST_LIMITS = StatementLimits(16, 2.0)


class AnswerForm(NamedTuple):
    """What the answer about a document may hold beside the sentences it cites.

    A group may hold a single point: a model that insists on one is not asked again, and none has to pad.
    """

    language: LanguageCode
    limits: StatementLimits
    groups: Span
    points: int


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
    """Base of the models of a statement; `build_statement_model` adds the fields.

    Attributes:
        left_out: numbers below the maximum that the model was not shown and cannot cite.
    """

    left_out: ClassVar[frozenset[int]] = frozenset()

    @model_validator(mode="after")
    def _cites_what_was_shown(self) -> Self:
        fields: Any = self
        if self.left_out and (unseen := self.left_out.intersection(fields.sentences)):
            raise ValueError(f"cites sentence {min(unseen)}, which the document does not have")
        return self

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
        if texts and not LANGUAGES[self.language].is_written_in("".join(texts)):
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


_Words = Annotated[str, Field(max_length=MAX_REASON)]
StatementNumber = Annotated[int, Field(le=MAX_VERDICTS)]


class KeptStatement(Answer):
    # The model says that the statement stands; `build_rewrite_model` bounds the number.
    id: int
    action: Literal["keep"]
    reason: Annotated[str, Field(min_length=1, max_length=MAX_REASON)]


class RewriteAnswer(CheckedAnswer):
    """Statements rewritten or kept; `build_rewrite_model` adds the fields."""

    def texts(self) -> Iterator[str]:
        fields: Any = self
        return (given.text for given in fields.statements if given.action == "rewrite")

    def by_number(self) -> dict[int, DraftStatement | str]:
        """The rewritten statements, and the reasons to keep others, by number; the first of two with one number."""
        fields: Any = self
        return {
            given.id: given.to_draft_statement() if given.action == "rewrite" else given.reason
            for given in reversed(fields.statements)
        }


class StatementVerdict(Answer):
    # No docstring and no bounds: they would become part of the schema, and what goes beyond them is dropped when read.
    id: int
    verdict: Literal["supported", "partial", "unsupported"]
    kind: Literal[ContradictionKind, "other"] = "other"
    clause: str = ""
    source: str = ""
    reason: str = ""


class VerdictAnswer(Answer):
    """A judge's verdicts on numbered statements.

    A number alone says that its statement is supported: most are, and tokens of an answer cost most. The schema is the
    same for every question, so that servers compile it once.
    """

    verdicts: Annotated[list[int | StatementVerdict], Field(max_length=MAX_VERDICTS)]

    def by_number(self) -> dict[int, StatementVerdict]:
        """The verdicts by the number of their statement; the first of two with one number."""
        given = [
            StatementVerdict(id=verdict, verdict="supported") if isinstance(verdict, int) else verdict
            for verdict in self.verdicts
        ]
        return {verdict.id: verdict for verdict in reversed(given)}


class BlockGloss(Answer):
    # No docstring: it would become part of the schema.
    id: int
    block: Annotated[int, Field(ge=1)]
    text: Annotated[str, Field(min_length=1, max_length=MAX_REASON)]


class GlossedVerdictAnswer(VerdictAnswer):
    """A judge's verdicts, and translations of the article's title and of the words that the statements rest on."""

    title: Annotated[str, Field(max_length=MAX_REASON)] = ""
    glosses: Annotated[list[BlockGloss], Field(max_length=4 * MAX_VERDICTS)]


class ArticlesVerdict(StatementVerdict):
    # No docstring: it would become part of the schema.
    verdict: Literal["supported", "partial", "disputed", "unsupported"]  # type: ignore[assignment]  # one more value


class ArticlesVerdictAnswer(VerdictAnswer):
    """A judge's verdicts on the statements of a digest: one article may deny what another says."""

    verdicts: Annotated[list[int | ArticlesVerdict], Field(max_length=MAX_VERDICTS)]  # type: ignore[assignment]  # likewise


class GlossedArticlesVerdictAnswer(ArticlesVerdictAnswer):
    """The same, with translations of the words that the statements rest on."""

    glosses: Annotated[list[BlockGloss], Field(max_length=4 * MAX_VERDICTS)]


class Name(Answer):
    # No docstring: it would become part of the schema.
    source: Annotated[str, Field(min_length=1, max_length=60)]
    written: Annotated[str, Field(min_length=1, max_length=80)]


def build_summary_model(
    document: Document,
    language: LanguageCode,
    settings: Settings,
    numbers: Collection[int] | None = None,
    size: Size | None = None,
) -> type[SummaryAnswer]:
    """The response model for a summary. Its glossary comes first, so that it is known when streamed statements arrive.

    Args:
        numbers: the sentences that may be cited; None for all.
        size: of a digest of several matters; None for what fits the document.
    """
    limits = DIGEST_LIMITS if size else LIMITS[settings.prompts]
    size = size or fit_size(document, settings, language)
    sentences = len(document.sentences) if numbers is None else frozenset(numbers)
    glossary = needs_glossary(document, language)
    form = AnswerForm(language, limits, size.groups, size.points.maximum)
    return _build_summary_model(sentences, left_out_sentences(document), form, glossary)


# Making a model takes longer than parsing an article, and most articles have as many sentences as some other.
@lru_cache(maxsize=512)
def _build_summary_model(
    sentences: int | frozenset[int],
    left_out: frozenset[int],
    form: AnswerForm,
    glossary: bool,
) -> type[SummaryAnswer]:
    language = form.language
    point = build_statement_model(sentences, language, form.limits, left_out)
    group = create_model(
        "Group",
        __base__=Answer,
        title=(bounded_text(*LANGUAGES[language].title_lengths), ...),
        points=(bounded_list(point, 1, form.points), ...),
    )
    fields: dict[str, Any] = {}
    if glossary:
        # The schema requires it, but an answer without it, from a server that does not enforce the schema, is usable.
        fields["glossary"] = (bounded_list(Name, 0, MAX_GLOSSARY_ENTRIES), Field(default_factory=list))
    fields |= {"core_viewpoint": (point, ...), "groups": (bounded_list(group, *form.groups), ...)}
    model = create_model("Summary", __base__=SummaryAnswer, **fields)
    model.language, model.claim = language, point
    return model


def needs_glossary(document: Document, language: LanguageCode) -> bool:
    """Whether the summary has to render names in another language than part of the document."""
    return any(not block.language.startswith(language) for block in document.blocks)


def build_rewrite_model(
    count: int, document: Document, language: LanguageCode, settings: Settings
) -> type[RewriteAnswer]:
    """The response model for rewriting or keeping up to `count` statements."""
    number = (sentence_number(count), ...)
    kept = create_model("Kept", __base__=KeptStatement, id=number)
    rewritten = build_statement_model(
        len(document.sentences),
        language,
        LIMITS[settings.prompts],
        id=number,
        action=(Literal["rewrite"], ...),
        reason=(_Words, ""),
    )
    statements = bounded_list(kept | rewritten, 1, count)
    model = create_model("Corrections", __base__=RewriteAnswer, statements=(statements, ...))
    model.language = language
    return model


def to_glossary(names: Iterable[Name]) -> tuple[GlossaryEntry, ...]:
    """The names as glossary entries, without empty ones."""
    entries = [GlossaryEntry(source=clean_statement(n.source), written=clean_statement(n.written)) for n in names]
    return tuple(e for e in entries if e.source and e.written)


def clean_statement(text: str) -> str:
    """A model's text as a statement: one printable line, without citations or a full stop at the end."""
    text = normalize_spaces(_UNPRINTABLE.sub(" ", text))
    if text.rstrip(".。 ").endswith(("]", ">", "】")):  # the pattern is slow to find nothing
        text = _TRAILING_CITATIONS.sub(r"\1", text)
    return text if text.endswith(("...", "。。", "…")) else text.rstrip(".。 ") or text


def clean_title(title: str) -> str:
    """A group's title without a `Group 1:`, which is added in print."""
    title = clean_statement(title)
    label = INLINE_GROUP_LABEL.match(title)
    return title[label.end() :].strip() or title if label else title


def build_statement_model(
    sentences: int | Collection[int],
    language: LanguageCode,
    limits: StatementLimits,
    left_out: frozenset[int] = frozenset(),
    **before: Any,
) -> type[_Claim]:
    """The response model of a statement. The sentences come first, so that a model chooses them before it writes.

    Args:
        sentences: how many there are, or the numbers of those that may be cited.
        left_out: the numbers of those that the model is not shown. A maximum keeps those at the end out of the schema;
            one between others makes an answer that cites it invalid.
    """
    number: Any
    if isinstance(sentences, int):
        last = next((n for n in range(sentences, 0, -1) if n not in left_out), 1)
        number = sentence_number(last)
    else:
        number = Literal[tuple(sorted(sentences))]
    shortest, longest = LANGUAGES[language].statement_lengths
    fields: dict[str, Any] = before | {
        "sentences": (bounded_list(number, 1, limits.max_cited), ...),
        "text": (bounded_text(shortest, round(longest * limits.stretch)), ...),
    }
    model = create_model("Statement", __base__=_Claim, **fields)
    model.left_out = left_out
    return model


def sentence_number(maximum: int) -> Any:
    return Annotated[int, Field(ge=1, le=maximum)]


def bounded_text(minimum: int, maximum: int) -> Any:
    return Annotated[str, Field(min_length=minimum, max_length=maximum)]


def bounded_list(item: Any, minimum: int, maximum: int) -> Any:
    return Annotated[list[item], Field(min_length=minimum, max_length=maximum)]
