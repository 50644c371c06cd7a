"""What speaks for a sentence, as numbers a linear model can weigh.

Where a sentence stands (the lead of news, Brandow et al. 1995), how much of the document it repeats (centroid,
Radev et al. 2004; shared words by length, Mihalcea and Tarau 2004), title and heading words (Edmundson 1969), cues,
figures and names, and what makes it unfit to stand alone. How far a document is a transcript changes what position
and length are worth, so those come a second time, weighted by it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from ...models import Document
from .content import Content, Floats, Ints, content_of
from .lexicon import chinese, english

_DIGIT = re.compile(r"\d")
_NAME = re.compile(r"(?<=[^.!?\s\"'“‘] )[A-Z][\w’'-]+|[《「“]")
_QUOTE = re.compile(r"[\"“”‘「」]|(?:^|\s)'")
_CAPTION = re.compile(
    r"[(,]\s?(?:(?:pictured|above|below|left|right|centre|center)\b)|^(?:Pictured|Photo|Image|Caption)\b|©|"
    r"(?i:scroll down|click here|all rights reserved|copyright|file photo)|图为|资料图|摄$|版权"
)
# A document is a transcript as far as this share of its words is talk: measured on the development sets, news has
# 0.00-0.05 and meeting transcripts 0.06-0.20.
_TALK_FROM, _TALK_TO = 0.03, 0.10


def transcript_share(content: Content) -> float:
    """0 for a written text, 1 for a transcript of speech."""
    share = content.talk.sum() / max(1.0, content.length.sum())
    return float(np.clip((share - _TALK_FROM) / (_TALK_TO - _TALK_FROM), 0.0, 1.0))


def features_of(document: Document, texts: Sequence[str], content: Content) -> dict[str, Floats]:
    """One column for each feature, one row for each sentence of the document.

    Args:
        texts: the sentences as statements.
    """
    blocks = np.array([sentence.block for sentence in document.sentences], np.int64)
    columns = _position(blocks) | _centrality(content) | _surface(document, texts, content)
    columns |= _shared_with_titles(document, content)
    talk = transcript_share(content)
    return columns | {f"talk*{name}": talk * columns[name] for name in columns}


def _position(blocks: Ints) -> dict[str, Floats]:
    index = np.arange(len(blocks), dtype=np.float64)
    opens = np.ones(len(blocks))
    opens[1:] = blocks[1:] != blocks[:-1]
    return {
        "first": (index == 0).astype(np.float64),
        "second": (index == 1).astype(np.float64),
        "third": (index == 2).astype(np.float64),
        "early": np.exp(-index / 5),
        "late": index / max(1, len(blocks) - 1),
        "last": (index == len(blocks) - 1).astype(np.float64),
        "opens_block": opens,
    }


def _centrality(content: Content) -> dict[str, Floats]:
    """How much of what a sentence says the rest of the document says too."""
    others = content.totals[content.term] - content.count
    terms = np.maximum(1.0, content.sum(content.count))
    words = np.log(np.maximum(2.0, terms))
    spread = np.log1p(others)
    first = np.zeros_like(content.totals)
    lead = content.sentence == 0
    first[content.term[lead]] = content.count[lead]
    with_lead = content.sum(np.minimum(content.count, first[content.term]))
    new = np.ones(len(content.term))
    _, seen_first = np.unique(content.term, return_index=True)
    new[:] = 0.0
    new[seen_first] = 1.0
    repeated = new * (others > 0)
    return {
        "shared": _scaled(content.sum(content.count * others) / (words + words.mean())),
        "centroid": _scaled(content.sum(spread) / np.sqrt(terms)),
        "density": _scaled(content.sum(spread) / terms),
        "lead": _scaled(with_lead / np.sqrt(terms)),
        "introduces": _scaled(content.sum(repeated)),
        "length": _scaled(np.log1p(content.length)),
        "short": (content.length < 7).astype(np.float64),
        "long": (content.length > 40).astype(np.float64),
        "terms": _scaled(terms / np.maximum(1.0, content.length)),
    }


def _surface(document: Document, texts: Sequence[str], content: Content) -> dict[str, Floats]:
    words = np.maximum(1.0, content.length)
    leaning = _leaning(document.language)
    return {
        "figures": np.array([min(2, len(_DIGIT.findall(t))) for t in texts], np.float64),
        "names": _scaled(np.array([len(_NAME.findall(t)) for t in texts]) / words),
        "quote": np.array([_QUOTE.search(t) is not None for t in texts], np.float64),
        "question": np.array(["?" in t or "？" in t for t in texts], np.float64),
        "caption": np.array([_CAPTION.search(t) is not None for t in texts], np.float64),
        "leans": np.array([leaning.match(t) is not None for t in texts], np.float64),
        "talks": content.talk / words,
        "cues": np.minimum(2.0, content.cues),
    }


def _shared_with_titles(document: Document, content: Content) -> dict[str, Floats]:
    return {"title": np.zeros(content.sentences)}


def _leaning(language: str) -> re.Pattern[str]:
    if language == "zh":
        return re.compile("|".join(map(re.escape, chinese().leaning)))
    return re.compile(r"(?:" + "|".join(map(re.escape, sorted(english().leaning))) + r")\b", re.IGNORECASE)


def _scaled(values: Floats) -> Floats:
    """Standard scores within the document, no farther than 3 from the mean."""
    deviation = values.std()
    if deviation < 1e-9:
        return np.zeros_like(values)
    return np.clip((values - values.mean()) / deviation, -3.0, 3.0)
