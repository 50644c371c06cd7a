"""What a digest with a model will take, before anything is sent: the questions are made, and their tokens counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from ..judging.judgement import ARTICLES_PROMPT
from ..judging.model_judge import PROMPT as JUDGE_PROMPT
from ..llm.answer_schema import MAX_VERDICTS
from ..llm.client import count_question
from ..llm.prompts import read_text
from ..llm.writer import build_summary_question
from ..longdoc.map_reduce import section_settings
from ..longdoc.section_splitting import section_document, split_into_sections
from ..models import Document, Tokens
from ..settings import Settings
from ..sizing import fit_size
from ..text.token_counts import estimate_tokens
from .collection import collect_articles
from .matter_questions import CORE_PROMPT, PROMPT, MatterTask, build_matter_question, build_whole_question
from .model_digest import MAX_OPENING, join_tasks, open_tasks

# Tokens of a statement in a question: those of the longest point that is asked for, with its citations.
_STATEMENT_TOKENS = 60


@dataclass(frozen=True, slots=True)
class DigestCost:
    """What a digest takes.

    Attributes:
        matters: that are told.
        requests, tokens: of writing it.
        judgings, judged_tokens: questions to the judge and their tokens, at most: as if all blocks were cited.
    """

    matters: int
    requests: int
    tokens: Tokens
    judgings: int
    judged_tokens: int


def count_digest(documents: Sequence[Document], settings: Settings, output_tokens: int) -> DigestCost:
    """The requests and tokens of a digest.

    Args:
        output_tokens: of what is written of a matter, or noted of an article.
    """
    tasks = list(open_tasks(collect_articles(documents), settings))
    whole = join_tasks(tasks, settings, settings.model or "")
    if whole:
        prompts = [count_question(build_whole_question(whole))]
    else:
        prompts = [tokens for task in tasks for tokens in _count_prompts(task, output_tokens)]
        if sum(task.has_group for task in tasks) > MAX_OPENING:
            prompts.append(estimate_tokens(read_text(CORE_PROMPT)) + _STATEMENT_TOKENS * 2 * len(tasks))
    text = sum(estimate_tokens(task.document.text) for task in tasks)
    points = (fit_size(task.document, task.settings).total or 0 for task in tasks if task.has_group)
    claims = 1 + sum(2 + count for count in points)  # of each matter what is new, and its title
    judgings = max(ceil(claims / MAX_VERDICTS), ceil(text / settings.section_tokens))
    instructions = sum(map(estimate_tokens, (read_text(JUDGE_PROMPT), read_text(ARTICLES_PROMPT))))
    return DigestCost(
        matters=len(tasks),
        requests=len(prompts),
        tokens=Tokens(input=sum(prompts), output=output_tokens * (len(tasks) if whole else len(prompts))),
        judgings=judgings,
        judged_tokens=judgings * instructions + text + claims * _STATEMENT_TOKENS,
    )


def _count_prompts(task: MatterTask, output_tokens: int) -> Iterator[int]:
    """The tokens of each question about a matter."""
    settings = task.settings
    if estimate_tokens(task.document.text) <= settings.section_tokens:
        yield count_question(build_matter_question(task))
        return
    notes = 0
    for index in task.matter.indexes:
        for section in split_into_sections(index.document, settings.section_tokens, estimate_tokens):
            part = section_document(index.document, section)
            yield count_question(build_summary_question(part, section_settings(settings)))
            notes += output_tokens
    instructions = estimate_tokens(read_text(PROMPT))
    steps = ceil(notes / settings.section_tokens)
    for _ in range(steps if steps > 1 else 0):
        yield instructions + settings.section_tokens
    yield instructions + min(notes, settings.section_tokens)
