"""The offline engine: the document's own sentences, ranked, grouped by topic, shortened where grammar surely survives.

It needs no key, no model and no download.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..models import Document, Draft, DraftGroup, DraftStatement, Language, Run
from ..settings import Settings
from . import Written
from .offline.content import content_of
from .offline.features import features_of
from .offline.ranking import Passage, Ranking, score
from .offline.shorten import statement_text


def rank(document: Document) -> Sequence[Passage]:
    """The document's passages, best first, as a summary prints them.

    The first few of them, put in reading order, are its summary at any length. How many there are is known at once;
    the order is worked out only as far as it is asked for.
    """
    return Ranking(score(document))


def write_extractive(document: Document, settings: Settings) -> Written:
    """Summarise a document from its own sentences."""
    texts = [statement_text(s.text, document.language) for s in document.sentences]
    content = content_of(texts, document.language)
    columns = features_of(document, texts, content)
    scores = sum(weight * columns[name] for name, weight in _WEIGHTS.items())
    order = sorted(range(len(texts)), key=lambda i: (-float(scores[i]), i))
    viewpoint = order[0]
    wanted = min(settings.groups, max(1, len(texts) // 4))
    groups = []
    for part in _equal_parts(len(texts), wanted):
        best = [i for i in order if i in part and i != viewpoint][:min(3, settings.points)] or [part[0]]
        points = tuple(_statement(texts[i], i) for i in sorted(best))
        groups.append(DraftGroup(title=_title(document, part), points=points))
    draft = Draft(
        language=document.language, core_viewpoint=_statement(texts[viewpoint], viewpoint), groups=tuple(groups)
    )
    return Written(draft, Run(engine="extractive", attempts=1))


_WEIGHTS = {"first": 1.0, "early": 1.0, "centroid": 1.0, "shared": 1.0, "cues": 0.3, "leans": -1.0, "quote": -0.5,
            "question": -1.0, "caption": -2.0, "short": -2.0, "talks": -1.0}


def _equal_parts(sentences: int, parts: int) -> list[range]:
    cuts = [sentences * i // parts for i in range(parts + 1)]
    return [range(a, b) for a, b in zip(cuts, cuts[1:], strict=False)]


def _statement(text: str, index: int) -> DraftStatement:
    end = ".。" if not text.endswith(("...", "。。")) else ""
    return DraftStatement(text=text.rstrip(end) or text, sentences=(index + 1,))


def _title(document: Document, part: Sequence[int]) -> str:
    block = document.sentences[part[0]].block
    before = [h.text for h in document.headings if h.before <= block]
    return before[-1] if before else (document.title or _word(document.language))


def _word(language: Language) -> str:
    return "要点" if language == "zh" else "Main points"
