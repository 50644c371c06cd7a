"""The salience of passages: what is ranked, its features, and the linear model that weighs them.

Passages are sentences of English and clauses of Chinese. Features are of four kinds: position, centrality (LexRank-like
degree centrality and the centroid of Radev et al. 2004, by term overlap), surface form, and overlap with the title.
`benchmarks.train_offline` trains the weights, in `weights.toml`, by ridge regression on the overlap of passages with
reference summaries.
"""

from __future__ import annotations

import functools
import itertools
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

import numpy as np

from ..languages import LANGUAGES
from ..languages.passage_statistics import Floats, Ints, PassageStatistics, sum_by_group
from ..models import Document, LanguageCode


@dataclass(frozen=True, slots=True)
class TranscriptThresholds:
    """Shares of conversational words between which a text changes from writing to a transcript of speech.

    Measured on the development sets of `benchmarks.offline`, 2026-11-24: news has 0.00 to 0.05, transcripts of
    meetings have 0.06 to 0.20.
    """

    written: float = 0.03
    """Up to this share a text counts as written."""
    spoken: float = 0.10
    """From this share on it counts as a transcript."""


SPOKENNESS = TranscriptThresholds()

# Sentences whose position counts for the lead: beyond them exp(-index / 10) is 0 to ten digits.
_LEAD_SENTENCES = 256


@dataclass(slots=True)
class Passages:
    """The passages of a document in reading order.

    Attributes:
        texts: the passages, without datelines.
        sentence: index of each passage's sentence, counted from 0.
        part, parts: which clause of its sentence it is, counted from 0, and of how many.
        block: index of its block, counted from 0.
        sentences: how many sentences the document has.
    """

    language: LanguageCode
    texts: list[str]
    sentence: Ints
    part: Ints
    parts: Ints
    block: Ints
    sentences: int

    def __len__(self) -> int:
        return len(self.texts)


def split_passages(document: Document) -> Passages:
    """The passages of a document."""
    return split_into_passages(
        [sentence.text for sentence in document.sentences],
        [sentence.block - 1 for sentence in document.sentences],
        document.language,
    )


def split_into_passages(sentences: Sequence[str], blocks: Sequence[int], code: LanguageCode) -> Passages:
    """The passages of sentences.

    Args:
        blocks: index of each sentence's block, counted from 0.
    """
    language = LANGUAGES[code]
    opens = [True, *(a != b for a, b in itertools.pairwise(blocks))]
    strip_dateline = language.statements.strip_dateline
    plain = [strip_dateline(text) if first else text for text, first in zip(sentences, opens, strict=True)]
    block = np.array(blocks, np.int64)
    sentence = np.arange(len(plain))
    if not language.divides_sentences:
        return Passages(code, plain, sentence, np.zeros_like(sentence), np.ones_like(sentence), block, len(plain))
    clauses = list(map(language.split_clauses, plain))
    parts = np.array(list(map(len, clauses)), np.int64)
    starts = parts.cumsum() - parts
    sentence = sentence.repeat(parts)
    return Passages(
        language=code,
        texts=list(itertools.chain.from_iterable(clauses)),
        sentence=sentence,
        part=np.arange(len(sentence)) - starts[sentence],
        parts=parts[sentence],
        block=block[sentence],
        sentences=len(plain),
    )


# Of the sentence within the document: is it one of the first three, and how near to the start, in two decays.
_POSITIONS = ("first", "second", "third", "early3", "early10")
# Standard scores within the document. `shared`, `degree` and `centroid` weigh a passage's terms by how often they occur
# in the rest of the document, `lead` by whether they occur in the first sentence.
_STANDARDISED = (
    "shared",
    "degree",
    "centroid",
    "lead",
    "length",
    "terms",
    "sentence_length",
    "sentence_degree",
    "names",
)
FEATURES = (
    *_POSITIONS,
    "relative10",  # how near to the start in proportion to the document's length
    "late",
    "last",
    "opens_block",
    "first_block",
    "first_clause",
    "last_clause",
    "only_clause",
    "lead_first_clause",
    "lead_last_clause",
    *_STANDARDISED,
    "log_length",
    "short",
    "long",
    "figures",
    "quote",
    "question",
    "caption",
    "anaphoric",
    "conversational",
    "cues",
    "title",  # overlap with it
)
_CENTRALITY_ROW = FEATURES.index(_STANDARDISED[0])
_SURFACE_ROW = _CENTRALITY_ROW + len(_STANDARDISED)


def _position_table() -> Floats:
    index = np.arange(_LEAD_SENTENCES + 1, dtype=np.float64)
    table = np.stack([index == 0, index == 1, index == 2, np.exp(-index / 3), np.exp(-index / 10)])
    table[:, -1] = 0.0
    return table


