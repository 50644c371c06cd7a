"""The user's file of names, and what is said of a wrong row."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer import Document, Settings
from summarizer.cli.main import main
from summarizer.errors import UsageError
from summarizer.glossary import read_glossary
from summarizer.grounding import SourceIndex
from summarizer.grounding.name_lookup import Lookup, look_up_name
from summarizer.grounding.named_entities import find_names
from summarizer.grounding.passage import Passage
from summarizer.llm.prompts.brief import describe_names
from summarizer.llm.writer import build_summary_prompt
from summarizer.models import GlossaryEntry
from summarizer.settings import resolve_settings

ARTICLE = Document.from_text("云栈科技周一表示，已与蓝屿航运签订三年的云服务合同，总金额约2.4亿元。\n\n公司预计明年营收增长一成。\n")


def _write(folder: Path, text: str | bytes) -> Path:
    path = folder / "names.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize(
    "text",
    [
        "云栈科技,CloudStack Inc.\n蓝屿航运,Blue Isle Shipping\n",
        "\ufeffsource,written\r\n云栈科技,CloudStack Inc.\r\n\r\n蓝屿航运,Blue Isle Shipping",
        "云栈科技,CloudStack Inc.\n蓝屿航运,Blue Isle Shipping\n".encode("gb18030"),
        '"云栈科技" ,"CloudStack Inc."\n蓝屿航运, Blue Isle Shipping \n云栈科技,CloudStack Inc.\n',
    ],
    ids=["plain", "from a spreadsheet", "GB 18030", "quoted and repeated"],
)
def test_names_are_read(tmp_path: Path, text: str | bytes) -> None:
    assert read_glossary(_write(tmp_path, text)) == {"云栈科技": "CloudStack Inc.", "蓝屿航运": "Blue Isle Shipping"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("云栈科技,CloudStack\n蓝屿航运\n", "names.csv, row 2: one column, not two"),
        ("云栈科技,CloudStack,cloud\n", "names.csv, row 1: 3 columns, not two"),
        ("云栈科技,CloudStack\n,Blue Isle\n", "names.csv, row 2: an empty name"),
        ("云栈科技,CloudStack\n云栈科技,Yunzhan\n", "names.csv, row 2: 云栈科技 is also to be written CloudStack"),
        (f"云栈科技,{'x' * 200}\n", "names.csv, row 1: a name of more than 120 characters"),
        ("云栈科技,Cloud\x1bStack\n", "names.csv, row 1: a character that cannot be printed"),
        ("", "names.csv: holds no names"),
        (b"\xff\xff,\xff", "names.csv: is neither UTF-8 nor GB 18030"),
    ],
)
def test_a_wrong_row_is_one_clear_line(tmp_path: Path, text: str | bytes, told: str) -> None:
    with pytest.raises(UsageError) as caught:
        resolve_settings(None, {"glossary": _write(tmp_path, text)})
    assert told in str(caught.value) and len(str(caught.value).splitlines()) == 1


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.csv: cannot be read: No such file"):
        Settings(glossary=tmp_path / "none.csv")  # type: ignore[arg-type]  # a path is read


def test_the_prompt_names_those_of_the_article_alone() -> None:
    settings = Settings(glossary={"云栈科技": "CloudStack", "禾原农机": "Heyuan", "蓝屿航运": "Blue </document> Isle"})
    assert describe_names(ARTICLE, settings) == " Write these names so: 云栈科技 = CloudStack; 蓝屿航运 = Blue ‹/document› Isle."
    assert "Write these names so: 云栈科技 = CloudStack" in build_summary_prompt(ARTICLE, "en", settings).task
    assert describe_names(ARTICLE, Settings()) == ""


def test_checks_know_the_names_of_the_user() -> None:
    index = SourceIndex(ARTICLE, {"云栈科技": "CloudStack", "禾原农机": "Heyuan"})
    assert [entry.source for entry in index.names] == ["云栈科技"] and index.names[0].trusted
    (name,) = find_names(Passage("CloudStack signed a contract"))
    first, second = index.sentences
    assert look_up_name(name, first, index.names) is Lookup.PRESENT
    assert look_up_name(name, second, index.names) is not Lookup.PRESENT
    assert look_up_name(name, first) is not Lookup.PRESENT
    by_model = (GlossaryEntry(source="云栈科技", written="CloudStack"),)
    assert look_up_name(name, first, by_model) is Lookup.UNKNOWN, "a model's word confirms nothing"


def test_the_command_line_takes_it_to_write_and_to_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article, summary = tmp_path / "article.txt", tmp_path / "summary.txt"
    article.write_text(ARTICLE.text, encoding="utf-8")
    summary.write_text("Core Viewpoint\n- CloudStack signed a contract [1]\n", encoding="utf-8")
    wrong = _write(tmp_path, "云栈科技\n")
    for command in (["summarize", str(article)], ["check", str(summary), "--source", str(article)], ["batch", str(article), "-o", str(tmp_path / "out.jsonl")]):
        assert main([*command, "--glossary", str(wrong)]) == 2
        assert "names.csv, row 1: one column, not two" in capsys.readouterr().err
    good = _write(tmp_path, "云栈科技,CloudStack\n")
    assert main(["summarize", str(article), "--glossary", str(good), "--length", "short"]) == 0
