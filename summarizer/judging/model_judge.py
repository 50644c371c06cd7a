"""A model as the judge: all claims of a summary in as few questions as their blocks fit into."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..errors import ContextError, ModelError, ServerError
from ..grounding.joined_articles import holds_articles
from ..languages import LANGUAGES
from ..llm.answer_schema import (
    MAX_REASON,
    MAX_VERDICTS,
    ArticlesVerdict,
    ArticlesVerdictAnswer,
    GlossedArticlesVerdictAnswer,
    GlossedVerdictAnswer,
    StatementVerdict,
    VerdictAnswer,
    clean_statement,
)
from ..llm.client import ModelClient, Question, UsageMeter
from ..llm.prompts import fence_blocks, neutralize_markup, render_part, render_prompt
from ..llm.prompts.brief import describe_names
from ..llm.providers import add_usage
from ..models import Document, LanguageCode, Run, Status
from ..text.token_counts import estimate_tokens
from .claims import Claim
from .judgement import ARTICLES_PROMPT, Judgement
from .lead_ins import find_lead_ins
from .ruling import Verdict

PROMPT = "verify.v4"
GLOSS_PROMPT = "gloss.v2"

logger = logging.getLogger("summarizer")


@dataclass(frozen=True, slots=True)
class QuestionSize:
    """The room for an answer. Derived from the lengths of the schema and not measured; set on 2026-11-30.

    Attributes:
        tokens_per_verdict: reserved in the answer for each; most need a tenth of it.
        tokens_per_gloss: reserved for the translation of the words of one block.
        overhead: tokens of the JSON around them.
    """

    tokens_per_verdict: int = 120
    tokens_per_gloss: int = 120
    overhead: int = 60


SIZE = QuestionSize()
# What answers, by whether the statements are those of a digest and whether a translation is asked for.
_ANSWERS: dict[tuple[bool, bool], type[VerdictAnswer]] = {
    (False, False): VerdictAnswer,
    (False, True): GlossedVerdictAnswer,
    (True, False): ArticlesVerdictAnswer,
    (True, True): GlossedArticlesVerdictAnswer,
}


class ModelJudge:
    """Judges by asking a model."""

    def __init__(self, client: ModelClient) -> None:
        self._client = client

    @property
    def prompt_version(self) -> str:
        """The prompt, and that of glosses where they are asked for."""
        return f"{PROMPT}+{GLOSS_PROMPT}" if self._client.settings.gloss else PROMPT

    @property
    def name(self) -> str:
        """The model's name."""
        return self._client.endpoint.name

    async def judge(self, claims: Sequence[Claim], document: Document, language: LanguageCode) -> Judgement:
        """The model's verdicts. What it says nothing of is asked once more; a failure is told in the judgement."""
        judgement = await self._ask_in_parts(claims, document, language)
        for last in (False, True):
            missing = [claim for claim in claims if claim.place not in judgement.verdicts]
            if not missing or judgement.error:
                break
            if last:
                error = f"{self.name} said nothing of {len(missing)} of {len(claims)} statements"
                judgement = judgement.plus(Judgement(error=error))
            else:
                judgement = judgement.plus(await self._ask_in_parts(missing, document, language))
        return judgement

    def add_cost(self, run: Run, judgement: Judgement) -> Run:
        """The run with the attempts, tokens and price of a judgement added."""
        meter = UsageMeter(judgement.attempts, judgement.tokens)
        return add_usage(run, meter, self._client.endpoint)

    async def _ask_in_parts(self, claims: Sequence[Claim], document: Document, language: LanguageCode) -> Judgement:
        parts = split_claims(claims, document, self._client.settings.section_tokens)
        judgement = Judgement()
        for part in await asyncio.gather(*(self._ask(part, document, language) for part in parts)):
            judgement = judgement.plus(part)
        return judgement

    async def _ask(self, claims: Sequence[Claim], document: Document, language: LanguageCode) -> Judgement:
        """The verdicts on the claims of one question. One that does not fit into the model's context is halved."""
        meter = UsageMeter()
        try:
            answer = await self._client.ask(self._question(claims, document, language), meter)
        except ContextError as error:
            spent = Judgement(attempts=meter.attempts, tokens=meter.tokens)
            if len(claims) == 1:
                return spent.plus(Judgement(error=str(error)))
            half = len(claims) // 2
            for part in (claims[:half], claims[half:]):
                spent = spent.plus(await self._ask(part, document, language))
            return spent
        except (ModelError, ServerError) as error:
            logger.info("judging failed: %s", error)
            return Judgement(attempts=meter.attempts, tokens=meter.tokens, error=str(error))
        verdicts = {claims[number - 1].place: found for number, found in read_verdicts(answer, len(claims)).items()}
        title = clean_statement(answer.title) if isinstance(answer, GlossedVerdictAnswer) else ""
        return Judgement(verdicts, meter.attempts, meter.tokens, None, read_glosses(answer, claims), title)

    def _question(self, claims: Sequence[Claim], document: Document, language: LanguageCode) -> Question[VerdictAnswer]:
        gloss = self._client.settings.gloss and needs_gloss(claims, document, language)
        needed = SIZE.overhead + SIZE.tokens_per_verdict * len(claims)
        needed += gloss * SIZE.tokens_per_gloss * sum(len(claim.blocks) for claim in claims if not claim.is_title)
        max_tokens = max(self._client.settings.max_output_tokens, needed)
        names = describe_names(document, self._client.settings).strip()
        return build_question(claims, document, language, max_tokens, names, gloss)


