"""`summarizer convert`: from every form to every form, with the article and without."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from published import outline

from summarizer.cli.main import main
from summarizer.models import Summary

FORMS = ("text", "line", "markdown", "json", "html")
SUMMARY = """\
新能源车卖到四成之后，下一程比什么？
产业观察·2025-03-28 09:30

Core Viewpoint
- New energy vehicles took 40.9% of all new cars sold in China in 2024 [2]

Group 1: Makers
- BYD's net profit rose 34% to 40.254 billion yuan [6]
- CATL's net profit fell 15.01% [9]
- A plant stands on the Moon [99]
- The outlook is bright"""


@pytest.fixture
def article(examples: Path) -> str:
    return str(examples / "chinese_business" / "article.txt")


def convert(tmp_path: Path, source: Path, form: str, *options: str) -> Path:
    target = tmp_path / f"{source.stem}-{form}"
    assert main(["convert", str(source), "-f", form, "-o", str(target), *options]) == 0
    return target


@pytest.fixture
def summary(tmp_path: Path) -> Path:
    path = tmp_path / "summary"
    path.write_text(SUMMARY, encoding="utf-8")
    return path


@pytest.mark.parametrize("with_source", [False, True], ids=["alone", "source"])
@pytest.mark.parametrize("to", FORMS)
@pytest.mark.parametrize("start", FORMS)
def test_every_form_becomes_every_form(start: str, to: str, with_source: bool, tmp_path: Path, summary: Path, article: str) -> None:
    options = ("--source", article) if with_source else ()
    first = convert(tmp_path, summary, start, *options)
    second = convert(tmp_path, first, to, *options)
    expected = Summary.parse(SUMMARY)
    read = Summary.parse(second.read_text(encoding="utf-8"))
    shown = outline(read).replace("002594.SZ 300750.SZ ", "") if with_source else outline(read)  # the article names securities too
    assert shown == outline(expected)


@pytest.mark.parametrize("start", FORMS)
def test_every_form_becomes_a_page(start: str, tmp_path: Path, summary: Path, article: str) -> None:
    first = convert(tmp_path, summary, start)
    alone = convert(tmp_path, first, "html").read_text(encoding="utf-8")
    assert '<span class="cite">[6]</span>' in alone and "<article>" not in alone
    both = convert(tmp_path, first, "html", "--source", article).read_text(encoding="utf-8")
    assert '<a class="cite" href="#b6"' in both and '<mark data-s="s2">' in both
    assert '<span class="cite missing"' in both and "[99]" in both


def test_the_article_gives_evidence_verdicts_and_the_header(tmp_path: Path, summary: Path, article: str) -> None:
    data = json.loads(convert(tmp_path, summary, "json", "--source", article).read_text(encoding="utf-8"))
    text = Path(article).read_text(encoding="utf-8")
    points = [data["core_viewpoint"], *data["groups"][0]["points"]]
    for point in points[:3]:
        assert point["evidence"]
        assert all(text[e["start"] : e["end"]] == e["quote"] for e in point["evidence"])
        assert point["citations"] == sorted({e["block"] for e in point["evidence"]})
    assert points[3]["citations"] == [99] and not points[3]["evidence"]
    assert [point["support"]["status"] for point in points[3:]] == ["unsupported"] * 2
    assert points[0]["support"]["status"] == points[1]["support"]["status"] == "supported"
    assert data["document"]["blocks"] == 18 and data["document"]["language"] == "zh" and data["document"]["id"].startswith("sha256:")
    assert data["document"]["source"] == "产业观察"


def test_evidence_that_a_summary_brings_along_is_kept(tmp_path: Path, examples: Path, article: str) -> None:
    own = examples / "chinese_business" / "summary.en.json"
    converted = convert(tmp_path, own, "json", "--source", article).read_text(encoding="utf-8")
    assert Summary.parse(converted) == Summary.parse(own.read_text(encoding="utf-8"))


def test_labels_and_pieces_that_are_not_understood(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "odd.txt"
    path.write_text("Core Viewpoint\n- Sales rose [2]\n\nGroup 1: Rest\n- Costs fell [3]\n\nRead the whole of this report on our site, and more of them every day.", encoding="utf-8")
    assert main(["convert", str(path), "--labels", "zh"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("核心观点\n- Sales rose [2]\n\n分组 1：Rest\n") and "未能识别\n- Read the whole" in out
    assert err == f"summarizer: {path}: not understood and kept aside: Read the whole of this report on our site, and more of them every day.\n"


def test_an_article_is_refused(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", article]) == 2
    out, err = capsys.readouterr()
    assert not out and err.startswith(f"summarizer: {article}: not a summary: ") and len(err.splitlines()) == 1
