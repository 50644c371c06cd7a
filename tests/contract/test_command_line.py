"""The command line as the contract has it: what goes to which stream, exit codes, one line an error."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from summarizer import Document, Summary
from summarizer.cli.main import main

ZH = "examples/chinese_business/article.txt"
EN = "examples/english_economy/article.txt"
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def one_line(text: str) -> str:
    """The only line of stderr, which is not a traceback."""
    lines = text.splitlines()
    assert len(lines) == 1, text
    assert lines[0].startswith("summarizer: ") and "Traceback" not in lines[0]
    return lines[0]


def test_a_file_alone_is_summarised_offline_and_stderr_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([ZH]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("新能源车卖到四成之后，下一程比什么？\n002594.SZ 300750.SZ 产业观察·2025-03-28 09:30\n\n核心观点\n- ")
    assert "\n\n分组 1：" in out
    assert "offline" in one_line(err)
    assert main(["summarize", ZH]) == 0
    assert capsys.readouterr().out == out


@pytest.mark.parametrize("file", [ZH, EN])
@pytest.mark.parametrize("form", ["text", "line", "markdown", "json", "html"])
def test_every_format(file: str, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([file, "-f", form]) == 0
    out = capsys.readouterr().out
    if form == "json":
        summary = Summary.model_validate_json(out)
        assert summary.run.engine == "extractive" and summary.document.blocks == len(Document.from_file(file).blocks)
    elif form == "line":
        assert len(out.splitlines()) == 1
    elif form == "html":
        assert out.lstrip().lower().startswith("<!doctype html>")
    if form in ("text", "line", "json"):
        statements = Summary.parse(out).statements()
        assert len(statements) >= 4 and all(s.citations for _, s in statements)


def test_evidence_slices_back(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([EN, "-f", "json"]) == 0
    summary = Summary.model_validate_json(capsys.readouterr().out)
    document = Document.from_file(EN)
    for _, statement in summary.statements():
        for evidence in statement.evidence:
            block = document.block(evidence.block)
            assert document.text[evidence.start : evidence.end] == evidence.quote
            assert block.start <= evidence.start < evidence.end <= block.end


def test_limits_and_labels(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([ZH, "--groups", "2", "--points", "1", "--labels", "en"]) == 0
    out = capsys.readouterr().out
    assert "\nCore Viewpoint\n" in out and "Group 2: " in out and "Group 3" not in out
    assert out.count("\n- ") == 3


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    class Stdin(io.StringIO):
        buffer = io.BytesIO((ROOT / ZH).read_text(encoding="utf-8").encode("gb18030"))

    monkeypatch.setattr(sys, "stdin", Stdin())
    assert main(["-"]) == 0
    assert "核心观点" in capsys.readouterr().out


def test_output_goes_to_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "summary.txt"
    assert main([ZH, "-o", str(path)]) == 0
    assert capsys.readouterr().out == ""
    assert "核心观点" in path.read_text(encoding="utf-8")
    assert main([ZH, "-o", str(tmp_path / "no" / "summary.txt")]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_blocks(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["blocks", ZH]) == 0
    out = capsys.readouterr().out
    assert "\n[1] 三年前" in out and "\n## 一、龙头拉开身位\n[5] " in out
    assert main(["blocks", ZH, "--format", "json"]) == 0
    assert Document.model_validate_json(capsys.readouterr().out).blocks[0].number == 1


def test_schema(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "Summary"
    assert main(["schema", "--write", str(tmp_path)]) == 0
    assert capsys.readouterr().out == ""
    assert (tmp_path / "v1" / "summary.schema.json").is_file()


def test_convert_and_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([ZH, "-f", "line", "-o", str(tmp_path / "line.txt")]) == 0
    assert main(["convert", str(tmp_path / "line.txt"), "-f", "text"]) == 0
    text = capsys.readouterr().out
    assert main([ZH]) == 0
    assert capsys.readouterr().out == text
    (tmp_path / "good.txt").write_text(text, encoding="utf-8")
    assert main(["check", str(tmp_path / "good.txt"), "--source", ZH]) == 0
    capsys.readouterr()
    first = next(line for line in text.splitlines() if "3143.6万辆" in line)
    (tmp_path / "bad.txt").write_text(text.replace(first, first.replace("3143.6万辆", "3413.6万辆")), encoding="utf-8")
    assert main(["check", str(tmp_path / "bad.txt"), "--source", ZH, "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    findings = [f for e in report["entries"] for f in e["statement"]["support"]["findings"]]
    assert [f["kind"] for f in findings] == ["number"]


BAD = [
    (["no-such-file.txt"], "no-such-file.txt: no such file"),
    (["examples"], "examples: is a folder"),
    ([ZH, "--groups", "0"], "groups"),
    ([ZH, "--format", "odt"], "--format"),
    ([ZH, "--base-url", "http://127.0.0.1:1/v1"], "--base-url needs a model"),
    (["-", "-"], "standard input is named twice"),
    (["check", ZH], "--source"),
    (["check", "pyproject.toml", "--source", ZH, "--nth", "3"], "there is no 3 of 1"),
    (["convert", "no-such-summary.txt", "-f", "line"], "no such file"),
]


@pytest.mark.parametrize(("arguments", "said"), BAD, ids=[" ".join(a) for a, _ in BAD])
def test_wrong_usage_and_unreadable_input_exit_with_2(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == "" and said in err.splitlines()[-1] and "Traceback" not in err
    assert all(line.startswith("summarizer: ") for line in err.splitlines())


@pytest.mark.parametrize("data", [b"", b"  \n ", b"\x00\x01\x02\x03" * 50, b"%PDF-", b"\x89PNG\r\n"], ids=["empty", "blank", "binary", "pdf", "png"])
def test_a_file_that_holds_no_article_is_named_in_one_line(data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "input.bin"
    path.write_bytes(data)
    assert main(["blocks", str(path)]) == 2
    assert str(path) in one_line(capsys.readouterr().err)


def test_a_bad_file_does_not_stop_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([ZH, "no-such-file.txt", EN, "-f", "json"]) == 2
    out, err = capsys.readouterr()
    assert [json.loads(line)["document"]["language"] for line in out.splitlines()] == ["zh", "en"]
    assert "no-such-file.txt" in err


def test_no_server_is_exit_code_3(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([ZH, "-m", "openai/none", "--base-url", "http://127.0.0.1:9/v1", "--timeout", "5"]) == 3
    assert "127.0.0.1:9" in capsys.readouterr().err.splitlines()[-1]


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_stream_prints_what_the_summary_is(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main([ZH]) == 0
    whole = capsys.readouterr().out
    assert main([ZH, "--stream"]) == 0 and capsys.readouterr().out == whole
    assert main([ZH, "--stream", "-f", "json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["place"] for line in lines] == [place for place, _ in Summary.parse(whole).statements()]
    assert all(line["statement"]["support"]["status"] == "supported" and line["statement"]["evidence"] for line in lines)
    for wrong in ([ZH, EN, "--stream"], [ZH, "--stream", "-f", "html"], [ZH, "--stream", "-o", str(tmp_path / "x")]):
        assert main(wrong) == 2 and "--stream" in capsys.readouterr().err.splitlines()[-1]


def test_a_terminal_sees_in_a_stream_what_it_sees_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the marks of support, and without what it would obey."""
    wild = tmp_path / "wild.txt"
    wild.write_text("Sales \x1b]0;owned\x07rose 12%\n\nThe company said that sales \x1b[2Jrose 12% to 3 billion yuan.\n\nProfit fell.\n" + "It said no more of it.\n\n" * 40, encoding="utf-8")
    for file in (ZH, EN, str(wild)):
        shown = []
        for arguments in ([file], [file, "--stream"]):
            with monkeypatch.context() as patch:
                patch.setattr(sys, "stdout", terminal := _Terminal())
                assert main(arguments) == 0
                shown.append(terminal.getvalue())
        assert shown[0] == shown[1] and "✓" in shown[0] and "\x1b]" not in shown[0] and "\x1b[2J" not in shown[0]


