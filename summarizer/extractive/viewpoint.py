"""The choice of the Core Viewpoint: the sentence that says what the article is about, or what it concludes.

What that is depends on the kind of article: the headline's matter and figures in the news, the period's figures in
results, what was decided in a filing, what the guest holds in an interview, the advice of a broker's note, the first
items of a digest. Where one sentence leaves out a part of that, a second one says it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from ..languages import LANGUAGES
from ..languages.passage_statistics import Floats, Ints
from ..models import Document, DocumentKind, LanguageCode
from .kind_cues import is_essay, kind_cues
from .quotations import names_speaker, quoted_share
from .salience import ScoredPassages
from .sentence_forms import SentenceForm, SentenceForms
from .standalone import PENALTIES, TALKS, is_no_statement, join_patterns
from .title_terms import TitleTerms, find_telling_figures, theme_shares
from .viewpoint_weights import WEIGHTS

_FIGURE = re.compile(r"\d[\d.,]*")
_BAR = re.compile("[|｜丨]")
_FILER = re.compile("[^《]*?(?:关于|關於)(?=.)")  # who files what, and what a document cited in the title is on, stays
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
        self.title = TitleTerms.find(scored, claim_of_title(document))
        self.cues = kind_cues(document)
        patterns = LANGUAGES[document.language].statements.patterns
        self.is_discussion = patterns.held_view in self.cues
        self._is_call = self.cues == patterns.core_cues["transcript"]
        self._is_own_voice = document.kind in TALKS or self._is_call or self.cues == patterns.core_cues["speech"]
        texts = [sentence.text for sentence in document.sentences]
        lead = (1.0 - scored.spokenness) * _lead_factor(document)
        cheap: Floats = (
            WEIGHTS.value * value
            + WEIGHTS.centrality * scored.feature("sentence_degree")[starts]
            + WEIGHTS.title * _title_factor(document) * np.sqrt(self.title.said.sum(axis=1))
            + lead * (WEIGHTS.lead * scored.feature("early3") + WEIGHTS.first * scored.feature("first"))[starts]
            + WEIGHTS.cue * np.minimum(1.0, np.maximum.reduceat(scored.feature("cues"), starts))
        )
        self.kind = self._score_kind(texts, starts)
        cheap += self.kind
        self.candidates = np.argsort(-cheap, kind="stable")[: WEIGHTS.candidates].tolist()
        self.scores = np.full(len(starts), -np.inf)
        is_to_listeners = self._is_own_voice and document.kind != "interview"
        form = score_form(document, self.candidates, scored.spokenness, is_to_listeners)
        own = [self._count_figures(texts[index]) - _form_penalty(forms[index]) for index in self.candidates]
        self.scores[self.candidates] = cheap[self.candidates] + form + np.array(own)

    def _count_figures(self, text: str) -> float:
        """What a sentence has of the figures of the title."""
        if not self.title.figures:
            return 0.0
        figures = sum(figure in self.title.figures for figure in find_telling_figures(text))
        return WEIGHTS.title_figure * min(2, figures)

    def _score_kind(self, texts: Sequence[str], starts: Ints) -> Floats:
        """What each sentence has of what articles of the document's kind have to say."""
        found: Floats = np.zeros(len(texts))
        if self._is_own_voice and not self._is_call:
            found += (WEIGHTS.theme if self.is_discussion else WEIGHTS.talk_theme) * theme_shares(self.scored)
        if not self.cues:
            return found
        cued = [np.array([cue.search(text) is not None for text in texts]) for cue in self.cues]
        if not self._is_call:
            found += (WEIGHTS.held_view if self.is_discussion else WEIGHTS.kind) * cued[0]
            return found
        early = 1.0 - self.scored.feature("late")[starts]
        figures = np.maximum.reduceat(self.scored.feature("figures"), starts)
        results = (WEIGHTS.results + WEIGHTS.early_results * early) * cued[0]
        found += np.maximum(results, WEIGHTS.outlook * cued[1]) + WEIGHTS.call_figure * figures
        return found

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
    if introduction := _find_introduction(scores):
        return introduction
    best = int(scores.scores.argmax())
    seconds = _other_views(scores, best) if scores.is_discussion else _second_sentences(scores, best)
    second = next(seconds, best)
    return sorted({best, second} if scores.forms[second].first > best or second < best else {second})


def _find_introduction(scores: ViewpointScores) -> list[int]:
    """Who the guest of an interview is, where the guest's name is its title, and the best sentence beside that."""
    document, sentences = scores.document, scores.document.sentences
    first_person = LANGUAGES[document.language].statements.patterns.first_person
    if document.kind != "interview" or not document.title:
        return []
    said = [i for i, each in enumerate(sentences) if document.title in each.text and first_person.search(each.text)]
    if not said or not scores.forms[said[0]].is_fit:
        return []
    is_to_listener = join_patterns("second_person").search
    block = [i for i, each in enumerate(sentences) if each.block == sentences[said[0]].block and i > said[0]]
    alone = [i for i in block if scores.forms[i].is_fit and scores.forms[i].first > said[0]]
    beside = [i for i in alone if not is_to_listener(sentences[i].text)]
    return sorted([said[0], *sorted(beside, key=lambda i: -scores.scores[i])[:1]])


