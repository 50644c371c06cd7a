"""The choice of the Core Viewpoint: the sentence that says what the article is about, or what it concludes.

What that is depends on the kind of article: the headline's matter and figures in the news, the period's figures in
results, what was decided in a filing, what the guest holds in an interview, the advice of a broker's note, the first
items of a digest. Where one sentence leaves out a part of that, a second one says it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ..languages import LANGUAGES
from ..languages.passage_statistics import Floats, Ints
from ..models import Document, LanguageCode
from .kind_cues import is_essay, kind_cues
from .quotations import names_speaker, quoted_share
from .salience import ScoredPassages
from .sentence_forms import SentenceForm, SentenceForms
from .standalone import PENALTIES, join_patterns
from .title_terms import TitleTerms, find_telling_figures, theme_shares


@dataclass(frozen=True, slots=True)
class ViewpointWeights:
    """What makes a sentence the Core Viewpoint, in standard scores of salience, beside its value as a point.

    Set by hand while reading 20 summaries a language beside their articles, 2026-11-24; held by the floors of
    `benchmarks.readability` (ROUGE-2 of the viewpoint).
    """

    value: float = 0.6
    """What it is worth as a point."""
    title: float = 5.0
    """It says what the title says: times the root of the share of the title's terms in it, by their rarity."""
    title_figure: float = 0.8
    """It has a figure of the title; for each, up to 2."""
    occasion: float = 0.3
    """Factor of the title where it names an occasion and nothing that was said there."""
    kind: float = 2.5
    """It says what articles of its kind have to say."""
    held_view: float = 0.5
    """The same in a meeting or talk, where everybody says what they hold. Set on the meetings of
    `benchmarks.readability`, whose floors hold it."""
    centrality: float = 0.8
    """It says what most of the article says."""
    lead: float = 1.8
    """It stands near the start of a written text."""
    first: float = 0.8
    """It is the first sentence."""
    cue: float = 0.3
    """It has words that announce a finding."""
    untitled_lead: float = 1.5
    """Factor of the lead where no title says what is new."""
    essay_lead: float = 0.2
    """Factor of the lead in an essay, which leads up to its matter."""
    candidates: int = 40
    """How many of the best sentences are judged by their form as well; a limit of time."""
    max_deficit: float = 4.5
    """How much less than the best sentence a second one may score: one that adds of the title, or what the kind of
    article still lacks, or the conclusion of an essay. Set on the development articles, 2026-11-30."""
    discussion_deficit: float = 2.5
    """How much less than the best sentence of a meeting or talk a second one may score: what else is held there. Set on
    the meetings of `benchmarks.readability`, 2026-12-01; from 2 to 4 their ROUGE-2 differs by 0.3."""
    min_title_gain: float = 0.3
    """Share of the title's terms, by their rarity, that a second sentence adds at least."""
    max_known: float = 0.6
    """Share of a second sentence's terms that the first one has, at most."""
    max_size: float = 7.5
    """Length of both sentences together, as a multiple of `Language.viewpoint_size`."""
    digest_items: int = 2
    """Items of a digest that are named."""
    min_item_share: float = 0.15
    """Share of the title's terms, by their rarity, from which it names an item. Set by hand on digests of ten
    openings of news; no floor holds it."""
    min_sentences: int = 8
    """Sentences of an article from which the terms that most of them have tell what it is about."""
    max_lead_in: float = 1.0
    """Length of a lead that a second sentence completes, as a multiple of `Language.viewpoint_size`, at most."""
    max_completion: float = 2.5
    """The same of the sentence that completes it. Both read on 250 articles of news, 2026-12-01."""

    conclusion: float = 1.0
    """It opens as a conclusion does; twice that in the last block."""
    essay_conclusion: float = 3.0
    """Factor of that in an essay."""
    essay_figure: float = 0.4
    """Subtracted for each figure in an essay, up to 5: a single figure is no thesis."""
    max_figures: int = 5
    size: float = 0.8
    """For a longer sentence than `Language.viewpoint_size`, up to twice as long; subtracted twice for a shorter one."""
    min_size: float = 0.5
    """Share of that size below which a sentence says nothing."""
    tiny: float = 5.0
    """Units of `size` subtracted for such a sentence."""
    max_length: float = 4.0
    """Multiple of that size above which a sentence says too much."""
    overlong: float = 0.25
    """Subtracted for each further multiple."""
    colon: float = 1.2
    """Subtracted for a colon within it, unless it concludes."""
    background: float = 2.0
    """Subtracted for what leads up to the matter."""
    occasion_only: float = 4.0
    """Subtracted for what only names the occasion or introduces a person."""
    about_text: float = 2.0
    """Subtracted for a statement about the text itself."""
    quoted: float = 3.0
    """Subtracted if it is mostly quotation."""
    foreign: float = 8.0
    """Subtracted if it is in another language than the document."""

    spoken_emphasis: float = 0.7
    """In a transcript: it has words of weight."""
    spoken_digression: float = 0.8
    """In a transcript, subtracted: it is an example or looks back."""
    spoken_penalty: float = 0.3
    """Share of a point's penalty for what is common in talks. Set on the meetings of `benchmarks.readability`,
    2026-12-01."""
    spoken_courtesy: float = 4.0
    """In a transcript, subtracted: it is said to other speakers."""


