"""The public names, what an import costs, and the settings' two faces."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from typing import get_type_hints

import summarizer
from summarizer._version import DISTRIBUTION, __version__
from summarizer.settings import Choices, Settings

from .blocks import ROOT

HEAVY = {"spacy", "jieba", "openai", "instructor", "numpy", "pydantic", "rich", "jinja2", "regex", "babel", "opencc", "httpx"}


def test_all_is_sorted_and_true() -> None:
    assert sorted(summarizer.__all__) == list(summarizer.__all__)
    for name in summarizer.__all__:
        assert getattr(summarizer, name) is not None
    assert len(summarizer.__all__) <= 24


def _modules_after(code: str) -> set[str]:
    result = subprocess.run(
        [sys.executable, "-c", code + "\nimport sys\nprint(*sorted({m.split('.')[0] for m in sys.modules}))"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stderr == ""
    return set(result.stdout.split())


def test_import_loads_nothing_heavy() -> None:
    assert not _modules_after("import summarizer") & HEAVY


def test_help_loads_nothing_heavy() -> None:
    code = "from summarizer.cli.main import main; import contextlib, io\nwith contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):\n main(['--help'])"
    assert not _modules_after(code) & HEAVY


def test_offline_summary_needs_neither_spacy_nor_a_client() -> None:
    loaded = _modules_after("import summarizer; summarizer.summarize('公司全年收入增长。利润下降。')")
    assert not loaded & {"spacy", "openai", "instructor"}


def test_a_check_needs_neither_numpy_nor_jieba() -> None:
    code = "import summarizer; summarizer.check('Core Viewpoint - Sales rose [1]', summarizer.Document.from_text('Sales rose.'))"
    assert not _modules_after(code) & {"numpy", "jieba", "spacy", "openai", "instructor"}


def test_choices_are_the_settings() -> None:
    assert set(get_type_hints(Choices)) == set(Settings.model_fields)


def test_distribution_is_named_alike_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (project["name"], project["version"]) == (DISTRIBUTION, __version__)
