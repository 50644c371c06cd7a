"""The weights and limits by which the Core Viewpoint is chosen."""

from __future__ import annotations

from dataclasses import dataclass


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
    theme: float = 5.0
    """It has the terms that most sentences of a meeting or talk have: times their share, by how many sentences have
    them. Set like `held_view`: from 3 to 8 the ROUGE-2 of those meetings differs by 0.3."""
    talk_theme: float = 2.0
    """The same in an interview, a speech and what somebody says in the first person."""
    results: float = 5.0
    """In a call, it has figures of the period and the whole company, as few of very many sentences do. This and the
    next three set by hand on 12 calls, 2026-12-01, and read on 12 others."""
    early_results: float = 3.0
    """Added to that at the start: the figures of parts of a company stand behind those of the whole."""
    outlook: float = 3.0
    """In a call, it says what is expected."""
    call_figure: float = 1.0
    """In a call, it has a figure."""
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
    min_item_terms: int = 2
    """Terms of the title in it and no other item, from which it does; one may be any word (market)."""
    min_sentences: int = 8
    """Sentences of an article from which the terms that most of them have tell what it is about."""
    max_lead_in: float = 1.0
    """Length of a lead that a second sentence completes, as a multiple of `Language.viewpoint_size`, at most."""
    max_completion: float = 2.5
    """The same of the sentence that completes it. Both read on 250 articles of news, 2026-12-01."""
    lead_sentences: int = 2
    """Sentences behind the lead of untitled news that may tell the news to which it leads up, or go on from it."""
    lead_deficit: float = 2.0
    """How much less than one that goes on from it the lead may score. Both read on half of the untitled news of
    `benchmarks.readability`, 2026-12-01, and then on the other half."""
    denial_sentences: int = 2
    """Sentences behind the best one that may deny it. This and the next set by hand on a dozen invented denials a
    language, 2026-12-01; of 474 development articles the core of one changes."""
    min_denied: float = 0.5
    """Share of the terms of what is denied by name that the best sentence has, above which that is denied."""

    conclusion: float = 1.0
    """It opens as a conclusion does; twice that in the last block."""
    essay_conclusion: float = 3.0
    """Factor of that in an essay."""
    essay_figure: float = 0.4
    """Subtracted for each figure in an essay, up to 5: a single figure is no thesis."""
    max_figures: int = 5
    essay_quoted: float = 8.0
    """Subtracted in an essay for somebody's words: they are evidence, and no thesis."""
    min_essay_quoted: float = 0.2
    """Share of a sentence in quotation marks from which it tells somebody's words."""
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
    spoken_penalty: float = 0.5
    """Share of a point's penalty for what is common in talks. Set on the meetings of `benchmarks.readability`,
    2026-12-01."""
    spoken_address: float = 1.0
    """In a transcript, subtracted: it has words to a listener (you, 你)."""
    spoken_courtesy: float = 4.0
    """In a transcript, subtracted: it is said to other speakers."""


WEIGHTS = ViewpointWeights()