def build_question(
    claims: Sequence[Claim],
    document: Document,
    language: LanguageCode,
    max_tokens: int,
    names: str = "",
    gloss: bool = False,
) -> Question[VerdictAnswer]:
    """The question about claims, which are numbered from 1.

    Args:
        names: how the user has names written, as a sentence.
        language: of reasons and glosses.
        gloss: whether the document's title and the words that the claims rest on are translated as well.
    """
    cited = {n for claim in claims for n in (*claim.blocks, *claim.beside)}
    joined = holds_articles(document)
    prompt = render_prompt(
        PROMPT,
        fence_blocks(document, cited | find_lead_ins(document, cited)),
        language=LANGUAGES[language].english_name,
        uncited=any(claim.cites_nothing for claim in claims),
        titles=any(claim.is_title for claim in claims),
        doubts=any(claim.doubts for claim in claims),
        items="\n\n".join(filter(None, (format_claims(claims), names))),
    )
    words = LANGUAGES[language].english_name
    for part in (*((ARTICLES_PROMPT,) if joined else ()), *((GLOSS_PROMPT,) if gloss else ())):
        closing, version = f"{prompt.closing}\n\n{render_part(part, language=words)}", f"{prompt.version}+{part}"
        prompt = replace(prompt, closing=closing, version=version)
    return Question(prompt, _ANSWERS[joined, gloss], max_tokens)


def needs_gloss(claims: Iterable[Claim], document: Document, language: LanguageCode) -> bool:
    """Whether a claim that is no title cites a block in another language."""
    cited = {n for claim in claims if not claim.is_title and not claim.cites_nothing for n in claim.blocks}
    return any(not document.block(n).language.startswith(language) for n in cited)


def format_claims(claims: Iterable[Claim]) -> str:
    """The claims as numbered lines of a prompt, each with its citations, and below it what the rules ask.

    A title that rests on the statements below it, up to the next one, has no citations of its own.
    """
    lines: list[str] = []
    below = set[int]()
    for number, claim in reversed([*enumerate(claims, 1)]):
        implied = claim.cites_nothing or (claim.is_title and below == set(claim.blocks))
        lines[:0] = _claim_lines(number, claim, () if implied else claim.blocks)
        below = set() if claim.is_title else below | set(claim.blocks)
    return "\n".join(lines)


def split_claims(claims: Iterable[Claim], document: Document, room: int) -> list[list[Claim]]:
    """The claims in runs, each with blocks and texts of at most `room` tokens; a single one may have more."""
    parts: list[list[Claim]] = []
    blocks, used = set[int](), 0
    for claim in claims:
        text = estimate_tokens("\n".join(_claim_lines(1, claim, claim.blocks)))
        added = sum(estimate_tokens(document.block(n).text) for n in claim.blocks if n not in blocks)
        if not parts or used + text + added > room or len(parts[-1]) == MAX_VERDICTS:
            parts.append([])
            blocks, used = set(), 0
            added = sum(estimate_tokens(document.block(n).text) for n in claim.blocks)
        parts[-1].append(claim)
        blocks |= set(claim.blocks)
        used += text + added
    return parts


def read_verdicts(answer: VerdictAnswer, count: int) -> dict[int, Verdict]:
    """The verdicts of an answer on `count` claims by number; those on numbers that were not asked about are dropped."""
    return {number: _read_verdict(given) for number, given in answer.by_number().items() if 1 <= number <= count}


def read_glosses(answer: VerdictAnswer, claims: Sequence[Claim]) -> dict[tuple[str, int], str]:
    """The translated words of an answer by the place of their claim and the block; of two the first."""
    glosses: dict[tuple[str, int], str] = {}
    for given in getattr(answer, "glosses", ()):
        claim = claims[given.id - 1] if 1 <= given.id <= len(claims) else None
        if claim is not None and not claim.is_title and given.block in claim.blocks:
            glosses.setdefault((claim.place, given.block), clean_statement(given.text))
    return glosses


def _read_verdict(given: StatementVerdict) -> Verdict:
    reason = clean_statement(given.reason)[:MAX_REASON]
    disputed = isinstance(given, ArticlesVerdict) and given.verdict == "disputed"
    if given.verdict == "supported":
        return Verdict("supported", reason=reason)
    kind = "overlap" if given.kind == "other" else given.kind
    status: Status = "partial" if disputed else given.verdict
    return Verdict(status, kind, given.clause.strip(), given.source.strip(), reason, disputed=disputed)


def _claim_lines(number: int, claim: Claim, cited: Collection[int]) -> Iterator[str]:
    citations = f" [{' '.join(map(str, cited))}]" if cited else ""
    yield f"{number}. {'# ' if claim.is_title else ''}{neutralize_markup(claim.text)}{citations}"
    for doubt in claim.doubts:
        yield f"? {neutralize_markup(doubt)}"