def test_an_output_that_cannot_be_written_is_one_line() -> None:
    for target in ("/dev/full", "&-"):
        done = subprocess.run(["bash", "-c", f"{sys.executable} -m summarizer schema >{target}"], capture_output=True, text=True)
        assert done.returncode == 2 and "internal" not in done.stderr and len(done.stderr.splitlines()) <= 1
        assert target == "&-" or "standard output: No space left on device" in done.stderr


@pytest.mark.parametrize("unbuffered", ["1", ""])
@pytest.mark.parametrize("to", ["2>/dev/null", "2>&1"])
def test_a_closed_pipe_is_no_error(to: str, unbuffered: str) -> None:
    program = f"{sys.executable} -m summarizer {ZH} {to} | head -c 10 >/dev/null; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", program], capture_output=True, text=True, env={**os.environ, "PYTHONUNBUFFERED": unbuffered})
    assert done.returncode == 0 and done.stderr == ""


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes there")
def test_a_name_that_is_no_utf8_is_summarised_recorded_and_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    name = os.fsdecode(b"caf\xe9.txt")
    Path(name).write_text("Sales rose 12% to 3 billion yuan in 2024.\n\nProfit fell by a tenth.\n", encoding="utf-8")
    assert main(["blocks", name, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["origin"] == "caf\\udce9.txt"
    assert main([name, "--record", "record.json"]) == 0
    assert main(["replay", "record.json"]) == 0
    assert main(["batch", name, "-o", "out.jsonl"]) == 0
    assert main(["batch", name, "-o", "out.jsonl", "--resume"]) == 0
    assert json.loads(Path("out.jsonl").read_text(encoding="utf-8"))["id"] == "caf\\udce9.txt"
    assert main(["convert", "out.jsonl", "-f", "html", "-o", "pages"]) == 0


@pytest.mark.parametrize("arguments", [["a.txt", "-o", "a.txt"], ["a.txt", "--record", "./a.txt"], ["convert", "s.json", "--source", "a.txt", "-o", "a.txt"]])
def test_an_article_is_not_overwritten_by_its_summary(arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Sales rose 12%.", encoding="utf-8")
    assert main(["a.txt", "-f", "json", "-o", "s.json"]) == 0
    assert main(arguments) == 2
    assert "is the input and the output" in capsys.readouterr().err
    assert Path("a.txt").read_text(encoding="utf-8") == "Sales rose 12%."


def test_a_closed_standard_input_is_an_empty_one() -> None:
    done = subprocess.run(f"{sys.executable} -m summarizer - <&-", shell=True, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2 and "standard input: is empty" in done.stderr


def test_a_terminal_is_not_given_what_it_would_obey_in_json_or_by_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from summarizer.cli.console import show_spinner

    wild = tmp_path / "wild.txt"
    wild.write_text("Sales \x9b2Jrose 12% to \u202e3 billion yuan in 2024.\n" + "It said no more of it.\n\n" * 40, encoding="utf-8")
    for arguments in ([str(wild), "-f", "json"], [str(wild), "--stream", "-f", "json"], ["blocks", str(wild), "-f", "json"]):
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", terminal := _Terminal())
            assert main(arguments) == 0
        assert "‹U+009B›" in terminal.getvalue() and not set("\x9b\u202e") & set(terminal.getvalue())
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", terminal := _Terminal())
        with show_spinner("m reads n\x1b]0;owned\x07\x9b31m.txt", True):
            pass
    assert not any(sign in terminal.getvalue() for sign in ("\x1b]", "\x07", "\x9b"))


@pytest.mark.parametrize("format", ["text", "json", "markdown", "html"])
def test_check_takes_prose_and_shows_findings_alone(format: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Sales rise\n\nSales rose 12% to 340 million yuan in 2024.\n\nProfit fell to 30 million yuan.\n")
    (tmp_path / "s.txt").write_text("Sales rose 12% in 2024. Profit fell to 50 million yuan.")
    arguments = ["check", str(tmp_path / "s.txt"), "--source", str(tmp_path / "a.txt"), "-f", format]
    assert main(arguments) == 1
    whole = capsys.readouterr()
    assert "Sales rose 12% in 2024" in whole.out and "support is looked for anywhere" in one_line(whole.err)
    assert main([*arguments, "--only", "findings"]) == 1
    out = capsys.readouterr().out
    assert "50 million yuan" in out and "Sales rose 12% in 2024." not in out


def test_one_of_several_summaries_is_taken_by_its_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pages = [f"Title {n} of a page\nReuters·2025-03-0{n} 08:00\nCore Viewpoint - Sales rose {n}% [1]" for n in (1, 2)]
    (tmp_path / "s.txt").write_text("\n".join(pages))
    assert main(["convert", str(tmp_path / "s.txt")]) == 2
    line = one_line(capsys.readouterr().err)
    assert "2 of them (“Title 1 of a page”, “Title 2 of a page”)" in line and "--nth N" in line
    assert main(["convert", str(tmp_path / "s.txt"), "--nth", "2"]) == 0
    assert capsys.readouterr().out.startswith("Title 2 of a page\nReuters·2025-03-02 08:00\n\nCore Viewpoint\n- Sales rose 2% [1]")
