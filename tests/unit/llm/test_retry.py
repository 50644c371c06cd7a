"""What the next attempt does differently, and when there is none."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from summarizer.errors import ContextError, InvalidAnswerError, ServerError, SummarizerError, TruncatedError
from summarizer.llm import retry
from summarizer.llm.error_translation import NoJsonError, RejectedError, transient_server_error
from summarizer.llm.retry import RetryPolicy


def _policy(attempts: int = 3) -> RetryPolicy:
    return RetryPolicy(["json_schema", "tools", "json"], attempts, 100)


def _after(policy: RetryPolicy, *errors: SummarizerError) -> RetryPolicy:
    for error in errors:
        asyncio.run(policy.next_attempt(error))
    return policy


def _rejection(status: int = 400, message: str = "no") -> RejectedError:
    error = RejectedError(message)
    error.status = status
    return error


def test_a_rejected_mode_is_ruled_out_and_costs_no_attempt() -> None:
    assert _after(_policy(attempts=1), _rejection()).mode == "tools"
    first = _rejection(message="first")
    with pytest.raises(RejectedError, match="first"):
        _after(_policy(), first, _rejection(), _rejection())
    with pytest.raises(RejectedError):
        _after(_policy(), _rejection(404, "no such model"))


def test_a_truncated_answer_gets_more_tokens_once() -> None:
    cut = TruncatedError("cut")
    policy = _after(_policy(), cut)
    assert policy.max_tokens == 100 * retry.LIMITS.truncation_factor
    for error in (TruncatedError("again"), ContextError("no room")):
        with pytest.raises((TruncatedError, ContextError)):
            _after(replace(policy), error)


def test_the_model_is_told_what_was_wrong_and_an_ignored_mode_is_ruled_out() -> None:
    policy = _after(_policy(), InvalidAnswerError("m: groups: too short"))
    assert policy.mode == "json_schema" and "groups: too short" in policy.notes[0]
    assert _after(policy, InvalidAnswerError("m: the same")).mode == "tools"
    assert _after(_policy(), NoJsonError("m: prose")).mode == "tools"


def test_a_server_is_waited_for_unless_it_asks_for_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    asked = transient_server_error("busy")
    asked.retry_after = 7.0
    _after(_policy(9), asked, *[transient_server_error("busy") for _ in range(7)])
    assert waits[0] == 7.0
    limits = retry.LIMITS
    assert all(limits.first_backoff / 2 <= wait <= limits.max_backoff for wait in waits[1:])
    asked.retry_after = limits.max_requested_wait + 1
    with pytest.raises(ServerError):
        _after(_policy(), asked)


def test_the_last_error_is_raised_when_the_attempts_are_used_up() -> None:
    with pytest.raises(InvalidAnswerError, match="second"):
        _after(_policy(attempts=2), InvalidAnswerError("m: first"), InvalidAnswerError("m: second"))
