"""The objects that describe a language: complete, registered under their codes, and cheap to import."""

from __future__ import annotations

import subprocess
import sys
from typing import get_args

import pytest

from summarizer.extractive.salience import score_document
from summarizer.extractive.selection import GroupLimits, select_statements
from summarizer.languages import LANGUAGES, Language, get_language
from summarizer.languages.english import English
from summarizer.models import Document, FindingKind, LanguageCode, Status


def test_every_code_has_a_language() -> None:
    assert {*LANGUAGES} == {*get_args(LanguageCode)}
    assert all(get_language(code) is language and language.code == code for code, language in LANGUAGES.items())


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(ValueError, match="no such language: 'fr'"):
        get_language("fr")


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_every_label_is_there(language: Language) -> None:
    assert {*language.labels.statuses} == {*get_args(Status)}
    assert {*language.labels.findings} == {*get_args(FindingKind)}
    assert language.labels.group(2, "X").endswith("2" + language.labels.colon + "X")


@pytest.mark.parametrize(
    ("language", "text", "right"),
    [
        ("en", "Northwind Power (北风电力) raised its forecast", True),
        ("en", "北风电力周一上调了预期，分析师此前预期更低", False),
        ("en", "12.5%", True),
        ("zh", "北风电力周一上调了预期", True),
        ("zh", "GPT-4与Claude、Gemini并列MMLU、HumanEval等榜首", True),
        ("zh", "Northwind Power raised its forecast on Monday", False),
    ],
)
def test_a_language_is_recognised_by_its_script(language: LanguageCode, text: str, right: bool) -> None:
    assert LANGUAGES[language].is_written_in(text) is right


def test_importing_the_languages_loads_no_dictionary() -> None:
    code = "import sys, summarizer.languages; print([m for m in ('jieba', 'numpy', 'opencc', 'regex') if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


class German(English):
    """A third language in outline: what it does not say itself it takes from English."""

    code = "de"  # type: ignore[assignment]  # no code of the program


def test_the_offline_engine_takes_a_third_language_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LANGUAGES, German.code, German())
    text = "Die Bahn kauft neun Lokomotiven. Der Preis stieg auf 40 Millionen Euro. Der Rat stimmte am Montag zu."
    document = Document.from_text(text).model_copy(update={"language": German.code})
    viewpoint, groups = select_statements(document, score_document(document), GroupLimits(5, 3, 6))
    assert f"{viewpoint.text}." in text
    assert groups and all(point.text in text for group in groups for point in group.points)
