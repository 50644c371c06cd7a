"""The cache of answers: what it keeps apart, several processes at once, and damage that costs nothing but the saving."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.cli.maintenance_commands import add_cache_arguments, run_cache
from summarizer.errors import UsageError
from summarizer.llm.answer_cache import AnswerCache, AnswerStore, digest, settings_digest
from summarizer.llm.providers import Endpoint
from summarizer.llm.writer import build_summary_question
from summarizer.models import Document
from summarizer.settings import Settings
from summarizer.shapes import News

ENDPOINT = Endpoint("openai/m", "openai", "m", "http://127.0.0.1/v1", ("json_schema",), False, "sk-a")
TEXT = "Sales rose by 5% in 2024.\n\nProfit fell. The board expects a better year."


@given(st.lists(st.text(), max_size=6), st.lists(st.text(), max_size=6))
def test_a_digest_tells_lists_of_parts_apart(first: list[str], second: list[str]) -> None:
    assert (digest(*first) == digest(*second)) == (first == second)


def _key(text: str = TEXT, endpoint: Endpoint = ENDPOINT, **choices: object) -> str:
    settings = Settings.model_validate({"model": "openai/m", **choices})
    return AnswerCache(settings).key(endpoint, build_summary_question(Document.from_text(text), settings))


def test_the_key_is_made_of_all_that_shapes_an_answer_and_of_no_secret() -> None:
    other = Endpoint("openai/m", "openai", "m", "http://127.0.0.1/v1", ("json_schema",), False, "sk-b")
    assert _key() == _key() == _key(endpoint=other, api_key="sk-c", timeout=7)
    elsewhere = Endpoint("openai/m", "openai", "m", "http://127.0.0.2/v1", ("json_schema",), False, "sk-a")
    larger = Endpoint("openai/n", "openai", "n", "http://127.0.0.1/v1", ("json_schema",), False, "sk-a")
    keys = [
        _key(),
        _key(TEXT.replace("5%", "6%")),
        _key("\n\n".join(reversed(TEXT.split("\n\n")))),
        _key(endpoint=elsewhere),
        _key(endpoint=larger),
        _key(temperature=0.5),
        _key(language="zh"),
        _key(points=2),
        _key(seed=1),
        _key(max_output_tokens=999),
    ]
    assert len(set(keys)) == len(keys)


def test_settings_in_short_leave_secrets_out() -> None:
    assert settings_digest(Settings(api_key="sk-a", timeout=3)) == settings_digest(Settings())  # type: ignore[arg-type]  # pydantic takes a str
    assert settings_digest(Settings(groups=2)) != settings_digest(Settings())


def test_a_shape_counts_as_what_its_file_says(tmp_path: Path) -> None:
    first, second = tmp_path / "a.json", tmp_path / "b.json"
    schema = News.model_json_schema()
    first.write_text(json.dumps(schema), encoding="utf-8")
    second.write_text(json.dumps(schema, indent=2), encoding="utf-8")
    before = settings_digest(Settings(shape=str(first)))
    assert before == settings_digest(Settings(shape=str(second))) == settings_digest(Settings(shape=schema))
    assert before != settings_digest(Settings())
    key = _key(shape=str(first))
    first.write_text(json.dumps({**schema, "description": "What happened."}), encoding="utf-8")
    assert settings_digest(Settings(shape=str(first))) != before and _key(shape=str(first)) != key
    with pytest.raises(UsageError, match="no such shape"):
        settings_digest(Settings(shape=str(tmp_path / "none.json")))


def test_the_first_answer_stays_and_clear_forgets_all(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "answers.sqlite"
    with AnswerStore(path) as cache:
        assert (cache.get("k"), cache.info().answers, path.exists()) == (None, 0, True)
        cache.put("k", "一")
        cache.put("k", "two")
        assert cache.get("k") == "一"
    with AnswerStore(path) as cache:
        assert cache.get("k") == "一" and cache.info().answers == 1 and cache.info().size > 0
        assert cache.clear() == 1 and cache.get("k") is None


def test_several_processes_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    code = """
import sys
from pathlib import Path
from summarizer.llm.answer_cache import AnswerStore
with AnswerStore(Path(sys.argv[1])) as cache:
    for i in range(200):
        cache.put(f"{sys.argv[2]}-{i}", "x" * 500)
        cache.put(f"shared-{i}", sys.argv[2])
    assert cache.fault is None, cache.fault
"""
    processes = [subprocess.Popen([sys.executable, "-c", code, str(path), str(n)]) for n in range(4)]
    assert [process.wait(60) for process in processes] == [0] * 4
    with AnswerStore(path) as cache:
        assert cache.info().answers == 4 * 200 + 200
        assert cache.get("3-199") == "x" * 500


@pytest.mark.parametrize("damage", [b"this is no database at all, but long enough to be looked at" * 20, None])
def test_a_cache_that_cannot_be_used_is_told_once_and_costs_nothing(tmp_path: Path, damage: bytes | None) -> None:
    path = tmp_path / "answers.sqlite"
    if damage is None:
        path.mkdir()
    else:
        path.write_bytes(damage)
    with AnswerStore(path) as cache:
        cache.put("k", "v")
        assert cache.get("k") is None and "is not used" in str(cache.pop_fault()) and cache.pop_fault() is None
        if damage is not None:
            cache.clear()
            cache.put("k", "v")
            assert cache.get("k") == "v"


def test_a_cache_that_somebody_else_made_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.llm.answer_cache._MAX_STEPS", 10**6)
    path = tmp_path / "answers.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("create view answers as with recursive r(key, answer) as (select '1', 1 union all select '1', answer + 1 from r) select * from r where answer < 0")
    with AnswerStore(path) as cache:
        assert cache.get("k") is None and "is not used: interrupted" in str(cache.pop_fault())


def test_an_answer_that_no_longer_fits_is_asked_again(tmp_path: Path) -> None:
    settings = Settings(model="openai/m")
    question = build_summary_question(Document.from_text(TEXT), settings)
    with AnswerStore(tmp_path / "answers.sqlite") as cache:
        answers = AnswerCache(settings, cache)
        key = answers.key(ENDPOINT, question)
        good = '{"answer": {"core_viewpoint": 1}, "attempts": 1, "tokens": {}}'
        for kept in ("nonsense", "{}", good, good.replace("1,", '"many",'), '{"answer":' * 50_000, "[" * 100_000):
            cache.clear()
            cache.put(key, kept)
            assert answers.get(key, question) is None


def test_info_and_clear_from_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    import argparse

    monkeypatch.setenv("SUMMARIZER_CACHE_DIR", str(tmp_path))
    parser = argparse.ArgumentParser()
    add_cache_arguments(parser)
    with AnswerStore() as cache:
        cache.put("k", "v")
    assert run_cache(parser.parse_args(["info"])) == 0
    assert "1 answer, " in capsys.readouterr().out
    assert run_cache(parser.parse_args(["clear"])) == 0
    assert capsys.readouterr().out == "1 answer forgotten\n"
