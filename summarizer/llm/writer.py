"""The engine `llm`: a model writes a draft in a schema made for the document, at once or streamed."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from ..errors import InvalidAnswerError
from ..languages import LANGUAGES
from ..models import Document, DraftStatement, GlossaryEntry, LanguageCode, Run
from ..models.draft import DraftListener, DraftResult
from ..settings import Settings
from .answer_schema import Name, SummaryAnswer, build_summary_model, needs_glossary, to_glossary
from .client import ModelClient, Question, UsageMeter, describe_validation_error
from .error_translation import answer_error
from .prompts import Prompt, render_document_prompt
from .prompts.brief import brief_values
from .providers import cost_usd
from .response_parser import strip_partial_reasoning
from .shape_schema import build_shape_model, build_shape_prompt, load_configured_shape

PROMPT = "summarize"


async def write_with_model(
    document: Document, settings: Settings, client: ModelClient, listener: DraftListener | None = None
) -> DraftResult:
    """Have the model summarise a document.

    Args:
        listener: called with each statement as soon as it is complete, if the server streams.

    Raises:
        ModelError: no attempt brought a usable answer. Once a statement was reported there are no further attempts.
        ServerError: the server failed or could not be reached.
    """
    meter = UsageMeter()
    question = build_summary_question(document, settings)
    statements = StatementListener(question.answer, client, listener, set()) if listener else None
    answer = await client.ask(replace(question, listener=statements), meter)
    return DraftResult(answer.draft(), build_run_record(client, meter, question))


def build_summary_question(document: Document, settings: Settings) -> Question[SummaryAnswer]:
    """The question for a summary, or for the shape that the settings name."""
    language, shape = summary_language(document, settings), load_configured_shape(settings)
    if shape:
        return Question(
            build_shape_prompt(shape, document, language, settings),
            build_shape_model(shape, document, language, settings),
            settings.max_output_tokens,
        )
    return Question(
        build_summary_prompt(document, language, settings),
        build_summary_model(document, language, settings),
        settings.max_output_tokens,
    )


def summary_language(document: Document, settings: Settings) -> LanguageCode:
    """The language to write the summary in."""
    return document.language if settings.language == "auto" else settings.language


def build_summary_prompt(document: Document, language: LanguageCode, settings: Settings) -> Prompt:
    """The prompt for a summary of a document."""
    values = brief_values(document, language, settings)
    glossary = needs_glossary(document, language)
    return render_document_prompt(PROMPT, settings.prompts, document, glossary=glossary, **values)


def build_run_record(client: ModelClient, meter: UsageMeter, question: Question[SummaryAnswer]) -> Run:
    """The record of how a draft was made."""
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


# A JSON string, the beginning of an incomplete one, or the end of an object.
_STRUCTURE = re.compile(r'"(?:[^"\\]|\\.)*+"|"|\}', re.S)

# Characters that the first statement needs for its language to be checked: a shorter one may be names and figures.
# Set on 2026-11-24, not measured.
_MIN_CHARACTERS_FOR_LANGUAGE = 60


class StatementListener:
    """Receives an answer piece by piece and reports each statement in it once.

    Args:
        answer: the response model.
        report: called with each statement.
        reported: the places of statements reported so far; added to.
    """

    def __init__(
        self, answer: type[SummaryAnswer], client: ModelClient, report: DraftListener, reported: set[str]
    ) -> None:
        self._answer = answer
        self._client = client
        self._report = report
        self._reported = reported
        self.start_attempt()

    @property
    def has_reported(self) -> bool:
        """Whether any statement was reported."""
        return bool(self._reported)

    def start_attempt(self) -> None:
        """Discard what was received of the attempt before."""
        self._text = ""

    def feed(self, text: str) -> None:
        """Take in a piece. Raises `InvalidAnswerError` if a statement in it does not follow the schema."""
        self._text += text
        if "}" in text:
            answer = strip_partial_reasoning(self._text)
            if closed := self._last_closed(answer):
                self._report_statements(_parse_partial_json(answer[:closed]))

    def _last_closed(self, answer: str) -> int:
        """The end of the last object that is closed; 0 if there is none."""
        closed = 0
        for found in _STRUCTURE.finditer(answer):
            if found[0] == '"':
                break
            if found[0] == "}":
                closed = found.end()
        return closed

    def _report_statements(self, answer: Any) -> None:
        if not isinstance(answer, dict):
            return
        glossary = self._glossary(answer.get("glossary"))
        for place, title, value in self._answer.partial_statements(answer):
            if place not in self._reported:
                drafted = self._validate_statement(place, value)
                self._reported.add(place)
                self._report(place, title, drafted, glossary)

    def _validate_statement(self, place: str, value: object) -> DraftStatement:
        try:
            drafted = self._answer.claim.model_validate(value).to_draft_statement()
        except ValidationError as error:
            raise self._invalid(f"{place}: {describe_validation_error(error)}") from None
        if (
            not self.has_reported
            and len(drafted.text) >= _MIN_CHARACTERS_FOR_LANGUAGE
            and not LANGUAGES[self._answer.language].is_written_in(drafted.text)
        ):
            raise self._invalid(f"{place}: not in the language asked for")  # in time to ask again
        return drafted

    def _invalid(self, fault: str) -> Exception:
        return answer_error(InvalidAnswerError, fault, "another mode or model may do better", self._client.endpoint)

    def _glossary(self, names: object) -> tuple[GlossaryEntry, ...]:
        entries = []
        for name in names if isinstance(names, list) else ():
            try:
                entries.append(Name.model_validate(name))
            except ValidationError:  # incomplete or invalid: the answer is validated as a whole at its end
                continue
        return to_glossary(entries)


def _parse_partial_json(text: str) -> Any:
    """The value of JSON that may end anywhere, without its incomplete parts; None if it is invalid."""
    from jiter import from_json

    try:
        return from_json(text.encode("utf-8", "surrogatepass"), partial_mode=True)
    except ValueError:
        return None
