"""A cache that cannot be used is told of once, and everything else goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

import summarizer
from summarizer.errors import CacheWarning
from tests.batch import forked
from tests.batch.articles import article
from tests.batch.scripted_server import ScriptedServer


@pytest.fixture(params=["damaged", "a folder", "not writable"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A folder of the cache."""
    path = tmp_path / "cache"
    if request.param == "not writable":
        path.write_text("a file in the way")
    elif request.param == "damaged":
        path.mkdir()
        (path / "answers.sqlite").write_bytes(b"garbage" * 1000)
    else:
        (path / "answers.sqlite").mkdir(parents=True)
    return path


def test_the_library_warns_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZER_CACHE_DIR", str(folder))
    with ScriptedServer() as server, pytest.warns(CacheWarning, match="the cache is not used") as warned:
        made = summarizer.summarize(article("en", 400), model="openai/gpt-5-mini", base_url=server.url, api_key="sk-of-a-test", cache=True)
    assert made.groups and len({str(warning.message) for warning in warned}) == 1


def test_every_command_tells_once(folder: Path, tmp_path: Path) -> None:
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(article("en", 400, n))
    (tmp_path / "s.txt").write_text("Core Viewpoint\n- Sales rose [1]\n")
    files = [str(tmp_path / f"{n}.txt") for n in range(3)]
    environment = {"SUMMARIZER_NO_CACHE": "", "SUMMARIZER_CACHE_DIR": str(folder), "OPENAI_API_KEY": "sk-of-a-test"}
    with ScriptedServer() as server:
        options = ["-m", "openai/gpt-5-mini", "--base-url", server.url, "--mode", "json_schema"]
        commands = [files, ["batch", *files, "-o", str(tmp_path / "o.jsonl"), "--verify", "openai/gpt-5"]]
        commands += [["check", str(tmp_path / "s.txt"), "--source", files[0]]]
        for command in commands:
            done = forked.run([*command, *options], environment)
            assert done.stderr.count("the cache is not used") == 1 and "Traceback" not in done.stderr, done.stderr
