"""The articles of a digest on its page: which are shown, how much of each, and what links lead where."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from summarizer import Document, Summary
from summarizer.digests import compose_digest
from summarizer.render import render
from summarizer.render.html import to_html
from summarizer.render.page_view import build_summary_view
from summarizer.render.source_views import SourceView, build_source_views
from summarizer.settings import Settings
from tests.page.pages import many_articles


@pytest.fixture(scope="module")
def digested() -> tuple[Summary, list[Document]]:
    folder = Path(__file__).parents[3] / "examples/digest"
    documents = [Document.from_file(path) for path in sorted(folder.glob("*.txt"))]
    return compose_digest(documents, Settings(language="en")), documents


def views(digest: Summary, documents: list[Document]) -> tuple[SourceView, ...]:
    return build_source_views(digest, documents, build_summary_view(digest, "en").statements)


def test_copies_stand_with_their_originals_and_corrections_name_each_other(digested: tuple[Summary, list[Document]]) -> None:
    sources = {source.source.number: source for source in views(*digested)}
    assert sources[1].numbers == (1, 3) and sources[4].numbers == (4, 6) and 3 not in sources
    assert sources[7].corrected_by == (8,) and sources[8].source.corrects == 7


def test_every_cited_article_has_its_text_with_the_evidence_marked(digested: tuple[Summary, list[Document]]) -> None:
    digest, documents = digested
    shown = {source.source.number: source.view for source in views(digest, documents) if source.view}
    for _, statement in digest.statements():
        for item in statement.evidence:
            view = shown[item.article or 0]
            marked = "".join(s.text for block in view.blocks if block.block.number == item.block for s in block.segments if s.statements)
            assert item.quote in marked
    assert not [source for source in views(digest, []) if source.view]


def test_of_long_articles_the_cited_blocks_and_their_neighbours_are_shown() -> None:
    digest, documents = many_articles()
    view = views(digest, documents)[0].view
    assert view is not None and view.total == len(documents[0].blocks)
    numbers = [block.block.number for block in view.blocks]
    cited = {block.block.number for block in view.blocks if block.cited_by}
    assert cited and set(numbers) == {n + step for n in cited for step in (-1, 0, 1) if 1 <= n + step <= view.total}
    assert sum(block.skipped for block in view.blocks) + view.skipped + len(numbers) == view.total


def test_every_link_of_a_page_leads_to_something_on_it(digested: tuple[Summary, list[Document]]) -> None:
    for page in (to_html(*digested), to_html(digested[0]), to_html(*many_articles())):
        ids = set(re.findall(r'\bid="([^"]+)"', page))
        assert ids.issuperset(re.findall(r'href="#(\w[^"]*)"', page))
        assert len(page.encode()) < 400 * 1024


def test_a_page_carries_its_digest_with_or_without_its_articles(digested: tuple[Summary, list[Document]]) -> None:
    digest, documents = digested
    for page in (digest.to_html(documents), render(digest, "html", document=documents), to_html(digest, documents[0])):
        assert Summary.parse(page) == digest


def test_an_article_that_is_missing_leaves_its_citations_without_a_link(digested: tuple[Summary, list[Document]]) -> None:
    digest, documents = digested
    page = to_html(digest, documents[:9])
    assert 'href="#b1-1"' in page and "#b10-1" not in page
    assert '<span class="cite missing" title="The document has no block 10:1">[10:1]</span>' in page
