"""The examples of the pipelines run as they stand."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def run(script: Path) -> str:
    """Run a script by our interpreter, from a folder of its own. Returns what it printed."""
    result = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, cwd=script.parent,
        env={**os.environ, "HAYSTACK_TELEMETRY_ENABLED": "False", "PYTHONWARNINGS": "error"},
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


@pytest.mark.parametrize(("name", "shows"), [
    ("spacy_component", ["Core Viewpoint", "核心观点", "core_viewpoint: tokens "]),
    ("langchain_chain", ["Core Viewpoint - ", "核心观点 - "]),
    ("haystack_pipeline", ["Core Viewpoint", "核心观点", "0 failed"]),
    ("mcp_client", ["tools: summarize check blocks", "Core Viewpoint", "9.1"]),
])
def test_examples_run(name: str, shows: list[str], examples: Path) -> None:
    printed = run(examples / "pipelines" / f"{name}.py")
    for text in shows:
        assert text in printed
