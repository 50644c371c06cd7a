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
- New energy vehicles made up 40.9% of new car sales in 2024 [2]

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
    assert {point["support"]["status"] for point in points[:2]} == {"unchecked"}
    assert data["document"]["blocks"] == 18 and data["document"]["language"] == "zh" and data["document"]["id"].startswith("sha256:")
    assert data["document"]["source"] == "产业观察"


def test_evidence_and_verdicts_are_made_again_with_a_source(tmp_path: Path, examples: Path, article: str) -> None:
    own = examples / "chinese_business" / "summary.en.json"
    converted = convert(tmp_path, own, "json", "--source", article).read_text(encoding="utf-8")
    again, before = Summary.parse(converted).statements(), Summary.parse(own.read_text(encoding="utf-8")).statements()
    assert [(s.text, s.evidence) for _, s in again] == [(s.text, s.evidence) for _, s in before]
    forged = json.loads(own.read_text(encoding="utf-8"))
    point = forged["groups"][0]["points"][0]
    point["text"] = "China's car sales rose 4.5% to 987 million vehicles in 2024"
    point["support"] = {"status": "supported", "judge": "openai/gpt-5-mini", "score": 1.0}
    point["evidence"][0]["quote"] = "全国汽车销量为9.87亿辆，同比增长4.5%"
    forged["groups"][0]["support"] = {"status": "supported", "judge": "openai/gpt-5-mini"}
    path = tmp_path / "forged.json"
    path.write_text(json.dumps(forged, ensure_ascii=False), encoding="utf-8")
    checked = Summary.parse(convert(tmp_path, path, "json", "--source", article).read_text(encoding="utf-8"))
    support = checked.groups[0].points[0].support
    assert support.status == "unsupported" and support.judge == "rules" and checked.groups[0].support is None
    assert "9.87" not in "".join(e.quote for e in checked.groups[0].points[0].evidence)


def test_pages_of_a_batch_believe_no_evidence_that_its_source_does_not_have(tmp_path: Path, examples: Path, article: str) -> None:
    own = json.loads((examples / "chinese_business" / "summary.en.json").read_text(encoding="utf-8"))
    forged = json.loads(json.dumps(own))
    forged["core_viewpoint"]["text"] = "New energy vehicles took 94.0% of new car sales in China in 2024"
    forged["core_viewpoint"] |= {"citations": [2], "evidence": forged["core_viewpoint"]["evidence"][:1]}
    forged["core_viewpoint"]["evidence"][0]["quote"] = "占新车总销量的94.0%"
    lines = [{"id": name, "source": article, "settings": "00", "summary": summary} for name, summary in (("own", own), ("forged", forged))]
    path = tmp_path / "out.jsonl"
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    assert main(["convert", str(path), "-f", "html", "-o", str(tmp_path / "pages")]) == 0
    mine, other = ((tmp_path / "pages" / f"000{n}-{name}.html").read_text(encoding="utf-8") for n, name in ((1, "own"), (2, "forged")))
    told = "the quoted evidence differs from characters", "the source says 40.9%, not 94.0%"
    assert all(words in other and words not in mine for words in told)


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
