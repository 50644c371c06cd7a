"""Records of summaries, made against real servers on loopback and replayed with none."""

from __future__ import annotations

import json
import os
import socket
from functools import partial
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

import summarizer
from summarizer.errors import InputError
from summarizer.replay import Recording, record, replay, same_summary
from summarizer.shapes import BUILT_IN
from tests.batch import forked

from .constrained import ConstrainedServer
from .scripted import RIGHT, ScriptedServer, Step

KEY = "sk-very-secret-0123456789"


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even loopback."""

    def refuse(*_: object) -> None:
        raise AssertionError("a replay opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def made(folder: Path, server: str, **choices: Any) -> Recording:
    """A record, written and read again."""
    path = folder / "record.json"
    record(folder / "article.txt", model="openai/random", base_url=server, api_key=KEY, **choices).write(path)
    assert KEY not in path.read_text(encoding="utf-8")
    return Recording.from_file(path)


@pytest.fixture
def folder(tmp_path: Path, examples: Path) -> Path:
    """A folder with an article."""
    (tmp_path / "article.txt").write_bytes((examples / "chinese_business/article.txt").read_bytes())
    return tmp_path


@pytest.mark.parametrize(
    "choices",
    [
        {"language": "zh"},
        {"language": "en", "mode": "tools"},
        {"shape": "earnings_call"},
        {"language": "en", "verify": "openai/judge", "repair_tokens": 100_000},
        {"on_unsupported": "drop", "language": "zh", "seed": 7},
    ],
    ids=lambda choices: "-".join(choices),
)
def test_a_replay_is_the_same_summary(constrained: ConstrainedServer, folder: Path, choices: dict[str, Any], request: pytest.FixtureRequest) -> None:
    try:
        kept = made(folder, constrained.url, **choices)
    except summarizer.UnsupportedError:
        pytest.skip("nothing of the gibberish was borne out")
    asked = len(constrained.requests)
    request.getfixturevalue("no_network")
    again = replay(kept)
    assert len(constrained.requests) == asked
    assert same_summary(again, kept.summary) and again.run.engine == "llm" and again.run.tokens == kept.summary.run.tokens
    assert len(kept.answers) >= 1 and kept.answers[0].prompt_hash == kept.summary.run.prompt_hash


def test_a_long_document_is_replayed_section_by_section(constrained: ConstrainedServer, folder: Path, request: pytest.FixtureRequest) -> None:
    kept = record(folder / "article.txt", model="Org/random", base_url=constrained.url, section_tokens=600, language="zh", repair_tokens=0)
    assert len(kept.answers) > 2 and {answered.model for answered in kept.answers} == {"Org/random"}
    request.getfixturevalue("no_network")
    assert same_summary(replay(Recording.model_validate_json(kept.model_dump_json())), kept.summary)


def test_the_offline_engine_is_replayed_too(folder: Path, no_network: None) -> None:
    kept = record(folder / "article.txt", groups=2)
    assert kept.answers == [] and same_summary(replay(kept), kept.summary) and len(kept.summary.groups) == 2


def test_a_failing_repair_fails_again(folder: Path, no_network: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    (folder / "article.txt").write_text("Sales rose 12% in 2024.\n\nProfit fell.", encoding="utf-8")
    wrong = json.dumps(
        {
            "core_viewpoint": {"sentences": [1], "text": "Sales rose 21% in 2024"},
            "groups": [{"title": "Profit", "points": [{"sentences": [2], "text": "Profit fell in that year"}]}],
        }
    )
    with ScriptedServer([RIGHT, Step(text="no JSON at all")], wrong) as server:
        kept = made(folder, server.url, mode="json_schema")
    assert kept.answers[-1].answer is None and kept.answers[-1].error == "InvalidAnswerError"
    again = replay(kept)
    assert same_summary(again, kept.summary) and again.run.attempts == kept.summary.run.attempts > 2


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda r: r["answers"].clear(), f"no answer of openai/random to the prompt summarize.{summarizer.Settings().prompts}"),
        (lambda r: r["answers"][0].update(prompt_hash="sha256:0"), "no answer of openai/random"),
        (lambda r: r["answers"][0]["answer"].clear(), "none to its question"),
        (lambda r: r["settings"].update(points=2), "no answer of openai/random"),
        (lambda r: r.update(record_version="9"), "no record: record_version"),
        (lambda r: r.clear(), "no record"),
        (lambda r: r["document"]["sentences"].clear(), "blocks and sentences are not those of its text"),
        (lambda r: r["document"]["sentences"][0].update(block=10**9), "not those of its text"),
        (lambda r: r["document"]["blocks"][0].update(end=3), "not those of its text"),
    ],
)
def test_a_record_that_does_not_fit_is_refused(constrained: ConstrainedServer, folder: Path, spoil: Any, told: str) -> None:
    values = json.loads(made(folder, constrained.url, language="zh").model_dump_json())
    spoil(values)
    (folder / "spoilt.json").write_text(json.dumps(values), encoding="utf-8")
    with pytest.raises(InputError, match=told):
        replay(folder / "spoilt.json")


def run(*arguments: str, cwd: Path) -> CompletedProcess[str]:
    return forked.run(arguments, prepare=partial(os.chdir, cwd))


def test_the_command_line(constrained: ConstrainedServer, folder: Path) -> None:
    asked = ["article.txt", "-m", "random", "--base-url", constrained.url, "--no-cache", "--shape", "news"]
    first = run(*asked, "--record", "record.json", cwd=folder)
    assert first.returncode == 0, first.stderr
    again = run("replay", "record.json", cwd=folder)
    assert (again.returncode, again.stdout, again.stderr) == (0, first.stdout, "")
    values = json.loads((folder / "record.json").read_text(encoding="utf-8"))
    values["summary"]["core_viewpoint"]["text"] = "something else"
    (folder / "record.json").write_text(json.dumps(values), encoding="utf-8")
    other = run("replay", "record.json", "-f", "json", cwd=folder)
    assert other.returncode == 1 and "differs from the recorded one" in other.stderr and json.loads(other.stdout)["run"]["engine"] == "llm"
    missing = run("replay", "nothing.json", cwd=folder)
    assert missing.returncode == 2 and missing.stderr.count("\n") == 1


def test_a_record_opens_no_file(constrained: ConstrainedServer, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    schema = folder / "shape.json"
    schema.write_text(json.dumps(BUILT_IN["news"].model_json_schema()))
    kept = made(folder, constrained.url, language="zh", shape=str(schema))
    assert isinstance(kept.settings["shape"], dict)
    monkeypatch.setattr(os, "open", None)
    monkeypatch.setattr("builtins.open", None)
    assert same_summary(replay(kept), kept.summary)
    for changes, message in (
        ({"shape": str(schema)}, "the record names a file for its shape"),
        ({"shape": "/dev/zero"}, "the record names a file for its shape"),
        ({"verify": f"nli/{folder}"}, "the record names a local model as its judge; name yours: --verify nli/NAME"),
    ):
        with pytest.raises(InputError, match=message):
            replay(kept.model_copy(update={"settings": {**kept.settings, **changes}}))
    other = kept.model_copy(update={"settings": {**kept.settings, "spacy_pipeline": str(folder), "base_url": "http://10.0.0.1/"}})
    assert same_summary(replay(other), kept.summary)
