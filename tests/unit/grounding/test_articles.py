"""Checking a digest: each statement against the articles that it cites, which must support it together."""

from __future__ import annotations

from pathlib import Path

import pytest

import summarizer
from summarizer import Report, Statement, Summary, UsageError
from summarizer.cli.main import main

FIRST = """Orchard sells more apples

Wire·2025-03-01

Orchard sold 400 tonnes of apples in February.

Its revenue grew 12% to 30 million yuan in the same month.
"""
SECOND = """Orchard under the weather

Evening Post·2025-03-02

Orchard opened a second warehouse in Dalian on Sunday.

Its revenue grew 15% to 30 million yuan in February.
"""
DIGEST = """[1] Orchard sells more apples — Wire·2025-03-01
[2] Orchard under the weather — Evening Post·2025-03-02

Core Viewpoint
- {core}

Group 1: Trade
- {point}
"""


def check(point: str, core: str = "Orchard sold 400 tonnes of apples in February [1:1]") -> Statement:
    """The statement of a point, checked against both articles."""
    report = summarizer.check(DIGEST.format(core=core, point=point), [FIRST, SECOND])
    assert [source.title for source in report.sources] == ["Orchard sells more apples", "Orchard under the weather"]
    return report.entries[1].statement


def test_each_article_is_asked_for_its_own_blocks() -> None:
    statement = check("Orchard opened a second warehouse in Dalian on Sunday [2:1]")
    assert statement.support.status == "supported"
    assert [(e.article, e.block, e.quote) for e in statement.evidence] == [(2, 1, SECOND.splitlines()[4])]
    wrong = check("Orchard opened a second warehouse in Dalian on Sunday [1:1]")
    assert wrong.support.status != "supported"
    assert {finding.article for finding in wrong.support.findings} == {1}


def test_a_statement_that_one_article_denies_is_disputed() -> None:
    statement = check("Its revenue grew 15% to 30 million yuan in February [1:2][2:2]")
    assert statement.support.disputed
    assert statement.support.status == "partial"
    assert [(f.kind, f.article, f.block) for f in statement.support.findings] == [("number", 1, 2)]


def test_articles_that_say_the_same_support_a_statement() -> None:
    report = summarizer.check(DIGEST.format(core="Orchard sold 400 tonnes of apples in February [1:1][2:1]", point="x [1:1]"), [FIRST, FIRST])
    assert report.entries[0].statement.support.status == "supported"


def test_a_finding_remains_only_where_every_cited_article_has_it() -> None:
    lacking = check("Orchard sold 400 tonnes and opened a warehouse in Dalian [1:1][2:1]")
    assert not lacking.support.findings
    denied = check("Its revenue grew 18% to 30 million yuan in February [1:2][2:2]")
    assert not denied.support.disputed
    assert [(f.kind, f.claim) for f in denied.support.findings] == [("number", "18%")]


def test_sides_of_a_disagreement_are_checked_by_their_own_articles() -> None:
    right = check("Sources differ on Orchard's revenue: it grew 12% [1:2], it grew 15% [2:2]")
    assert not right.support.findings
    assert [side.text for side in right.sides] == ["it grew 12%", "it grew 15%"]
    swapped = check("Sources differ on Orchard's revenue: it grew 15% [1:2], it grew 12% [2:2]")
    assert {(f.kind, f.article) for f in swapped.support.findings} == {("number", 1), ("number", 2)}


def test_an_article_that_is_not_there_is_a_finding() -> None:
    statement = check("Orchard opened a second warehouse in Dalian on Sunday [2:1][7:1]")
    assert [(f.kind, f.message) for f in statement.support.findings] == [("citation", "there is no article 7: there are 2")]
    assert statement.support.status == "partial"
    assert check("It rained [9:9]").support.status == "unsupported"


def test_articles_and_citations_must_fit_each_other() -> None:
    text = DIGEST.format(core="A [1:1]", point="B [2:1]")
    with pytest.raises(UsageError, match="has 2 articles, 1 is given"):
        summarizer.check(text, FIRST)
    with pytest.raises(UsageError, match="name no articles"):
        summarizer.check("Core Viewpoint\n- Apples sold well [1]", [FIRST, SECOND])


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """A digest with one disputed statement, and its articles."""
    point = "Its revenue grew 15% to 30 million yuan in February [1:2][2:2]"
    texts = (DIGEST.format(core="Orchard sold 400 tonnes of apples in February [1:1]", point=point), FIRST, SECOND)
    paths = [tmp_path / f"{number}.txt" for number in range(3)]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return [str(path) for path in paths]


def test_the_command_checks_a_digest(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    digest, *sources = files
    given = [option for source in sources for option in ("--source", source)]
    assert main(["check", digest, *given]) == 1
    shown = capsys.readouterr().out
    assert "[2] Orchard under the weather — Evening Post·2025-03-02" in shown
    assert "disputed" in shown
    assert "number: [1:2] the source says 12%" in shown
    assert main(["check", digest, *given, "-f", "json"]) == 1
    report = Report.model_validate_json(capsys.readouterr().out)
    assert report.entries[1].statement.support.disputed
    assert main(["check", digest, "--source", sources[0]]) == 2
    assert "has 2 articles, 1 is given" in capsys.readouterr().err


def test_convert_adds_the_evidence_of_each_article(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    digest, *sources = files
    given = [option for source in sources for option in ("--source", source)]
    assert main(["convert", digest, *given, "-f", "json"]) == 0
    summary = Summary.model_validate_json(capsys.readouterr().out)
    assert [(e.article, e.block) for e in summary.groups[0].points[0].evidence] == [(1, 2), (2, 2)]
    Path(digest).write_text(DIGEST.format(core="Orchard grew [1:2]", point="It rained [2:1][7:1]"), encoding="utf-8")
    assert main(["convert", digest, *given, "-f", "markdown"]) == 0
    printed = capsys.readouterr().out
    assert "It rained [2:1][7:1]" in printed and "there is no article 7: there are 2" in printed


def test_a_page_of_a_digest_shows_the_quotes_of_each_article(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    digest, *sources = files
    given = [option for source in sources for option in ("--source", source)]
    assert main(["convert", digest, *given, "-f", "html"]) == 0
    page = capsys.readouterr().out
    assert "Its revenue grew 12%" in page and 'href="#b1-2"' in page
