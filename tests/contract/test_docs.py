"""The documentation: every block of code in it runs, its made parts are in step, and the site builds with strict links."""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from servers.minimal import MinimalServer

import summarizer
from summarizer.cli import COMMANDS
from summarizer.settings import Settings
from tests.batch import forked

from .blocks import ROOT, Block, blocks_of, run_python, run_shell

PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "examples/README.md", "examples/pipelines/README.md")]
PAGES += sorted((ROOT / "docs").glob("*.md"))
RUN = {"python", "sh"}
INSTALLED = "citations.md"  # the page whose commands are the installed script
SHOWN = {"", "text", "json"}  # results, formats and configurations: nothing to run


@pytest.fixture(scope="module")
def model_server() -> Iterator[str]:
    """Where the blocks that name a model find one: a server on loopback that answers under the schema."""
    with MinimalServer() as server:
        yield server.url


@pytest.fixture(scope="module")
def forks() -> Iterator[str]:
    """Where `summarizer` runs in processes that need not load it."""
    with forked.serve() as path:
        yield path


@pytest.fixture
def desk(tmp_path: Path, model_server: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as a reader may have it: an article, a summary of it, the examples; and the keys of a model."""
    article = ROOT / "examples/chinese_business/article.txt"
    (tmp_path / "article.txt").write_bytes(article.read_bytes())
    (tmp_path / "summary.txt").write_text(summarizer.summarize(article).to_text(), encoding="utf-8")
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    for name, value in {
        "OPENAI_BASE_URL": model_server,
        "OPENAI_API_KEY": "sk-of-nobody",
        "HAYSTACK_TELEMETRY_ENABLED": "False",
        "PYTHON_COLORS": "0",
    }.items():
        monkeypatch.setenv(name, value)
    return tmp_path


def test_every_block_is_run_or_shows_something() -> None:
    blocks = [block for page in PAGES for block in blocks_of(page)]
    assert {block.language for block in blocks} <= RUN | SHOWN
    assert sum(block.language in RUN for block in blocks) > 30
    for block in blocks:
        assert block.language in RUN or "import " not in block.code.splitlines()[0], f"{block} looks like code"


@pytest.mark.parametrize("page", [pytest.param(page, id=page.name, marks=[] if page.name == INSTALLED else pytest.mark.slow) for page in PAGES if any(block.language in RUN for block in blocks_of(page))])
def test_the_blocks_of_a_page_run(page: Path, desk: Path, request: pytest.FixtureRequest) -> None:
    """In their order, as a reader would: Python blocks share their names, shell blocks the folder.

    The installed script runs on one page, and elsewhere the same command.
    """
    forks = None if page.name == INSTALLED else request.getfixturevalue("forks")
    logger, names = logging.getLogger("summarizer"), {"__name__": "__main__"}
    level, handlers = logger.level, list(logging.getLogger().handlers)
    try:
        for block in blocks_of(page):
            _run(block, names, forks)
    finally:
        logger.setLevel(level)
        logging.getLogger().handlers[:] = handlers


def _run(block: Block, names: dict[str, object], forks: str | None) -> None:
    if block.language == "sh":
        run_shell(block, forks)
    elif block.language == "python":
        try:
            run_python(block, names)
        except Exception as error:
            raise AssertionError(f"{block}: {type(error).__name__}: {error}") from error


def test_a_wrong_extra_and_a_wrong_target_are_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for code in ("pip install 'cited-summarizer[nothing]'", "pip install something", "make nothing", "summarizer missing.txt"):
        with pytest.raises(AssertionError):
            run_shell(Block(ROOT / "README.md", 1, "sh", code))
    run_shell(Block(ROOT / "README.md", 1, "sh", "pip install 'cited-summarizer[mcp,langchain]'\nmake demo"))


def test_the_made_parts_are_in_step() -> None:
    done = subprocess.run([sys.executable, "scripts/docs.py", "--check"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_public_interface_is_documented() -> None:
    api = (ROOT / "docs/api.md").read_text(encoding="utf-8")
    for name in summarizer.__all__:
        kind = getattr(summarizer, name)
        module = getattr(kind, "__module__", "")
        assert name == "__version__" or name in api or f"::: {module}" in api, name
        assert name == "__version__" or (kind.__doc__ or "").strip(), f"{name} has no docstring"
    for field in Settings.model_fields:
        assert re.search(rf"\b{field}\b", Settings.__doc__ or "") or field in ("temperature", "seed"), field


@pytest.mark.slow
def test_the_site_builds_with_strict_links(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    assert done.returncode == 0, done.stderr
    index = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert "Every statement names" in index and "fonts.googleapis" not in index
    assert 'id="summarizer.api.summarize"' in (tmp_path / "site/api.html").read_text(encoding="utf-8")
    commands = (tmp_path / "site/command-line.html").read_text(encoding="utf-8")
    assert all(f'<h2 id="{name}">' in commands for name in COMMANDS) and "--on-unsupported" in commands
    assert "sbd_pysbd_golden_f1" in (tmp_path / "site/benchmarks.html").read_text(encoding="utf-8")
