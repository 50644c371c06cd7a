"""A part whose extra is not installed names it, in one line."""

from __future__ import annotations

import subprocess
import sys

import pytest

HIDE = "import sys; sys.modules[{module!r}] = None\n"


@pytest.mark.parametrize(
    ("module", "extra", "code"),
    [
        ("langchain_core", "langchain", "import summarizer.integrations.langchain"),
        ("haystack", "haystack", "import summarizer.integrations.haystack"),
        ("mcp", "mcp", "import summarizer.integrations.mcp"),
    ],
)
def test_what_is_missing_names_its_extra(module: str, extra: str, code: str) -> None:
    result = subprocess.run([sys.executable, "-c", HIDE.format(module=module) + code], capture_output=True, text=True)
    assert f"UsageError: this part needs the extra `{extra}`; pip install 'summarizer[{extra}]'" in result.stderr


def test_the_command_says_so_without_a_traceback() -> None:
    code = HIDE.format(module="mcp") + "from summarizer.cli.main import main; sys.exit(main(['mcp']))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "summarizer: this part needs the extra `mcp`; pip install 'summarizer[mcp]'\n"


def test_importing_the_package_loads_none_of_the_frameworks() -> None:
    code = "import sys, summarizer, summarizer.api, summarizer.cli.main; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"spacy", "langchain_core", "haystack", "mcp", "opentelemetry"} & set(loaded)
