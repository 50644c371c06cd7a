"""The arithmetic before a batch."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from summarizer.batch.accounting import Limits
from summarizer.batch.estimate import Assumptions, estimate, estimate_digest
from summarizer.batch.inputs import Inputs
from summarizer.errors import InputError, UsageError
from summarizer.settings import Settings
from tests.batch.articles import article, write_records


def _lines(path: Path, model: str | None, assumed: Assumptions, limits: Limits | None = None, most: int = 100) -> list[str]:
    return list(estimate(Inputs([str(path)]), Settings(model=model, verify="off"), limits or Limits(), assumed, most))


def _numbers(line: str) -> list[float]:
    return [float(number.replace(",", "")) for number in re.findall(r"\d[\d,]*(?:\.\d+)?", line)]


def test_a_sample_stands_for_all(tmp_path: Path) -> None:
    write_records(tmp_path / "in.jsonl", 20, 600)
    few = _lines(tmp_path / "in.jsonl", "openai/gpt-5-mini", Assumptions(repair_share=0.0))
    many = _lines(tmp_path / "in.jsonl", "openai/gpt-5-mini", Assumptions(documents=20_000, repair_share=0.0), most=10)
    assert "20 documents, from a sample of 20" in few[0] and "20,000 documents, from a sample of 10" in many[0]
    requests, tokens, output = _numbers(many[1])
    assert (requests, output) == (20_000, 14_000_000)
    assert tokens / 1000 == pytest.approx(_numbers(few[1])[1], rel=0.2)


def test_judging_takes_a_request_for_each_document(tmp_path: Path) -> None:
    write_records(tmp_path / "in.jsonl", 4, 600)
    without = _numbers(_lines(tmp_path / "in.jsonl", "openai/gpt-5-mini", Assumptions(repair_share=0.0))[1])
    settings = Settings(model="openai/gpt-5-mini")
    lines = list(estimate(Inputs([str(tmp_path / "in.jsonl")]), settings, Limits(), Assumptions(repair_share=0.0), 100))
    requests, tokens, output = _numbers(lines[1])
    assert requests == 2 * without[0] and without[1] < tokens < 2 * without[1] and without[2] < output < 2 * without[2]


def test_the_slowest_limit_decides_and_batches_are_half_the_price(tmp_path: Path) -> None:
    write_records(tmp_path / "in.jsonl", 4, 600)
    lines = _lines(
        tmp_path / "in.jsonl",
        "openai/gpt-5-mini",
        Assumptions(documents=60_000, repair_share=0.0, latency=6.0),
        Limits(concurrency=10, requests_per_minute=1000, tokens_per_minute=10_000_000),
    )
    cost, half = _numbers(lines[2])[:2]
    assert half == pytest.approx(cost / 2, abs=0.01)
    assert lines[3].startswith("10.0 hours at 10 at once") and lines[3].endswith("(decides)")
    assert lines[4].startswith("1.0 hours at 1,000 requests")


def test_a_long_document_takes_a_request_for_each_section_and_one_more(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text(article("zh", 60_000), encoding="utf-8")
    requests = _numbers(_lines(tmp_path / "long.txt", "mine", Assumptions(repair_share=0.0))[1])[0]
    assert 5 <= requests <= 9


def test_unknown_price_and_unreadable_documents(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"id": "a", "text": " "}\n', encoding="utf-8")
    with pytest.raises(InputError, match="none of the documents can be read"):
        _lines(tmp_path / "in.jsonl", "mine", Assumptions())
    write_records(tmp_path / "in.jsonl", 2, 300)
    assert "cost unknown" in _lines(tmp_path / "in.jsonl", "mine", Assumptions())[2]
    assert "seconds of one worker, offline" in _lines(tmp_path / "in.jsonl", None, Assumptions())[1]


@pytest.mark.parametrize(("documents", "time"), [(1, "8.0 seconds"), (60, "8.0 minutes"), (3600, "8.0 hours"), (36_000_000, "80,000.0 hours")])
def test_a_time_has_the_unit_that_suits_it(tmp_path: Path, documents: int, time: str) -> None:
    write_records(tmp_path / "in.jsonl", 1, 300)
    assumed = Assumptions(documents=documents, repair_share=0.0, latency=8.0)
    assert _lines(tmp_path / "in.jsonl", "mine", assumed, Limits(concurrency=1))[3] == f"{time} at 1 at once, 8 s each (decides)"


def test_a_digest_takes_one_request_or_one_for_each_matter_and_one_for_the_core(examples: Path) -> None:
    inputs = Inputs([str(path) for path in sorted((examples / "digest").glob("*.txt"))])
    lines = list(estimate_digest(inputs, Settings(model="openai/gpt-5-mini"), Limits(), Assumptions()))
    assert lines[0] == "10 articles, 5 matters are told"
    requests, tokens_in, tokens_out = _numbers(lines[1])
    assert requests == 2 and 5_000 < tokens_in < 10_000 and tokens_out == 5 * 350 + 150
    assert lines[2].startswith("$0.0") and "batch" not in lines[2]
    unjudged = list(estimate_digest(inputs, Settings(model="openai/gpt-5-mini", verify="off"), Limits(), Assumptions()))
    assert _numbers(unjudged[1])[0] == 1
    by_matter = list(estimate_digest(inputs, Settings(model="openai/gpt-5-mini", section_tokens=800), Limits(), Assumptions()))
    assert _numbers(by_matter[1])[0] == 6 + 2 and 10_000 < _numbers(by_matter[1])[1] < 20_000
    long = list(estimate_digest(inputs, Settings(model="openai/gpt-5-mini", section_tokens=500), Limits(), Assumptions()))
    assert _numbers(long[1])[0] >= 7
    with pytest.raises(UsageError, match="costs nothing"):
        list(estimate_digest(inputs, Settings(), Limits(), Assumptions()))