def _choose_items(scores: ViewpointScores, heads: Sequence[int]) -> list[int]:
    """The items of a digest that its title names, then the first ones; in the order of the document."""
    said = scores.title.said[list(heads)]
    said = said * ((said > 0.0).sum(axis=0) == 1)  # what several items share is the name of the digest
    shares = said.sum(axis=1)
    named = [i for i in np.argsort(-shares, kind="stable").tolist() if (said[i] > 0.0).sum() >= WEIGHTS.min_item_terms]
    chosen = [heads[i] for i in named if shares[i] >= WEIGHTS.min_item_share][: WEIGHTS.digest_items]
    first = [head for head in heads if head not in chosen]
    return sorted([*chosen, *first[: WEIGHTS.digest_items - len(chosen)]])


def _second_sentences(scores: ViewpointScores, best: int) -> Iterator[int]:
    """Sentences that say what the best one leaves out, the most needed first."""
    yield from _find_denials(scores, best)
    document, values = scores.document, scores.scores
    text, cues = document.sentences[best].text, scores.cues
    patterns = LANGUAGES[document.language].statements.patterns
    advice = patterns.core_cues["research"][0]
    least = values[best] - WEIGHTS.max_deficit
    # What says the second thing need not make up for what the best sentence is worth for saying the first, unless it
    # is said to the listeners: On this slide we show what we expect.
    least_cued = least - scores.kind[best]
    bars = {i: least if scores.forms[i].spoken >= PENALTIES.courtesy else least_cued for i in scores.candidates}
    joinable = [i for i, bar in bars.items() if values[i] >= bar and _may_join(scores, best, i)]
    for cue in cues:
        if not cue.search(text):
            cued = (index for index in joinable if cue.search(document.sentences[index].text))
            yield from sorted(cued, key=values.__getitem__, reverse=True)
            yield from _find_leaning(scores, best, cue) if cue is advice else ()
    conclusion = max(find_conclusions(document), key=values.__getitem__, default=best)
    if _may_join(scores, best, conclusion) and values[conclusion] >= least:
        yield conclusion
    yield from (index for index in _find_leaning(scores, best, patterns.turn) if index == 1)
    yield from _find_news_behind_lead(scores, best)
    if _goes_on_from_lead(scores, best):
        yield 0
    added = scores.added_title_share(best)
    gain = values + WEIGHTS.title * added
    near = (index for index in joinable if values[index] >= least)
    yield from sorted((i for i in near if added[i] >= WEIGHTS.min_title_gain), key=gain.__getitem__, reverse=True)


def _find_leaning(scores: ViewpointScores, best: int, cue: re.Pattern[str]) -> Iterator[int]:
    """What news has to say, if it stands behind the lead: it may lean on that (该行维持…评级; However, …)."""
    document = scores.document
    if document.kind == "news" and not best:
        cued = (i for i, sentence in enumerate(document.sentences) if i and cue.search(sentence.text))
        said = (i for i in cued if quoted_share(document.sentences[i].text) < PENALTIES.min_quoted)
        yield from (i for i in said if _may_stand_behind(scores, best, i))


def _find_denials(scores: ViewpointScores, best: int) -> Iterator[int]:
    """What denies the best sentence just behind it: it may lean on that (否认上述报道, denied this)."""
    code, first = scores.document.language, scores.forms[best].last + 1
    texts = [sentence.text for sentence in scores.document.sentences[: first + WEIGHTS.denial_sentences]]
    patterns = LANGUAGES[code].statements.patterns
    if patterns.denial.search(texts[best]) or patterns.named_denial.search(texts[best]):
        return  # a denial is the news
    for index in range(first, len(texts)):
        text, is_next = texts[index], index == first
        if named := patterns.named_denial.search(text):
            claim = next(filter(None, named.groups()), "")
            denies = is_next and _shared_terms(claim, texts[best], code) > WEIGHTS.min_denied
        elif leaning := patterns.denial.search(text):  # farther behind, it is on the sentence with which it shares more
            beside = text[: leaning.start()] + text[leaning.end() :]
            to_best, to_nearer = (_shared_terms(beside, other, code) for other in (texts[best], texts[index - 1]))
            denies = is_next or to_best >= to_nearer
        else:
            continue
        if denies and _may_stand_behind(scores, best, index):
            yield index


