"""The objects that describe a language: complete, registered under their codes, and cheap to import."""

from __future__ import annotations

import subprocess
import sys
from typing import get_args

import pytest

from summarizer.languages import LANGUAGES, Language, get_language
from summarizer.models import FindingKind, LanguageCode, Status


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
