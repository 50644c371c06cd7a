"""`summarizer doctor` against servers that can do more and less."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from tests.batch import forked

from .constrained import ConstrainedServer
from .scripted import RIGHT, ScriptedServer, Step

KEY = "sk-very-secret-0123456789"
ANSWER = json.dumps(
    {
        "core_viewpoint": {"sentences": [1], "text": "Sales rose 12% to 3 billion yuan in 2024"},
        "groups": [{"title": "Profit", "points": [{"sentences": [2], "text": "Profit fell by a tenth, it said"}]}],
    }
)


def doctor(*arguments: str, **variables: str) -> CompletedProcess[str]:
    """Run the command with these environment variables added."""
    return forked.run(["doctor", *arguments], variables)


def found(*arguments: str, **variables: str) -> tuple[int, dict[str, Any]]:
    result = doctor(*arguments, "-f", "json", **variables)
    assert result.stderr == "", result.stderr
    return result.returncode, json.loads(result.stdout)


def test_without_a_model_it_tells_what_is_installed(tmp_path: Path) -> None:
    code, told = found(SUMMARIZER_CACHE_DIR=str(tmp_path), OPENAI_API_KEY=KEY, OPENAI_BASE_URL=f"http://me:{KEY}@127.0.0.1:1/v1?key={KEY}")
    assert code == 0 and told["versions"]["python"] == sys.version.split()[0] and told["versions"]["openai"] != "missing"
    assert told["extras"]["mcp"]["mcp"] and "test" not in told["extras"]
    assert told["cache"]["path"].startswith(str(tmp_path)) and told["cache"]["answers"] == 0
    assert told["environment"]["OPENAI_API_KEY"] is True and told["environment"]["DEEPSEEK_API_KEY"] is False
    assert told["environment"]["OPENAI_BASE_URL"] == "http://127.0.0.1:1/v1" and KEY not in json.dumps(told)
    assert told["offline_engine"]["statements"] >= 2 and 0 < told["offline_engine"]["seconds"] < 5


@pytest.mark.slow
def test_a_server_that_decodes_under_the_schema(constrained: ConstrainedServer) -> None:
    code, told = found("-m", "random", "--base-url", constrained.url, OPENAI_API_KEY=KEY)
    modes = told["model"]["modes"]
    assert code == 0 and KEY not in json.dumps(told)
    assert all(modes[mode]["answers"] and modes[mode]["enforced"] and modes[mode]["tokens"] > 500 for mode in ("json_schema", "tools"))
    assert not modes["plain"]["answers"] and told["model"]["streaming"]["answers"]


def test_a_server_that_takes_the_schema_and_ignores_it() -> None:
    def right(request: dict[str, Any]) -> str:
        return "hello" if "hello" in request["messages"][0]["content"] else ANSWER

    with ScriptedServer([RIGHT], right) as server:
        _, told = found("-m", "m", "--base-url", server.url)
        text = doctor("-m", "m", "--base-url", server.url).stdout
    modes = told["model"]["modes"]
    assert [modes[m].get("enforced") for m in ("json_schema", "tools", "json", "plain")] == [False, False, None, None]
    assert all(mode["answers"] for mode in modes.values())
    assert "schema not enforced" in text and text.count(" yes: ") == 5


def test_a_server_without_schemas_and_one_that_is_not_there() -> None:
    with ScriptedServer([Step(kind="status", status=400, body={"error": {"message": "response_format is not supported"}})]) as server:
        code, told = found("-m", "m", "--base-url", server.url)
        assert code == 3 and "not supported" in told["model"]["modes"]["json_schema"]["error"]
    code, told = found("-m", "m", "--base-url", server.url)
    assert code == 3 and "connection" in told["model"]["modes"]["json"]["error"]


def test_a_missing_key_is_named() -> None:
    result = doctor("-m", "openai/gpt-5-mini")
    assert result.returncode == 3 and "OPENAI_API_KEY" in result.stdout.splitlines()[-1]
