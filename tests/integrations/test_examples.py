"""The examples of the pipelines run as they stand."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def run(script: Path, by: str = sys.executable) -> str:
    """Run a script by our interpreter, or by bash. Returns what it printed."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    result = subprocess.run(
        [by, str(script)],
        capture_output=True,
        text=True,
        cwd=script.parent,
        env={**os.environ, "HAYSTACK_TELEMETRY_ENABLED": "False", "PYTHONWARNINGS": "error", "PATH": path},
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


@pytest.mark.parametrize(
    ("name", "shows"),
    [
        ("spacy_component", ["Core Viewpoint", "核心观点", "core_viewpoint: tokens "]),
        ("langchain_chain", ["Core Viewpoint - ", "核心观点 - "]),
        ("haystack_pipeline", ["Core Viewpoint", "核心观点", "0 failed"]),
        ("mcp_client", ["tools: summarize digest_articles check blocks", "Core Viewpoint", "9.1"]),
    ],
)
def test_examples_run(name: str, shows: list[str], examples: Path) -> None:
    printed = run(examples / "pipelines" / f"{name}.py")
    for text in shows:
        assert text in printed


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed")
def test_the_filter_runs(examples: Path) -> None:
    printed = run(examples / "pipelines/filter.sh", by="bash")
    assert printed.count("\n") == 1 and "percent" in printed
