"""What speaks for a passage, as numbers a linear model can weigh.

Where it stands (the lead of news, Brandow et al. 1995), how much of the document it repeats (shared words by length,
Mihalcea and Tarau 2004; degree in the graph of sentences, Erkan and Radev 2004; centroid, Radev et al. 2004), title
and heading words (Edmundson 1969), cues, figures and names, and what makes it unfit to stand alone. A document counts
as a transcript as far as its words are talk; that share and the language weigh every feature a second and third time.
"""

from __future__ import annotations

import numpy as np

from ...models import Language
from .content import Content, Floats, Ints, content_of, sums
from .passages import Passages

# Measured on the development sets: of the words of news 0.00-0.05 are talk, of meeting transcripts 0.06-0.20.
_TALK_FROM, _TALK_TO = 0.03, 0.10
# Beyond this sentence no place in the lead counts.
_LEAD = 256

_PLACES = ("first", "second", "third", "early3", "early10")
_SCALED = ("shared", "degree", "centroid", "lead", "length", "terms", "sentence_length", "sentence_degree", "names")
NAMES = (
    *_PLACES, "relative10", "late", "last", "opens_block", "first_block",
    "first_clause", "last_clause", "only_clause", "lead_first_clause", "lead_last_clause",
    *_SCALED, "log_length", "short", "long", "figures", "quote", "question", "caption", "leans", "talk", "cues",
    "title",
)


def _places() -> Floats:
    index = np.arange(_LEAD + 1, dtype=np.float64)
    table = np.stack([index == 0, index == 1, index == 2, np.exp(-index / 3), np.exp(-index / 10)])
    table[:, -1] = 0.0
    return table


_PLACE_TABLE = _places()


def transcript_share(content: Content) -> float:
    """0 for a written text, 1 for a transcript of speech."""
    share = content.talk.sum() / max(1.0, content.length.sum())
    return float(min(1.0, max(0.0, (share - _TALK_FROM) / (_TALK_TO - _TALK_FROM))))


def features_of(passages: Passages, content: Content, title: str = "") -> Floats:
    """One row for each of `NAMES`, one column for each passage.

    Args:
        title: the title of the document, or what serves as one.
    """
    return np.concatenate([
        _position(passages),
        _scaled(_centrality(passages, content)),
        _surface(content),
        _shared_with_title(content, title, passages.language)[np.newaxis],
    ])


def degree(place: Ints, passages: int, content: Content) -> tuple[Floats, Floats]:
    """How much each passage shares with all the others, and its number of terms.

    The similarity of two passages is their shared terms over the square root of both lengths; the sum over all others
    needs no pairs: it is the passage's own terms against the sum of all passages.
    """
    sizes: Floats = np.maximum(1.0, sums(place, content.count, passages))
    weight = content.count / np.sqrt(sizes)[place]
    everywhere = sums(content.term, weight, len(content.totals))
    return sums(place, weight * (everywhere[content.term] - weight), passages), sizes


def _position(passages: Passages) -> Floats:
    sentence, last = passages.sentence, passages.sentences - 1
    places = _PLACE_TABLE[:, np.minimum(sentence, _LEAD)]
    block = passages.block
    opens = np.empty(len(block), bool)
    opens[:1] = True
    np.not_equal(block[1:], block[:-1], out=opens[1:])
    opens = opens[np.searchsorted(sentence, sentence)]   # what a sentence's first clause opens, its others open too
    first, final = passages.part == 0, passages.part == passages.parts - 1
    return np.concatenate([places, np.array([
        np.exp(sentence * (-10.0 / passages.sentences)), sentence / max(1, last), sentence == last, opens, block == 0,
        first, final, passages.parts == 1, first & (sentence == 0), final & (sentence == 0),
    ], np.float64)])


def _centrality(passages: Passages, content: Content) -> Floats:
    """How much of what a passage says the rest of the document says too; in the order of `_SCALED`."""
    others = content.totals[content.term] - content.count
    central, terms = degree(content.place, len(passages), content)
    words = np.log(np.maximum(2.0, terms))
    in_sentence = passages.sentence[content.place]
    sentence_central, sentence_terms = degree(in_sentence, passages.sentences, content)
    in_lead = in_sentence == 0
    lead = np.zeros(len(content.totals))
    lead[content.term[in_lead]] = 1.0
    per_word = 1.0 / np.maximum(1.0, content.length)
    return np.array([
        content.sum(content.count * others) / (words + words.mean()),
        central,
        content.sum(np.log1p(others)) / np.sqrt(terms),
        content.sum(lead[content.term] * ~in_lead) / np.sqrt(terms),
        np.log1p(content.length),
        terms * per_word,
        np.log1p(sentence_terms)[passages.sentence],
        sentence_central[passages.sentence],
        content.names * per_word,
    ])


def _surface(content: Content) -> Floats:
    return np.array([
        np.log1p(content.length) - 2.5, content.length < 5, content.length > 40,
        content.figures, content.quote, content.question, content.caption, content.leans,
        content.talk / np.maximum(1.0, content.length), content.cues,
    ], np.float64)


def _shared_with_title(content: Content, title: str, language: Language) -> Floats:
    """The share of the title's terms that a passage holds, the square root taken."""
    if not title:
        return np.zeros(content.passages)
    wanted = content_of([title], language).keys
    held = np.isin(content.keys, wanted).astype(np.float64)
    share: Floats = content.sum(held[content.term]) / max(1, len(wanted))
    return np.sqrt(share)


def _scaled(rows: Floats) -> Floats:
    """Standard scores within the document, no farther than 3 from the mean."""
    size = rows.shape[1]
    rows = rows - np.add.reduce(rows, axis=1, keepdims=True) / size
    deviation = np.sqrt(np.add.reduce(rows * rows, axis=1, keepdims=True) / size)
    scaled: Floats = np.minimum(np.maximum(rows / np.maximum(deviation, 1e-9), -3.0), 3.0)
    return scaled
