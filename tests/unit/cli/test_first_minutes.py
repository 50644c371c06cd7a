"""What a newcomer types first: pipes, suffixes, mistyped names, `-q`, and the line that says how many statements there are."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarizer.cli.console import notify, set_quiet, show_spinner
from summarizer.cli.main import main
from summarizer.cli.shell_completion import SHELLS, complete_model

ARTICLE = "Sales rise\n\nSales rose 12% to 340 million yuan in 2024.\n\nProfit fell to 30 million yuan.\n"


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "chinese.txt").write_text("公司2024年营业收入增长12%，达到3.4亿元。\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("OPENAI_BASE_URL", "SUMMARIZER_MODEL"):
        monkeypatch.delenv(name, raising=False)
    yield tmp_path
    set_quiet(False)


def run(command: str, input: str | None = None, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A process of its own, as a shell starts it."""
    return subprocess.run([sys.executable, "-m", "summarizer", *command.split()], input=(input or "").encode(), capture_output=True, env={**os.environ, **environment})


@pytest.mark.parametrize("command", ["", "-f text", "summarize", "-"])
def test_what_is_piped_in_is_summarised(command: str) -> None:
    done = run(command, ARTICLE)
    assert done.returncode == 0 and "Core Viewpoint" in done.stdout.decode()
    assert re.fullmatch(r"summarizer: standard input: (\d+) statements?: \1 supported; written by the offline engine \(-m names a model\)\n", done.stderr.decode())


def test_what_is_written_to_a_pipe_is_utf8_whatever_the_system_speaks() -> None:
    done = run("chinese.txt", PYTHONIOENCODING="latin-1", LC_ALL="C")
    assert "营业收入增长12%" in done.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("name", "opening"), [("page.html", "<!doctype html>"), ("PAGE.HTM", "<!doctype html>"), ("a.json", '{\n  "schema_version"'), ("a.md", "# Sales rise"), ("a.txt", "Sales rise\n"), ("a", "Sales rise\n"), ("a.log", "Sales rise\n")]
)
def test_the_suffix_of_the_output_names_its_format(name: str, opening: str) -> None:
    assert main(["article.txt", "-o", name]) == 0
    assert Path(name).read_text(encoding="utf-8").startswith(opening)


WRONG = [
    ("article.txt -o page.html -f json", "page.html: is no name for -f json"),
    ("article.txt -o page.pdf", "page.pdf: .pdf is not written here; name one of text, line, markdown"),
    ("blocks article.txt -o page.html", "page.html: .html is not written here; name one of text, json"),
    ("artcle.txt", "artcle.txt: no such file; did you mean article.txt?"),
    ("there/article.txt", "there/article.txt: no such file; there is no folder there"),
    ("chekc article.txt", "chekc: no such command or file; did you mean `summarizer check`?"),
    ("article.txt --langauge en", "--langauge: no such option; did you mean --language?"),
    ("article.txt --colour", "--colour: no such option; see `summarizer summarize --help`"),
    ("check a b --source c", "b: one argument too many"),
    ("article.txt -f jsn", "--format: jsn: no such choice; did you mean json?"),
    ("article.txt --groups 0", "--groups: 0 is not allowed; give a whole number from 1 to 12"),
    ("article.txt --groups few", "--groups: few is not allowed; give a whole number from 1 to 12"),
    ("article.txt -o a.json -o a.md -o a.docx", "-o: given 3 times; one command writes one file"),
    ("article.txt --length short --length=long", "--length: given 2 times; give it once"),
    ("check -q article.txt --source article.txt --source article.txt", "the citations of the summary name no articles"),
    ("check article.txt --source article.txt --citations loose --citations loose", "--citations: given 2 times; give it once"),
    ("article.txt --points 13", "--points: 13 is not allowed; give a whole number from 1 to 12"),
    ("article.txt --timeout never", "--timeout: never is not allowed; give a number above 0"),
    ("article.txt --shape nwes", "nwes: no such shape; did you mean news?"),
    ("article.txt -m gpt-5-mini", "gpt-5-mini: no such provider; did you mean openai/gpt-5-mini?"),
    ("article.txt -m qwen-plus", "did you mean qwen/qwen-plus?"),
    ("article.txt -m opnai/gpt-5-mini", "did you mean openai/gpt-5-mini?"),
    ("article.txt -m of-nobody", "write one of openai, deepseek"),
    ("chinese.txt -l en", "chinese.txt: is in Chinese, and only a model can write in another language; name one (-m PROVIDER/MODEL"),
]


