"""The notebook among the examples: its cells run from the top, and what stands last in one shows itself."""

from __future__ import annotations

import ast
import json

import pytest
from markupsafe import escape

from summarizer import Summary

from .blocks import ROOT

NOTEBOOK = json.loads((ROOT / "examples/notebook.ipynb").read_text(encoding="utf-8"))


def test_the_cells_run_and_show_something(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT / "examples")
    names: dict[str, object] = {}
    shown = [_run_cell(cell["source"], names) for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]
    summary, _, document, report, _, rows, length = shown
    assert isinstance(summary, Summary)
    for _, statement in summary.statements():  # what the pointer shows
        assert all(f"{escape(evidence.quote)}" in _html(summary).partition("<details")[0] for evidence in statement.evidence)
    assert "[13]" in _html(document)
    assert "2 statements: ✓ 1 supported · ✗ 1 not supported" in _html(report)
    assert isinstance(rows, list) and len(rows) >= 2 and all(supported == count > 0 for _, count, supported in rows)
    assert str(length).endswith("characters")
    out = capsys.readouterr().out
    assert "core_viewpoint supported (" in out and "number: the source says 3.0 percent, not 4.0 percent" in out


def test_it_is_kept_without_outputs_and_in_the_format_of_notebooks() -> None:
    assert (NOTEBOOK["nbformat"], NOTEBOOK["nbformat_minor"]) == (4, 5)
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code")
    assert len({cell["id"] for cell in NOTEBOOK["cells"]}) == len(NOTEBOOK["cells"])


def _run_cell(source: str, names: dict[str, object]) -> object:
    """Run a cell. Returns the value of its last line, if that is an expression."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "<cell>", "exec"), names)
    return eval(compile(ast.Expression(last.value), "<cell>", "eval"), names) if isinstance(last, ast.Expr) else None


def _html(value: object) -> str:
    html: str = value._repr_html_()  # type: ignore[attr-defined]  # what a notebook asks for
    return html