_POSITION_TABLE = _position_table()


def measure_transcript_likeness(statistics: PassageStatistics) -> float:
    """How far a document is a transcript of speech: 0 for a written text, 1 for a transcript."""
    share = np.add.reduce(statistics.conversational) / max(1.0, np.add.reduce(statistics.length))
    scale = SPOKENNESS.spoken - SPOKENNESS.written
    return float(min(1.0, max(0.0, (share - SPOKENNESS.written) / scale)))


def compute_features(passages: Passages, statistics: PassageStatistics, title: str = "") -> Floats:
    """The features of passages, an array of shape `(len(FEATURES), len(passages))`.

    Args:
        title: the title of the document, or what serves as one.
    """
    # Rows are written in place: on an article of news the calls into NumPy take longer than its arithmetic.
    rows = np.empty((len(FEATURES), len(passages)))
    _fill_position(passages, rows[:_CENTRALITY_ROW])
    _fill_centrality(passages, statistics, rows[_CENTRALITY_ROW:_SURFACE_ROW])
    _standardise(rows[_CENTRALITY_ROW:_SURFACE_ROW])
    _fill_surface(statistics, rows[_SURFACE_ROW:])
    rows[-1] = _title_overlap(statistics, title, passages.language)
    return rows


def degree_centrality(group: Ints, groups: int, statistics: PassageStatistics) -> tuple[Floats, Floats]:
    """The degree centrality of each group of entries (a passage, or a sentence), and its number of terms.

    The similarity of two groups is their shared terms over the square root of both lengths. Its sum over all other
    groups needs no pairs: it is the group's own terms against the sum of all groups.

    Args:
        group: index of the group of each entry of the statistics.
    """
    count, term = statistics.count, statistics.term
    sizes: Floats = np.maximum(1.0, sum_by_group(group, count, groups))
    weight = count / np.sqrt(sizes)[group]
    everywhere = sum_by_group(term, weight, len(statistics.term_totals))
    return sum_by_group(group, weight * (everywhere[term] - weight), groups), sizes


def _fill_position(passages: Passages, rows: Floats) -> None:
    """Write where each passage stands, in the order of `FEATURES`."""
    sentence, block, part = passages.sentence, passages.block, passages.part
    last = passages.sentences - 1
    _POSITION_TABLE.take(sentence, axis=1, mode="clip", out=rows[:5])
    np.exp(sentence * (-10.0 / passages.sentences), out=rows[5])
    rows[6] = sentence / max(1, last)
    rows[7] = sentence == last
    opens = np.ones(len(block), bool)
    np.not_equal(block[1:], block[:-1], out=opens[1:])
    rows[8] = opens[np.arange(len(block)) - part]  # what a sentence's first clause opens, its others open too
    rows[9] = block == 0
    rows[10] = first = part == 0
    rows[11] = final = part == passages.parts - 1
    rows[12] = passages.parts == 1
    lead = sentence == 0
    rows[13] = first & lead
    rows[14] = final & lead


def _fill_centrality(passages: Passages, statistics: PassageStatistics, rows: Floats) -> None:
    """Write how much a passage shares with the rest of the document, in the order of `_STANDARDISED`."""
    passage, term, count = statistics.passage, statistics.term, statistics.count
    others = statistics.term_totals[term] - count
    centrality, terms = degree_centrality(passage, len(passages), statistics)
    words = np.log(np.maximum(2.0, terms))
    root = np.sqrt(terms)
    length = np.maximum(1.0, statistics.length)
    sentence = passages.sentence[passage]
    in_lead = sentence == 0
    lead = np.zeros(len(statistics.term_totals))
    lead[term[in_lead]] = 1.0
    rows[0] = statistics.sum_by_passage(count * others) / (words + np.add.reduce(words) / len(words))
    rows[1] = centrality
    rows[2] = statistics.sum_by_passage(np.log1p(others)) / root
    rows[3] = statistics.sum_by_passage(lead[term] * ~in_lead) / root
    np.log1p(statistics.length, out=rows[4])
    rows[5] = terms / length
    if passages.sentences < len(passages):
        centrality, terms = degree_centrality(sentence, passages.sentences, statistics)
        centrality, terms = centrality[passages.sentence], terms[passages.sentence]
    np.log1p(terms, out=rows[6])
    rows[7] = centrality
    rows[8] = statistics.names / length


