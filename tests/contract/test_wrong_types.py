"""What is of the wrong type is refused by an error of ours, whose one line says what to give."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import summarizer
from summarizer import Document, InputError, Settings, Summary, UsageError

WRONG: dict[str, Callable[[], object]] = {
    "summarize": lambda: summarizer.summarize(3),  # type: ignore[arg-type]
    "summarize nothing": lambda: summarizer.summarize(None),  # type: ignore[arg-type]
    "settings": lambda: summarizer.summarize("Sales rose.", settings={"groups": 1}),  # type: ignore[arg-type]
    "a setting": lambda: summarizer.summarize("Sales rose.", groups="two"),  # type: ignore[arg-type]
    "an unknown setting": lambda: summarizer.summarize("Sales rose.", gruops=2),  # type: ignore[call-arg]
    "many, of one": lambda: summarizer.summarize_many("Sales rose."),
    "concurrency": lambda: summarizer.summarize_many(["Sales rose."], concurrency="8"),  # type: ignore[arg-type]
    "check a number": lambda: summarizer.check(3, "Sales rose."),  # type: ignore[arg-type]
    "check against nothing": lambda: summarizer.check("Core Viewpoint\n- Sales rose [1]", None),  # type: ignore[arg-type]
    "from_file": lambda: Document.from_file(3),  # type: ignore[arg-type]
    "from_text": lambda: Document.from_text(b"Sales rose."),  # type: ignore[arg-type]
    "parse": lambda: Summary.parse(b"Core Viewpoint"),  # type: ignore[arg-type]
    "check, the wrong way round": lambda: summarizer.check(Document.from_text("Sales rose."), "Sales rose."),  # type: ignore[arg-type]
    "to_html": lambda: summarizer.summarize("Sales rose.").to_html("Sales rose."),  # type: ignore[arg-type]
    "a model without a name": lambda: summarizer.summarize("Sales rose.", model=""),
    "key_terms": lambda: summarizer.key_terms("Sales rose."),  # type: ignore[arg-type]
    "stream": lambda: next(iter(summarizer.stream(3))),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("call", WRONG.values(), ids=WRONG)
def test_a_wrong_type_is_an_error_of_ours(call: Callable[[], object]) -> None:
    with pytest.raises(UsageError) as raised:
        call()
    assert raised.value.hint and "Traceback" not in str(raised.value)


@pytest.mark.parametrize("name", ["missing.txt", "folder/missing", "./missing", "../a b/c", "~/missing", "C:\\missing.txt", "missing.json"])
def test_a_string_that_looks_like_a_path_is_one(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for call in (summarizer.summarize, summarizer.read_document, lambda source: summarizer.check("Core Viewpoint\n- Sales rose [1]", source)):
        with pytest.raises(InputError, match="no such file"):
            call(name)
    with pytest.raises(InputError, match="looks like a file name"):
        summarizer.check(name, "Sales rose 12%.")


@pytest.mark.parametrize("text", ["Sales rose 12% in 2024/25.", "公司全年收入增长/利润下降。", "It reads and/or writes", "hello", "~5% growth", "Visit www.example.com", "a/b\nc/d"])
def test_a_sentence_with_a_slash_is_a_text(text: str) -> None:
    assert summarizer.read_document(text).text == text


def test_a_path_of_a_summary_is_read(tmp_path: Path) -> None:
    (tmp_path / "s.txt").write_text("Core Viewpoint\n- Sales rose 12% [1]", encoding="utf-8")
    assert summarizer.check(tmp_path / "s.txt", "Sales rose 12%.").counts["supported"] == 1


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_says_what_it_may_be(name: str) -> None:
    for value in (object(), ["x"], "", -1):
        try:
            Settings(**{name: value})  # type: ignore[typeddict-item]
        except InputError:
            assert name == "glossary"  # the path of one
        except UsageError as error:
            assert str(error).startswith(f"{name}: ") and "Input should" not in str(error)


def test_a_key_is_never_shown() -> None:
    with pytest.raises(UsageError) as raised:
        summarizer.summarize("Sales rose.", api_key=12345678, base_url=87654321)  # type: ignore[arg-type]
    assert "12345678" not in str(raised.value) and "87654321" not in str(raised.value)


def test_another_language_needs_a_model() -> None:
    with pytest.raises(UsageError, match="only a model can write in another language"):
        summarizer.summarize("Sales rose 12% in 2024.", Settings(language="zh"))
    assert summarizer.summarize("Sales rose 12% in 2024.", language="en").language == "en"
