"""The output of a batch as a folder of pages with an index."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.cli.main import main
from summarizer.models import BatchError, BatchLine, Summary


@pytest.fixture
def batch(tmp_path: Path, examples: Path) -> Path:
    article = examples / "chinese_business" / "article.txt"
    summary = Summary.parse((examples / "chinese_business" / "summary.en.json").read_text(encoding="utf-8"))
    gone = summary.model_copy(update={"document": summary.document.model_copy(update={"id": "sha256:0", "title": "another\u2028title"})})
    lines = [
        BatchLine(id="a/../b:c?.txt", source=str(article), settings="0", summary=summary),
        BatchLine(id="gone", source="no/such/file.txt", settings="0", summary=gone),
        BatchLine(id="other", source=str(article), settings="0", summary=gone),
        BatchLine(id="broken", source="x.txt", settings="0", error=BatchError(type="InputError", message="x.txt: is empty")),
    ]
    path = tmp_path / "out.jsonl"
    path.write_bytes(b"".join(line.json_line() for line in lines) + b"\n")
    return path


def test_every_summary_has_a_page_and_the_index_names_all(batch: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "new" / "pages"
    assert main(["convert", str(batch), "-f", "html", "-o", str(folder)]) == 0
    assert capsys.readouterr().err == f"summarizer: wrote 3 pages and {folder / 'index.html'}\n"
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["0001-b-c.html", "0002-gone.html", "0003-other.html", "index.html"]
    pages = {name: (folder / name).read_text(encoding="utf-8") for name in names}
    assert '<section id="document"' in pages["0001-b-c.html"]
    assert '<section id="document"' not in pages["0002-gone.html"] and "<blockquote" in pages["0002-gone.html"]
    assert '<section id="document"' not in pages["0003-other.html"]  # the file holds another text by now
    for name in names[:3]:
        assert f'href="./{name}"' in pages["index.html"] and 'href="./index.html"' in pages[name]
    assert "x.txt: is empty" in pages["index.html"] and 'id="f-failed"' in pages["index.html"]


def test_labels_are_those_asked_for(batch: Path, tmp_path: Path) -> None:
    assert main(["convert", str(batch), "-f", "html", "-o", str(tmp_path / "p"), "--labels", "zh"]) == 0
    assert all('<html lang="zh-Hans">' in path.read_text(encoding="utf-8") for path in (tmp_path / "p").iterdir())


def test_index_and_pages_are_labelled_in_the_language_of_most_summaries(tmp_path: Path) -> None:
    summaries = [Summary.parse(text) for text in ("核心观点\n- 收入增长 [1]", "Core Viewpoint\n- Sales rose [1]", "核心观点\n- 利润下降 [1]")]
    path = tmp_path / "out.jsonl"
    path.write_bytes(b"".join(BatchLine(id=str(n), source="x", settings="0", summary=summary).json_line() for n, summary in enumerate(summaries)))
    assert main(["convert", str(path), "-f", "html", "-o", str(tmp_path / "p")]) == 0
    pages = [page.read_text(encoding="utf-8") for page in (tmp_path / "p").iterdir()]
    assert len(pages) == 4 and all('<html lang="zh-Hans">' in page for page in pages)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "the output of a batch becomes pages only; give -o FOLDER"),
        (["-f", "html"], "the output of a batch becomes pages only"),
        (["-f", "html", "-o", "{tmp}/p", "--source", "x"], "no --source"),
        (["-f", "html", "-o", "{tmp}/out.jsonl"], "cannot be made"),
    ],
)
def test_wrong_usage_is_one_line(batch: Path, tmp_path: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", str(batch), *(a.format(tmp=tmp_path) for a in arguments)]) == 2
    err = capsys.readouterr().err
    assert said in err and len(err.splitlines()) == 1


def test_a_line_that_is_none_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text('{"id": "x"}\n', encoding="utf-8")
    assert main(["convert", str(path), "-f", "html", "-o", str(tmp_path / "p")]) == 2
    assert f"{path}: line 1 is no line of a batch's output" in capsys.readouterr().err