WEIGHTS = ViewpointWeights()
_FIGURE = re.compile(r"\d[\d.,]*")
_COLON = re.compile("[:：]")


class ViewpointScores:
    """How well each sentence would serve as the Core Viewpoint.

    Args:
        starts: index of the first passage of each sentence.
        value: how good a point each sentence is, but for its form.
    """

    def __init__(
        self, document: Document, scored: ScoredPassages, starts: Ints, value: Floats, forms: SentenceForms
    ) -> None:
        self.document, self.scored, self.forms = document, scored, forms
        self._sentence = scored.passages.sentence[scored.statistics.passage]
        self.title = TitleTerms.find(scored, document.title or "")
        self.cues = kind_cues(document)
        self.is_discussion = LANGUAGES[document.language].statements.patterns.held_view in self.cues
        texts = [sentence.text for sentence in document.sentences]
        lead = (1.0 - scored.spokenness) * _lead_factor(document)
        cheap: Floats = (
            WEIGHTS.value * value
            + WEIGHTS.centrality * scored.feature("sentence_degree")[starts]
            + WEIGHTS.title * _title_factor(document) * np.sqrt(self.title.said.sum(axis=1))
            + lead * (WEIGHTS.lead * scored.feature("early3") + WEIGHTS.first * scored.feature("first"))[starts]
            + WEIGHTS.cue * np.minimum(1.0, np.maximum.reduceat(scored.feature("cues"), starts))
        )
        if self.cues:
            cued = np.array([self.cues[0].search(text) is not None for text in texts])
            cheap += (WEIGHTS.held_view if self.is_discussion else WEIGHTS.kind) * cued
        self.candidates = np.argsort(-cheap, kind="stable")[: WEIGHTS.candidates].tolist()
        self.scores = np.full(len(starts), -np.inf)
        form = score_form(document, self.candidates, scored.spokenness)
        own = [self._count_figures(texts[index]) - _form_penalty(forms[index]) for index in self.candidates]
        self.scores[self.candidates] = cheap[self.candidates] + form + np.array(own)

    def _count_figures(self, text: str) -> float:
        """What a sentence has of the figures of the title."""
        if not self.title.figures:
            return 0.0
        figures = sum(figure in self.title.figures for figure in find_telling_figures(text))
        return WEIGHTS.title_figure * min(2, figures)

    def added_title_share(self, first: int) -> Floats:
        """The share of the title that each sentence adds to what one says, by the rarity of its terms."""
        added: Floats = self.title.said[:, self.title.said[first] == 0.0].sum(axis=1)
        return added

    def known_share(self, first: int, index: int) -> float:
        """The share of a sentence's terms that another one has."""
        term = self.scored.statistics.term
        own = term[self._sentence == index]
        return float(np.isin(own, term[self._sentence == first]).mean()) if len(own) else 1.0


def choose_viewpoint(scores: ViewpointScores, heads: Sequence[int] = ()) -> list[int]:
    """The sentences of the Core Viewpoint, by index, in the order of the document: one, or two.

    Args:
        heads: the sentences that begin the items of a digest.
    """
    if heads:
        return _choose_items(scores, heads)
    best = int(scores.scores.argmax())
    seconds = _other_views(scores, best) if scores.is_discussion else _second_sentences(scores, best)
    return sorted([best, *itertools.islice(seconds, 1)])


