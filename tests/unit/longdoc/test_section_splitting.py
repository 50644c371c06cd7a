"""Where a long document is cut: everything once, within the budget, at headings where there are any."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.longdoc.section_splitting import section_document, split_in_half, split_into_sections
from summarizer.models import Document
from summarizer.text.token_counts import count_tokens
from tests.batch.articles import article


def _cost(document: Document, start: int, end: int) -> int:
    return sum(count_tokens(s.text) + 5 for s in document.sentences[start:end])


@given(language=st.sampled_from(["en", "zh"]), characters=st.integers(200, 20_000), seed=st.integers(0, 50), budget=st.integers(500, 8_000))
@settings(max_examples=25, deadline=None)
def test_every_sentence_is_in_one_section_that_fits(language: str, characters: int, seed: int, budget: int) -> None:
    document = Document.from_text(article(language, characters, seed))
    sections = split_into_sections(document, budget, count_tokens)
    assert [section.start for section in sections] == [0, *(section.end for section in sections[:-1])]
    assert sections[-1].end == len(document.sentences)
    for section in sections:
        first, last = section.blocks(document)
        assert _cost(document, section.start, section.end) <= budget or first == last
        assert document.sentences[section.start - 1].block != first or section.start == 0
    least = -(-_cost(document, 0, len(document.sentences)) // budget)
    assert len(sections) <= 2 * least + 1


@pytest.mark.parametrize("language", ["en", "zh"])
def test_cuts_fall_on_headings(language: str) -> None:
    document = Document.from_text(article(language, 60_000))
    sections = split_into_sections(document, 12_000 if language == "zh" else 4_000, count_tokens)
    begins = {heading.before for heading in document.headings}
    at_heading = [section.blocks(document)[0] in begins for section in sections[1:]]
    assert len(sections) >= 4 and sum(at_heading) >= 0.75 * len(at_heading)


def test_a_cut_without_headings_falls_where_the_topic_changes() -> None:
    ships = "The shipyard builds large tankers for northern waters. Tankers from that shipyard sail in northern waters."
    bread = "Every bakery kneads fresh dough before sunrise. Fresh dough from the bakery is sold before sunrise."
    document = Document.from_text("\n\n".join([ships] * 11 + [bread] * 9))
    total = _cost(document, 0, len(document.sentences))
    sections = split_into_sections(document, int(total * 0.62), count_tokens)
    assert [section.blocks(document) for section in sections] == [(1, 11), (12, 20)]


def test_a_section_is_a_document_that_counts_from_one_under_its_headings() -> None:
    text = "# Report\n\nFirst words here. More words.\n\n## Money\n\nProfit rose by 5%. It fell later.\n\n### Debt\n\nDebt is high. Nobody cares."
    document = Document.from_text(text)
    section = split_into_sections(document, 500, count_tokens)[0]
    last = split_in_half(document, section)[1]
    part = section_document(document, last)
    assert [s.number for s in part.sentences] == list(range(1, len(part.sentences) + 1))
    assert [s.text for s in part.sentences] == [s.text for s in document.sentences[last.start : last.end]]
    assert [h.text for h in part.headings] == [h.text for h in document.headings][-len(part.headings) :]


def test_halves_meet_and_a_single_block_stays_whole() -> None:
    document = Document.from_text("One sentence. Another one.\n\nA second block.\n\nA third block.")
    whole = split_into_sections(document, 500, count_tokens)[0]
    first, second = split_in_half(document, whole)
    assert (first.start, first.end, second.end) == (whole.start, second.start, whole.end)
    assert split_in_half(document, split_in_half(document, first)[0]) == [split_in_half(document, first)[0]]
