"""What the commands give a terminal holds nothing that a terminal would obey, unless it is a colour of ours."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from summarizer.cli.main import main

_COLOUR = re.compile(r"\x1b\[(?:0|1|2|3[1236]|1;4;31)m")
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
BAD = "\x1b[2J \u202egnp.exe\u202c \x9b1m"
PLAIN = "Costs fell 3% in the second quarter of the year, and the company expects no change of this in the third. "  # controls alone are binary


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    article, summary = tmp_path / "article.txt", tmp_path / "summary.txt"
    article.write_text(f"A title\n\nRevenue rose 5% {BAD} to 12 million.\n\n{PLAIN * 4}\n", encoding="utf-8")
    summary.write_text(f"Core Viewpoint\n- Revenue rose 6% {BAD} [1]\n\nGroup 1: {BAD}\n- {PLAIN * 4}[2]\n", encoding="utf-8")
    return {"article": str(article), "summary": str(summary)}


@pytest.mark.parametrize("no_colour", ["", "1"])
@pytest.mark.parametrize(
    "command",
    [
        "blocks {article}",
        "blocks {article} -f json",
        "check {summary} --source {article}",
        "check {summary} --source {article} -f json",
        *(f"convert {{summary}} -f {form}" for form in ("text", "line", "markdown", "json", "html")),
        "convert {summary} --source {article}",
    ],
)
def test_nothing_commands_the_terminal(command: str, no_colour: str, files: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("NO_COLOR", no_colour)
    monkeypatch.setenv("TERM", "xterm")
    assert main(command.format(**files).split()) in (0, 1)
    out = capsys.readouterr().out
    assert "5%" in out or "6%" in out
    assert not _OBEYED.search(out if no_colour else _COLOUR.sub("", out)), repr(out)


def test_a_pipe_gets_the_words_as_they_are(files: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", files["summary"]]) == 0
    assert BAD.split()[0] in capsys.readouterr().out
