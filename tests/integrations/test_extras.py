"""A part whose extra is not installed names it, in one line."""

from __future__ import annotations

import subprocess
import sys

import pytest

HIDE = "import sys; sys.modules[{module!r}] = None\n"


@pytest.mark.parametrize(
    ("module", "extra", "subject"),
    [
        ("langchain_core", "langchain", "the LangChain runnable"),
        ("haystack", "haystack", "the Haystack component"),
        ("mcp", "mcp", "the MCP server"),
    ],
)
def test_what_is_missing_names_its_extra(module: str, extra: str, subject: str) -> None:
    result = subprocess.run([sys.executable, "-c", HIDE.format(module=module) + f"import summarizer.integrations.{extra}"], capture_output=True, text=True)
    assert f"UsageError: {subject}: needs the extra `{extra}`; pip install 'cited-summarizer[{extra}]'" in result.stderr


def test_the_command_says_so_without_a_traceback() -> None:
    code = HIDE.format(module="mcp") + "from summarizer.cli.main import main; sys.exit(main(['mcp']))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "summarizer: the MCP server: needs the extra `mcp`; pip install 'cited-summarizer[mcp]'\n"


def test_importing_the_package_loads_none_of_the_frameworks() -> None:
    code = "import sys, summarizer, summarizer.api, summarizer.cli.main; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"spacy", "langchain_core", "haystack", "mcp", "opentelemetry"} & set(loaded)
