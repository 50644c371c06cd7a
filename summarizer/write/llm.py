"""The engine `llm`: a model writes, in a schema made for the document."""

from __future__ import annotations

from ..models import Document, Language, Run
from ..settings import Settings
from . import Written
from .client import Meter, ModelClient, Question
from .fence import fence_key, fenced
from .prices import cost_usd
from .prompts import LANGUAGES, Prompt, prompt
from .response import SummaryAnswer, needs_glossary, summary_model
from .shaped import shape_named, shape_prompt, shaped_model

PROMPT = "summarize.v1"


async def write_with_model(document: Document, settings: Settings, client: ModelClient) -> Written:
    """Have the model summarise a document.

    Raises:
        ModelError: no usable answer came, after all attempts.
        ServerError: the server failed, or could not be reached.
    """
    meter = Meter()
    question = summary_question(document, settings)
    answer = await client.ask(question, meter)
    return Written(answer.draft(), run_of(client, meter, question))


def summary_question(document: Document, settings: Settings) -> Question[SummaryAnswer]:
    """What a model is asked for a summary, or for the shape that the settings name."""
    language, shape = language_of(document, settings), shape_named(settings)
    if shape:
        return Question(
            shape_prompt(shape, document, language, settings), shaped_model(shape, document, language, settings),
            settings.max_output_tokens,
        )
    return Question(
        summary_prompt(document, language, settings), summary_model(document, language, settings),
        settings.max_output_tokens,
    )


def language_of(document: Document, settings: Settings) -> Language:
    """The language of the summary."""
    return document.language if settings.language == "auto" else settings.language


def summary_prompt(document: Document, language: Language, settings: Settings) -> Prompt:
    """What the model is asked: instructions that never change, the document as data, and what to do with it."""
    return prompt(
        PROMPT, fenced(document), language=LANGUAGES[language], groups=settings.groups, points=settings.points,
        glossary=needs_glossary(document, language), key=fence_key(document.text), sentences=len(document.sentences),
    )


def run_of(client: ModelClient, meter: Meter, question: Question[SummaryAnswer]) -> Run:
    """What the summary says of how it came about."""
    prompt_hash, schema_hash = question.hashes()
    endpoint = client.endpoint
    return Run(
        engine="llm", model=endpoint.name, prompt_version=question.prompt.version, attempts=meter.attempts,
        tokens=meter.tokens, prompt_hash=prompt_hash, schema_hash=schema_hash,
        cost_usd=cost_usd(endpoint.provider, endpoint.model, meter.tokens),
    )