def _choose_items(scores: ViewpointScores, heads: Sequence[int]) -> list[int]:
    """The items of a digest that its title names, then the first ones; in the order of the document."""
    said = scores.title.said[list(heads)]
    chosen: list[int] = []
    while said.size and len(chosen) < WEIGHTS.digest_items and said.sum(axis=1).max() >= WEIGHTS.min_item_share:
        best = int(said.sum(axis=1).argmax())
        chosen.append(heads[best])
        said[:, said[best] > 0.0] = 0.0
    first = [head for head in heads if head not in chosen]
    return sorted([*chosen, *first[: WEIGHTS.digest_items - len(chosen)]])


def _second_sentences(scores: ViewpointScores, best: int) -> Iterator[int]:
    """Sentences that say what the best one leaves out, the most needed first."""
    document, values = scores.document, scores.scores
    text, cues = document.sentences[best].text, scores.cues
    least = values[best] - WEIGHTS.max_deficit
    # What says the second thing need not make up for what the best sentence is worth for saying the first, unless it
    # is said to the listeners: On this slide we show what we expect.
    least_cued = least - WEIGHTS.kind * bool(cues and cues[0].search(text))
    bars = {i: least if scores.forms[i].spoken >= PENALTIES.courtesy else least_cued for i in scores.candidates}
    joinable = [i for i, bar in bars.items() if values[i] >= bar and _may_join(scores, best, i)]
    for cue in cues:
        if not cue.search(text):
            cued = (index for index in joinable if cue.search(document.sentences[index].text))
            yield from sorted(cued, key=values.__getitem__, reverse=True)
    conclusion = max(find_conclusions(document), key=values.__getitem__, default=best)
    if _may_join(scores, best, conclusion) and values[conclusion] >= least:
        yield conclusion
    if _is_lead_in(scores, best):
        yield best + 1
    added = scores.added_title_share(best)
    gain = values + WEIGHTS.title * added
    near = (index for index in joinable if values[index] >= least)
    yield from sorted((i for i in near if added[i] >= WEIGHTS.min_title_gain), key=gain.__getitem__, reverse=True)


def _other_views(scores: ViewpointScores, best: int) -> Iterator[int]:
    """What else is held in a meeting or talk, the best first: no sentence there says all of it."""
    values = scores.scores
    least = values[best] - WEIGHTS.discussion_deficit
    near = sorted((i for i in scores.candidates if values[i] >= least), key=values.__getitem__, reverse=True)
    yield from (index for index in near if _may_join(scores, best, index))


def _is_lead_in(scores: ViewpointScores, best: int) -> bool:
    """Whether the first sentence of untitled news is short, and the second says more of what the article is about."""
    document, forms, second = scores.document, scores.forms, best + 1
    if best or document.kind != "news" or document.title or len(document.sentences) < WEIGHTS.min_sentences:
        return False
    if forms[second].penalty > PENALTIES.additive or not _may_join(scores, best, second):
        return False
    sizes = [_relative_size(forms.write(index), document.language) for index in (best, second)]
    if sizes[0] > WEIGHTS.max_lead_in or sizes[1] > WEIGHTS.max_completion:
        return False
    shares = theme_shares(scores.scored)
    return bool(shares[second] > shares[best])


def _may_join(scores: ViewpointScores, best: int, index: int) -> bool:
    """Whether a sentence may stand beside the best one: it can be read alone, both say something, neither too much."""
    form, first = scores.forms[index], scores.forms[best]
    if index == best or not form.is_fit or not (form.first > first.last or form.last < first.first):
        return False
    sentences, language = scores.document.sentences, LANGUAGES[scores.document.language]
    texts = [sentences[best].text, sentences[index].text]
    if min(_relative_size(text, scores.document.language) for text in texts) <= WEIGHTS.min_size:
        return False
    if any(language.refers_back(scores.forms.write(i)) for i in {index, max(index, best)}):
        return False
    if sum(map(language.size, texts)) > WEIGHTS.max_size * language.viewpoint_size:
        return False
    return scores.known_share(best, index) <= WEIGHTS.max_known


