"""`summarizer digest` and `summarizer.digest`: several articles in one digest that is read back and checked."""

from __future__ import annotations

import asyncio
import io
import os
from pathlib import Path

import pytest

import summarizer
from summarizer import InputError, Summary, UsageError
from summarizer.cli.main import main


@pytest.fixture
def articles(examples: Path) -> list[Path]:
    """The ten short articles of the example, in order."""
    return sorted((examples / "digest").glob("*.txt"))


def test_a_digest_is_written_read_back_and_checked(articles: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "digest.txt"
    assert main(["digest", *map(str, articles), "-o", str(output)]) == 0
    told = capsys.readouterr().err.strip()
    printed = output.read_text(encoding="utf-8")
    read = Summary.parse(printed)
    count = sum(1 for _ in read.statements())
    assert told.endswith(f"10 articles; {count} statements: {count} supported; written by the offline engine (-m names a model)")
    assert read.to_text() + "\n" == printed
    assert [source.copy_of for source in read.sources] == [None, None, 1, None, None, 4, None, None, None, None]
    assert read.sources[7].corrects == 7
    report = summarizer.check(read, articles)
    supports = [entry.statement.support for place, entry in zip((p for p, _ in read.statements()), report.entries, strict=True)]
    assert not [s for s in supports if s.status == "unsupported"]


def test_what_cannot_be_read_is_one_line_and_the_digest_goes_on(articles: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (empty := tmp_path / "empty.txt").write_text("", encoding="utf-8")
    assert main(["digest", str(empty), *map(str, articles[:2]), "-f", "json"]) == 1
    shown = capsys.readouterr()
    assert len(Summary.model_validate_json(shown.out).sources) == 2
    assert shown.err.count("empty.txt: is empty") == 1
    assert main(["digest", str(empty)]) == 2
    assert "no article could be read" in capsys.readouterr().err


def test_an_article_that_is_piped_in_as_records_is_one_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Sales rise\n\nSales rose 5%.\nProfit fell.\n")))
    assert main(["digest"]) == 2
    assert capsys.readouterr().err == 'summarizer: standard input: no lines of records; a record is a line like {"id": "a1", "text": "…"}\n'


def test_a_digest_may_go_to_standard_output_by_name_and_to_a_device(articles: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["digest", str(articles[0]), "-o", "-"]) == 0
    assert "Core Viewpoint" in capsys.readouterr().out and not list(tmp_path.iterdir())
    assert main(["digest", str(articles[0]), "--resume", "-o", os.devnull]) == 0
    assert not Path(os.devnull).with_name(f".{Path(os.devnull).name}.notes").exists()


@pytest.mark.parametrize("name", ["a.json", "b.jsonl", "c.csv"])
def test_records_are_no_article(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / name).write_text('{"title": "x", "text": "Sales rose 5%. Profit fell', encoding="utf-8")
    assert main([str(tmp_path / name)]) != 0
    [line] = capsys.readouterr().err.splitlines()
    assert f"{name}: holds data, and no article; `summarizer batch` reads a .jsonl of articles" in line


def test_a_link_to_no_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").symlink_to("gone.txt")
    assert main([str(tmp_path / "a.txt")]) == 2
    assert capsys.readouterr().err.endswith("a.txt: is a link to no file; check where it leads: gone.txt\n")


def test_since_leaves_out_earlier_days(articles: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["digest", *map(str, articles), "--since", "2025-10-14", "-f", "json"]) == 0
    sources = Summary.model_validate_json(capsys.readouterr().out).sources
    assert [source.published_at and source.published_at[:10] for source in sources] == ["2025-10-14"] * 3
    assert len(summarizer.digest(articles, since="20251014").sources) == 3
    with pytest.raises(UsageError, match="is no day"):
        summarizer.digest(articles, since="Monday")
    with pytest.raises(InputError, match="none of the 10 articles"):
        summarizer.digest(articles, since="2026-01-01")


def test_the_functions_give_the_same_digest(articles: list[Path]) -> None:
    digest = summarizer.digest(articles[:4])
    assert asyncio.run(summarizer.adigest(articles[:4])).to_text() == digest.to_text()
    with pytest.raises(UsageError, match="sources"):
        summarizer.digest("one.txt")
    with pytest.raises(UsageError, match="focus: the offline engine follows no words"):
        summarizer.digest(articles, focus="bridges")
