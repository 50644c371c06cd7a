"""The engine `llm`: a model writes a draft in a schema made for the document, at once or as a stream."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from ..errors import InvalidAnswerError
from ..languages import LANGUAGES
from ..models import Document, DraftStatement, GlossaryEntry, LanguageCode, Run
from ..models.draft import DraftListener, Written
from ..settings import Settings
from .answer_schema import Name, SummaryAnswer, glossary_of, needs_glossary, summary_model
from .client import Meter, ModelClient, Question, faults
from .error_translation import unusable
from .fence import fence_key, fenced
from .prompts import Prompt, prompt
from .providers import cost_usd
from .response_parser import without_thoughts
from .shape_schema import shape_named, shape_prompt, shaped_model

PROMPT = "summarize.v1"


async def write_with_model(
    document: Document, settings: Settings, client: ModelClient, listener: DraftListener | None = None
) -> Written:
    """Have the model summarise a document.

    Args:
        listener: called with each statement as soon as the model has written all of it, if the server streams.

    Raises:
        ModelError: no usable answer came, after all attempts; after the first statement was heard there are no more.
        ServerError: the server failed, or could not be reached.
    """
    meter = Meter()
    question = summary_question(document, settings)
    heard = StatementListener(question.answer, client, listener, set()) if listener else None
    answer = await client.ask(replace(question, listener=heard), meter)
    return Written(answer.draft(), run_of(client, meter, question))


def summary_question(document: Document, settings: Settings) -> Question[SummaryAnswer]:
    """What a model is asked for a summary, or for the shape that the settings name."""
    language, shape = language_of(document, settings), shape_named(settings)
    if shape:
        return Question(
            shape_prompt(shape, document, language, settings),
            shaped_model(shape, document, language, settings),
            settings.max_output_tokens,
        )
    return Question(
        summary_prompt(document, language, settings),
        summary_model(document, language, settings),
        settings.max_output_tokens,
    )


def language_of(document: Document, settings: Settings) -> LanguageCode:
    """The language of the summary."""
    return document.language if settings.language == "auto" else settings.language


def summary_prompt(document: Document, language: LanguageCode, settings: Settings) -> Prompt:
    """What the model is asked: instructions that never change, the document as data, and what to do with it."""
    return prompt(
        PROMPT,
        fenced(document),
        language=LANGUAGES[language].english_name,
        groups=settings.groups,
        points=settings.points,
        glossary=needs_glossary(document, language),
        key=fence_key(document.text),
        sentences=len(document.sentences),
    )


def run_of(client: ModelClient, meter: Meter, question: Question[SummaryAnswer]) -> Run:
    """What the summary says of how it came about."""
    prompt_hash, schema_hash = question.hashes()
    endpoint = client.endpoint
    return Run(
        engine="llm",
        model=endpoint.name,
        prompt_version=question.prompt.version,
        attempts=meter.attempts,
        tokens=meter.tokens,
        prompt_hash=prompt_hash,
        schema_hash=schema_hash,
        cost_usd=cost_usd(endpoint.provider, endpoint.model, meter.tokens),
    )


# A whole string, the beginning of one, or a brace that closes an object.
_STRUCTURE = re.compile(r'"(?:[^"\\]|\\.)*+"|"|\}', re.S)

# Characters of a first statement that tell its language; names and figures alone may be in any.
_TELLING = 60


class StatementListener:
    """Hears an answer piece by piece and tells the statements in it; `places` notes which."""

    def __init__(self, answer: type[SummaryAnswer], client: ModelClient, tell: DraftListener, places: set[str]) -> None:
        self._answer = answer
        self._client = client
        self._tell = tell
        self._places = places
        self.begin()

    @property
    def told(self) -> bool:
        """Whether any statement was told."""
        return bool(self._places)

    def begin(self) -> None:
        """A new attempt: what was heard of the one before is void."""
        self._text = ""

    def hear(self, text: str) -> None:
        """Take a piece in. Raises `InvalidAnswerError` when a statement in it is not what the schema asks for."""
        self._text += text
        if "}" in text:
            answer = without_thoughts(self._text)
            start = answer.find("{")
            closed = self._last_closed(answer, max(start, 0))
            if start >= 0 and closed > start:
                self._look(_as_far_as_it_goes(answer[start:closed]))

    def _last_closed(self, answer: str, start: int) -> int:
        """Where the last object closed so far ends; 0 when none is closed."""
        closed = 0
        for found in _STRUCTURE.finditer(answer, start):
            if found[0] == '"':
                break
            if found[0] == "}":
                closed = found.end()
        return closed

    def _look(self, answer: Any) -> None:
        if not isinstance(answer, dict):
            return
        glossary = self._glossary(answer.get("glossary"))
        for place, title, value in self._answer.begun(answer):
            if place not in self._places:
                drafted = self._drafted(place, value)
                self._places.add(place)
                self._tell(place, title, drafted, glossary)

    def _drafted(self, place: str, value: object) -> DraftStatement:
        try:
            drafted = self._answer.claim.model_validate(value).drafted()
        except ValidationError as error:
            raise self._unusable(f"{place}: {faults(error)}") from None
        if (
            not self.told
            and len(drafted.text) >= _TELLING
            and not LANGUAGES[self._answer.language].is_written_in(drafted.text)
        ):
            raise self._unusable(f"{place}: not in the language asked for")  # in time to ask again
        return drafted

    def _unusable(self, what: str) -> Exception:
        return unusable(InvalidAnswerError, what, "another mode or model may do better", self._client.endpoint)

    def _glossary(self, names: object) -> tuple[GlossaryEntry, ...]:
        known = []
        for name in names if isinstance(names, list) else ():
            try:
                known.append(Name.model_validate(name))
            except ValidationError:  # half a name, or a wrong one: the whole answer will be judged at its end
                continue
        return glossary_of(known)


def _as_far_as_it_goes(text: str) -> Any:
    """JSON that may end anywhere, without what is not whole; None when it is none."""
    from jiter import from_json

    try:
        return from_json(text.encode("utf-8", "surrogatepass"), partial_mode=True)
    except ValueError:
        return None