def _title_factor(document: Document) -> float:
    """How far the title says what the article says: without a colon, that of a letter or interview is an occasion."""
    is_occasion = document.kind in ("interview", "letter") and document.title and not _COLON.search(document.title)
    return WEIGHTS.occasion if is_occasion else 1.0


def _lead_factor(document: Document) -> float:
    """How far the opening is the news, and not a way into the matter; a transcript has none."""
    if document.kind == "transcript":
        return 0.0
    if not document.title:
        return WEIGHTS.untitled_lead
    return WEIGHTS.essay_lead if is_essay(document) else 1.0


def find_conclusions(document: Document) -> list[int]:
    """The short sentences of the last block, counted from 0, that conclude an essay."""
    if not is_essay(document):
        return []
    code, last = document.language, len(document.blocks)
    patterns = LANGUAGES[code].statements.patterns
    return [
        sentence.number - 1
        for sentence in document.sentences
        if sentence.block == last and _relative_size(sentence.text, code) < 1.0 and patterns.concludes(sentence.text)
    ]


def _relative_size(text: str, code: LanguageCode) -> float:
    """The length as a multiple of that of a sentence that says what an article is about."""
    language = LANGUAGES[code]
    return language.size(text) / language.viewpoint_size


def score_form(document: Document, candidates: Sequence[int], spokenness: float = 0.0) -> Floats:
    """What the form of sentences adds to their score as Core Viewpoint.

    Args:
        candidates: indices of the sentences, counted from 0.
        spokenness: how far the document is a transcript, from 0 to 1.
    """
    last, essay = len(document.blocks), is_essay(document)
    conclusion = WEIGHTS.conclusion * (WEIGHTS.essay_conclusion if essay else 1.0)
    sentences = [document.sentences[i] for i in candidates]
    scores: Floats = np.array(
        [
            _written_form(sentence.text, document.language, conclusion * (2.0 if sentence.block == last else 1.0))
            for sentence in sentences
        ]
    )
    if essay:
        figures = [min(WEIGHTS.max_figures, len(_FIGURE.findall(sentence.text))) for sentence in sentences]
        scores -= WEIGHTS.essay_figure * np.array(figures)
    if not spokenness:
        return scores
    spoken = np.array([_spoken_form(sentence.text, spokenness) for sentence in sentences])
    return np.asarray(scores + spoken, np.float64)


def _written_form(sentence: str, code: LanguageCode, conclusion: float) -> float:
    language = LANGUAGES[code]
    patterns = language.statements.patterns
    text = language.statements.strip_dateline(sentence)
    score = 0.0
    if patterns.concludes(text):
        score += conclusion
    elif "：" in text or ": " in text:
        score -= WEIGHTS.colon
    size = _relative_size(text, code)
    score += WEIGHTS.size * _size_score(size) - WEIGHTS.overlong * max(0.0, size - WEIGHTS.max_length)
    if patterns.background.match(text):
        score -= WEIGHTS.background
    if patterns.occasion.search(text):
        score -= WEIGHTS.occasion_only
    if patterns.about_text.match(text):
        score -= WEIGHTS.about_text
    if quoted_share(text) > PENALTIES.min_quoted and not names_speaker(text):
        score -= WEIGHTS.quoted
    return score - (WEIGHTS.foreign if language.is_foreign(text) else 0.0)


def _size_score(size: float) -> float:
    """From -3 for a sentence that is too short to say anything, over 0 at the typical length, to 1 at twice that."""
    if size > 1.0:
        return min(1.0, size - 1.0)
    return 2.0 * (size - 1.0) if size > WEIGHTS.min_size else -WEIGHTS.tiny


def _form_penalty(form: SentenceForm) -> float:
    """What a sentence loses for how it reads by itself; `_spoken_form` weighs words to listeners as well."""
    return form.penalty - (1.0 - WEIGHTS.spoken_penalty) * form.spoken


def _spoken_form(sentence: str, spokenness: float) -> float:
    """What a speaker says of the matter, not to other speakers, of them or by way of example."""
    score = WEIGHTS.spoken_emphasis * (join_patterns("emphasis").search(sentence) is not None)
    score -= WEIGHTS.spoken_digression * (join_patterns("digression").search(sentence) is not None)
    return spokenness * score - (WEIGHTS.spoken_courtesy if join_patterns("courtesy").search(sentence) else 0.0)