def _fill_surface(statistics: PassageStatistics, rows: Floats) -> None:
    """Write what each passage looks like, in the order of `FEATURES`."""
    length = statistics.length
    rows[0] = np.log1p(length) - 2.5
    rows[1] = length < 5
    rows[2] = length > 40
    rows[3] = statistics.figures
    rows[4] = statistics.quote
    rows[5] = statistics.question
    rows[6] = statistics.caption
    rows[7] = statistics.anaphoric
    rows[8] = statistics.conversational / np.maximum(1.0, length)
    rows[9] = statistics.cues


def _title_overlap(statistics: PassageStatistics, title: str, language: LanguageCode) -> Floats:
    """The square root of the share of the title's terms that each passage contains."""
    if not title:
        return np.zeros(len(statistics))
    wanted = LANGUAGES[language].compute_passage_statistics([title]).term_keys
    at = statistics.term_keys.searchsorted(wanted)
    in_title = np.zeros(len(statistics.term_keys) + 1)
    in_title[at] = np.append(statistics.term_keys, -1)[at] == wanted
    share: Floats = statistics.sum_by_passage(in_title[statistics.term]) / max(1, len(wanted))
    return np.sqrt(share)


def _standardise(rows: Floats) -> None:
    """Replace each row by its standard scores, clipped to 3 from the mean."""
    size = rows.shape[1]
    rows -= np.add.reduce(rows, axis=1, keepdims=True) / size
    deviation = np.sqrt(np.add.reduce(rows * rows, axis=1, keepdims=True) / size)
    rows /= np.maximum(deviation, 1e-9)
    np.minimum(np.maximum(rows, -3.0, out=rows), 3.0, out=rows)


# ------------------------------------------------------------------------------------------------ linear model

# The sections of `weights.toml`: of every document, added in a transcript of speech, added in Chinese.
SECTIONS = ("base", "speech", "zh")


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Weights in the order of `FEATURES`, one array for each of `SECTIONS`.

    English has no section: the base weights are its own. A language without a section is scored as English is.
    """

    sections: Mapping[str, Floats]

    def score(self, features: Floats, spokenness: float, language: LanguageCode) -> Floats:
        """The salience of each passage.

        Args:
            features: of shape `(len(FEATURES), passages)`.
            spokenness: how far the document is a transcript of speech, from 0 to 1.
        """
        weights = self.sections["base"] + spokenness * self.sections["speech"]
        if language in self.sections:
            weights = weights + self.sections[language]
        return weights @ features


@functools.cache
def default_model() -> LinearModel:
    """The model of `weights.toml`, read once."""
    weights = tomllib.loads(resources.files(__package__).joinpath("weights.toml").read_text("utf-8"))
    return LinearModel({name: np.array([weights[name][feature] for feature in FEATURES]) for name in SECTIONS})


_HEADER = """\
# The weights of `salience.LinearModel`, one for each of `salience.FEATURES`, which says what a feature is.
# Trained on {date} by `python -m benchmarks.train_offline --write`: ridge regression on the articles of the six
# development sets that `benchmarks.offline` names, with the summaries in SummEval and FRANK as further references.
# `python -m benchmarks.train_offline` cross-validates them; the floors of `benchmarks.offline` hold what they achieve.
# [base] weighs every document, [speech] is added in proportion to its spokenness, [zh] in Chinese.
"""


def format_weights(model: LinearModel, date: str) -> str:
    """The content of `weights.toml` for a model.

    Args:
        date: when it was trained.
    """
    lines = [_HEADER.format(date=date)]
    for name in SECTIONS:
        weights = zip(FEATURES, model.sections[name], strict=True)
        lines += [f"[{name}]", *(f"{feature} = {value:.4f}" for feature, value in weights), ""]
    return "\n".join(lines)


@dataclass(slots=True)
class ScoredPassages:
    """A document's passages with all that selection among them needs.

    Attributes:
        spokenness: how far the document is a transcript of speech, from 0 to 1.
        salience: the model's score of each passage.
        features: of shape `(len(FEATURES), len(passages))`.
    """

    passages: Passages
    statistics: PassageStatistics
    spokenness: float
    salience: Floats
    features: Floats

    def feature(self, name: str) -> Floats:
        """One of `FEATURES`, for each passage."""
        row: Floats = self.features[FEATURES.index(name)]
        return row


def score_document(document: Document, model: LinearModel | None = None) -> ScoredPassages:
    """Split a document into passages and score them."""
    passages = split_passages(document)
    statistics = LANGUAGES[passages.language].compute_passage_statistics(passages.texts)
    features = compute_features(passages, statistics, title_of(document))
    spokenness = measure_transcript_likeness(statistics)
    salience = (model or default_model()).score(features, spokenness, passages.language)
    return ScoredPassages(passages, statistics, spokenness, salience, features)


def title_of(document: Document) -> str:
    """The title; for want of one the headings."""
    return document.title or " ".join(heading.text for heading in document.headings)