def _shared_terms(text: str, other: str, code: LanguageCode) -> float:
    """The share of the terms of a text that another one has; 0 where it has none."""
    own, others = (LANGUAGES[code].compute_passage_statistics([each]).term_keys for each in (text, other))
    return float(np.isin(own, others).mean()) if len(own) else 0.0


def _may_stand_behind(scores: ViewpointScores, best: int, index: int) -> bool:
    """Whether a sentence says something, and both together not too much."""
    text, code = scores.document.sentences[index].text, scores.document.language
    if is_no_statement(text, code) or scores.forms[best].last >= index:
        return False
    return _relative_size(scores.forms.write(best), code) + _relative_size(text, code) <= WEIGHTS.max_size


def _other_views(scores: ViewpointScores, best: int) -> Iterator[int]:
    """What else is held in a meeting or talk, the best first: no sentence there says all of it."""
    values = scores.scores - scores.kind  # another view need not be on what most of them are on
    least = values[best] - WEIGHTS.discussion_deficit
    near = sorted((i for i in scores.candidates if values[i] >= least), key=scores.scores.__getitem__, reverse=True)
    yield from (index for index in near if _may_join(scores, best, index))


def _find_news_behind_lead(scores: ViewpointScores, best: int) -> Iterator[int]:
    """What a short lead of untitled news leads up to: the day's news, or more of what the article is about."""
    document, forms = scores.document, scores.forms
    if best or document.kind != "news" or document.title:
        return
    if _relative_size(forms.write(best), document.language) > WEIGHTS.max_lead_in:
        return
    behind = range(1, min(1 + WEIGHTS.lead_sentences, len(document.sentences)))
    near = [i for i in behind if forms[i].penalty <= PENALTIES.dateline and _may_join(scores, best, i)]
    is_new = LANGUAGES[document.language].statements.patterns.news_day.search
    if not is_new(forms.write(best)):
        yield from (i for i in near if is_new(forms.write(i)))
    if len(document.sentences) < WEIGHTS.min_sentences or 1 not in near:
        return
    shares, size = theme_shares(scores.scored), _relative_size(forms.write(1), document.language)
    if shares[1] > shares[best] and size <= WEIGHTS.max_completion and forms[1].penalty <= PENALTIES.additive:
        yield 1


def _goes_on_from_lead(scores: ViewpointScores, best: int) -> bool:
    """Whether the best sentence of untitled news stands just behind a lead that says something of the matter, too."""
    document, forms = scores.document, scores.forms
    if document.kind != "news" or document.title or scores.cues or not 0 < best <= WEIGHTS.lead_sentences:
        return False
    speaks_to_reader = join_patterns("second_person").search(forms.write(0)) is not None
    if speaks_to_reader or forms[0].penalty > PENALTIES.additive or not _may_join(scores, best, 0):
        return False
    return bool(scores.scores[0] >= scores.scores[best] - WEIGHTS.lead_deficit)


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


def claim_of_title(document: Document) -> str:
    """The title without the name of a column beside a bar; of a filing what it is about, without who files it."""
    title = max(_BAR.split(document.title or ""), key=len)
    if document.kind == "filing" and (filer := _FILER.match(title)):
        return title[filer.end() :]
    return title


def _title_factor(document: Document) -> float:
    """How far the title says what the article says: without a colon, that of a letter or interview is an occasion."""
    return WEIGHTS.occasion if _names_occasion(document, "interview", "letter") else 1.0


def _names_occasion(document: Document, *kinds: DocumentKind) -> bool:
    """Whether a document of these kinds has a title without a colon, which tells nothing that was said there."""
    return document.kind in kinds and bool(document.title) and not _COLON.search(document.title or "")


def _lead_factor(document: Document) -> float:
    """How far the opening is the news, and not a way into the matter; a transcript has none."""
    if document.kind == "transcript":
        return 0.0
    if not document.title:
        return WEIGHTS.untitled_lead
    return WEIGHTS.essay_lead if is_essay(document) or _names_occasion(document, "interview") else 1.0


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


def score_form(
    document: Document, candidates: Sequence[int], spokenness: float = 0.0, is_to_listeners: bool = False
) -> Floats:
    """What the form of sentences adds to their score as Core Viewpoint.

    Args:
        candidates: indices of the sentences, counted from 0.
        spokenness: how far the document is a transcript, from 0 to 1.
        is_to_listeners: whether somebody speaks to listeners in it, also if it reads as written.
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
        quoted = [quoted_share(sentence.text) > WEIGHTS.min_essay_quoted for sentence in sentences]
        scores -= WEIGHTS.essay_quoted * np.array(quoted)
    if not (spokenness or is_to_listeners):
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
    score -= WEIGHTS.spoken_address * (join_patterns("second_person").search(sentence) is not None)
    return spokenness * score - (WEIGHTS.spoken_courtesy if join_patterns("courtesy").search(sentence) else 0.0)