@pytest.mark.parametrize(("command", "said"), WRONG, ids=[command for command, _ in WRONG])
def test_what_is_wrong_is_said_in_one_line_with_the_remedy(command: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(command.split()) == 2
    out, err = capsys.readouterr()
    assert out == "" and said in err and err.count("\n") == 1 and "Settings" not in err


def test_quiet_leaves_errors_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-q", "article.txt"]) == 0 and capsys.readouterr().err == ""
    assert main(["article.txt", "missing.txt", "--quiet"]) == 2
    assert capsys.readouterr().err == "summarizer: missing.txt: no such file; check the path\n"
    assert main(["article.txt"]) == 0 and "supported; written by" in capsys.readouterr().err


def test_a_check_is_piped_and_written_like_a_summary(capsys: pytest.CaptureFixture[str]) -> None:
    done = run("check --source article.txt", "Core Viewpoint\n- Sales rose 21% to 340 million yuan in 2024 [1]")
    assert done.returncode == 1 and "1 statement: ✗ 1 not supported" in done.stdout.decode()
    assert main(["article.txt", "-o", "s.txt"]) == 0
    assert main(["check", "s.txt", "--source", "article.txt", "-o", "report.html"]) == 0
    assert Path("report.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert main(["check", "s.txt", "--source", "article.txt", "-o", "article.txt"]) == 2


def test_open_statements_are_those_with_findings_and_the_undecided(capsys: pytest.CaptureFixture[str]) -> None:
    claims = ["Sales rose 12% to 340 million yuan in 2024 [1]", "Sales rose 21% in 2024 [1]", "Turnover was higher in 2024 [1]"]
    Path("claims.txt").write_text("Core Viewpoint\n- " + claims[0] + "\n\nGroup 1: A\n- " + "\n- ".join(claims[1:]) + "\n", encoding="utf-8")
    shown = {}
    for only in ("findings", "open"):
        assert main(["check", "claims.txt", "--source", "article.txt", "--only", only, "-f", "json"]) == 1
        shown[only] = [entry["statement"]["support"]["status"] for entry in json.loads(capsys.readouterr().out)["entries"]]
    assert shown == {"findings": ["unsupported"], "open": ["unsupported", "unchecked"]}


def test_a_check_that_is_written_ends_with_its_counts(capsys: pytest.CaptureFixture[str]) -> None:
    Path("claims.txt").write_text("Core Viewpoint\n- Sales rose 21% to 340 million yuan in 2024 [1]\n", encoding="utf-8")
    assert main(["check", "claims.txt", "--source", "article.txt", "-o", "report.html"]) == 1
    assert capsys.readouterr().err == "summarizer: report.html: 1 statement: ✗ 1 not supported\n"


def test_a_terminal_shows_notes_wrapped_at_words(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    monkeypatch.setenv("COLUMNS", "40")
    words = "article.txt: 9 statements: 9 supported; written by the offline engine (-m names a model)"
    notify(words)
    lines = terminal.getvalue().splitlines()
    assert len(lines) > 1 and max(map(len, lines)) <= 40
    assert " ".join(terminal.getvalue().split()) == f"summarizer: {words}"


def test_the_spinner_shows_seconds_and_the_attempt(monkeypatch: pytest.MonkeyPatch) -> None:
    import logging

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    monkeypatch.setenv("TERM", "xterm")
    with show_spinner("m reads a.txt", True):
        logging.getLogger("summarizer").info("attempt failed: %s", "busy", extra={"attempt": 1})
        time.sleep(0.2)  # a frame of rich
    assert "m reads a.txt · 0 s · attempt 2" in terminal.getvalue()
    assert not logging.getLogger("summarizer").isEnabledFor(logging.INFO)


@pytest.mark.parametrize("shell", SHELLS)
def test_completion_names_the_program(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    assert "summarizer" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("summarizer che", {"check"}),
        ("summarizer art", {"article.txt"}),
        ("summarizer check --sou", {"--source"}),
        ("summarizer article.txt --gro", {"--groups"}),
        ("summarizer blocks article.txt -f ", {"text", "json"}),
        ("summarizer article.txt -m ollam", {"ollama/"}),
        ("summarizer article.txt --shape ", {"news", "earnings_call", "research_report", "meeting_minutes", "article.txt"}),
    ],
)
def test_the_shell_is_offered_what_may_follow(line: str, offered: set[str], desk: Path) -> None:
    out = desk / "offered"
    run("", _ARGCOMPLETE="1", _ARGCOMPLETE_STDOUT_FILENAME=str(out), COMP_LINE=line, COMP_POINT=str(len(line)), _ARGCOMPLETE_IFS="\n")
    assert {word.strip() for word in out.read_text().splitlines()} >= offered


def test_a_model_is_completed_from_the_price_list() -> None:
    assert "openai/gpt-5-mini" in complete_model("openai/gpt")
