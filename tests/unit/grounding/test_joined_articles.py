"""Several articles as one document, and a digest as a summary of it and back."""

from __future__ import annotations

import pytest

from benchmarks.planted_digests import plant_digests
from summarizer import Document, Settings, Summary
from summarizer.digests.offline_digest import compose_digest
from summarizer.grounding.joined_articles import JoinedArticles, describe_article, holds_articles, join_articles
from summarizer.llm.prompts import fence_blocks, fence_document
from summarizer.models import ArticleCitation, Finding, Statement, Support

FIRST = Document.from_text("Orchard sells apples\n\nWire 2025-03-01 08:00\n\nOrchard sold 400 tonnes.\n\n## Outlook\n\nIt rained. It will rain.")
SECOND = Document.from_text("果园销售增长\n\n晚报 2025-03-02\n\n果园2月销售400吨。")


@pytest.fixture(scope="module", params=[(1, 0), (2, 3), (3, 5)], ids=str)
def planted(request: pytest.FixtureRequest) -> tuple[JoinedArticles, Summary]:
    seed, number = request.param
    documents = [article.to_document() for article in plant_digests(seed)[number].articles]
    return join_articles(enumerate(documents, 1), "en"), compose_digest(documents, Settings())


def test_blocks_and_sentences_run_through_all_articles() -> None:
    joined = join_articles([(3, FIRST), (7, SECOND)], "en")
    document = joined.document
    assert [block.number for block in document.blocks] == [1, 2, 3]
    assert [(s.number, s.block) for s in document.sentences] == [(1, 1), (2, 2), (3, 2), (4, 3)]
    for part in (*document.blocks, *document.sentences):
        assert document.text[part.start : part.end] == part.text
    assert [joined.part_citation(n) for n in (1, 2, 3)] == [ArticleCitation(3, 1), ArticleCitation(3, 2), ArticleCitation(7, 1)]
    assert holds_articles(document) and not holds_articles(FIRST)


def test_a_prompt_names_the_article_above_its_blocks() -> None:
    document = join_articles([(3, FIRST), (7, SECOND)], "en").document
    assert describe_article(3, FIRST) == "Article 3: Orchard sells apples — Wire, 2025-03-01 08:00"
    lines = fence_blocks(document, {2, 3}).splitlines()
    assert lines[1:-1] == [
        "# Article 3: Orchard sells apples — Wire, 2025-03-01 08:00",
        "### Outlook",
        "<2> It rained. It will rain.",
        "# Article 7: 果园销售增长 — 晚报, 2025-03-02",
        "<3> 果园2月销售400吨。",
    ]
    assert fence_document(document).count("# Article") == 2


def test_a_digest_is_the_same_after_it_was_a_summary_of_one_document(planted: tuple[JoinedArticles, Summary]) -> None:
    joined, digest = planted
    merged = joined.merge_digest(digest)
    assert not merged.sources and not any(statement.sides for _, statement in merged.statements())
    for _, statement in merged.statements():
        for evidence in statement.evidence:
            assert evidence.article is None
            assert joined.document.text[evidence.start : evidence.end] == evidence.quote
    assert joined.part_summary(merged, digest) == digest


def test_words_of_findings_name_blocks_as_their_reader_knows_them() -> None:
    joined = join_articles([(3, FIRST), (7, SECOND)], "en")
    finding = Finding(kind="number", claim="400", message="400 is in block [7:1], not in [9:9]", article=7, block=1)
    statement = Statement(text="x", citations=(ArticleCitation(3, 1), ArticleCitation(9, 9)), support=Support(findings=(finding,)))
    merged = joined.merge_statement(statement)
    assert merged.citations == (1,)
    assert [(f.message, f.article, f.block) for f in merged.support.findings] == [("400 is in block [3], not in [9:9]", None, 3)]
    assert joined.part_statement(merged).support.findings == (finding,)
