"""The MCP server, asked by the SDK's own client: in memory, and as a process over standard input and output."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import validate
from mcp import Client, StdioServerParameters
from mcp_types import CallToolResult

from summarizer import api
from summarizer.integrations.mcp import Shape, make_server
from summarizer.models import Document, Report, Summary
from summarizer.settings import Settings
from summarizer.shapes import BUILT_IN

Talk = Callable[[Client], Coroutine[Any, Any, CallToolResult]]


def ask(tool: str, arguments: dict[str, Any], *roots: Path, **choices: Any) -> CallToolResult:
    """One call of a tool, as a host makes it."""

    async def talk() -> CallToolResult:
        async with Client(make_server(Settings(**choices), roots)) as client:
            return await client.call_tool(tool, arguments)

    return asyncio.run(talk())


def text_of(result: CallToolResult) -> str:
    """What a host shows of an answer."""
    return "\n".join(part.text for part in result.content if part.type == "text")


def test_the_tools_say_what_they_take_and_give(english: str) -> None:
    async def talk() -> None:
        async with Client(make_server(Settings())) as client:
            tools = {tool.name: tool for tool in (await client.list_tools()).tools}
            assert sorted(tools) == ["blocks", "check", "summarize"]
            for tool in tools.values():
                assert tool.description and tool.input_schema["properties"]["text"]["description"]
                assert tool.annotations and tool.annotations.read_only_hint
            for name, arguments in (("summarize", {}), ("check", {"summary": "Core Viewpoint\n- x [1]"}), ("blocks", {})):
                result = await client.call_tool(name, {"text": english, **arguments})
                schema = tools[name].output_schema
                assert schema is not None
                validate(result.structured_content, schema)

    asyncio.run(talk())


def test_summarize(english: str, chinese: str) -> None:
    for article, language in ((english, "en"), (chinese, "zh")):
        result = ask("summarize", {"text": article, "groups": 2, "points": 1})
        summary = Summary.model_validate(result.structured_content)
        assert not result.is_error and summary.language == language
        assert len(summary.groups) == 2 and all(len(group.points) == 1 for group in summary.groups)
        assert text_of(result) == summary.to_markdown()


def test_the_servers_own_settings_hold_where_the_host_names_none(english: str) -> None:
    result = ask("summarize", {"text": english}, groups=1, points=1)
    assert len(Summary.model_validate(result.structured_content).groups) == 1


def test_a_host_may_choose_a_built_in_shape_and_no_other(english: str) -> None:
    result = ask("summarize", {"text": english, "shape": "news", "points": 2})
    summary = Summary.model_validate(result.structured_content)
    assert summary.shape and summary.shape.name == "News" and "Group 1: " in text_of(result)
    assert get_args(Shape) == tuple(BUILT_IN)
    refused = ask("summarize", {"text": english, "shape": "pyproject.toml"})
    assert refused.is_error


def test_a_long_document_does_not_keep_other_calls_waiting(english: str, monkeypatch: pytest.MonkeyPatch) -> None:
    answered, summarize = threading.Event(), api.summarize

    def slow(*arguments: Any) -> Summary:
        assert answered.wait(20), "the other call was answered meanwhile"
        return summarize(*arguments)

    async def talk() -> CallToolResult:
        async with Client(make_server(Settings())) as client:
            long = asyncio.create_task(client.call_tool("summarize", {"text": english}))
            await asyncio.sleep(0.05)
            await client.call_tool("blocks", {"text": english})
            answered.set()
            return await long

    monkeypatch.setattr(api, "summarize", slow)
    assert not asyncio.run(talk()).is_error


def test_the_tools_name_the_choices_there_are() -> None:
    async def talk() -> dict[str, Any]:
        async with Client(make_server(Settings())) as client:
            return {tool.name: tool.input_schema["properties"] for tool in (await client.list_tools()).tools}

    takes = asyncio.run(talk())
    assert takes["summarize"]["language"]["anyOf"][0]["enum"] == ["auto", "en", "zh"] and takes["check"]["citations"]["enum"] == ["strict", "loose"]
    settings = Settings.model_json_schema()["properties"]
    for name in ("groups", "points"):
        for bound in ("minimum", "maximum"):
            assert takes["summarize"][name]["anyOf"][0][bound] == settings[name][bound]


def test_no_line_of_a_report_is_broken() -> None:
    claim = "The company sold 120 cars in 2023, " + "which is more than it sold in the year before, " * 4 + "it said"
    assert f"{claim} [1]\n" in text_of(ask("check", {"summary": f"Core Viewpoint\n- {claim} [1]", "text": f"{claim}."}))


def test_check_finds_a_wrong_figure() -> None:
    article = "The company sold 120 cars in 2023.\n\nProfit rose 12 percent to 3 million dollars."
    wrong = ask("check", {"summary": "Core Viewpoint\n- Profit rose 21 percent to 3 million dollars [2]", "text": article})
    report = Report.model_validate(wrong.structured_content)
    assert not wrong.is_error and [f.kind for f in report.findings] == ["number"]
    assert report.findings[0].message in text_of(wrong)
    right = ask("check", {"summary": "Core Viewpoint\n- Profit rose 12 percent to 3 million dollars [2]", "text": article})
    assert Report.model_validate(right.structured_content).findings == ()


def test_blocks(chinese: str) -> None:
    result = ask("blocks", {"text": chinese})
    document = Document.model_validate(result.structured_content)
    assert document == Document.from_text(chinese)
    assert f"[{len(document.blocks)}] " in text_of(result)


@pytest.mark.parametrize("path", ["/etc/hostname", "../secret.txt", "link.txt", "inside/../../secret.txt"])
def test_files_outside_the_roots_stay_closed(tmp_path: Path, path: str) -> None:
    root = tmp_path / "root"
    (root / "inside").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("The secret is 42.")
    (root / "link.txt").symlink_to(tmp_path / "secret.txt")
    (root / "inside/open.txt").write_text("Sales rose 12 percent.")
    refused = ask("blocks", {"path": path}, root)
    assert refused.is_error and "not below a folder this server may read" in text_of(refused)
    assert "42" not in text_of(refused)
    for name in ("inside/open.txt", str(root / "inside/open.txt")):
        assert "[1] Sales rose" in text_of(ask("blocks", {"path": name}, root))
    assert ask("blocks", {"path": "inside/open.txt"}).is_error  # no root, no file


@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        ("summarize", {}, "give either `text` or `path`"),
        ("summarize", {"text": "---"}, "holds no paragraph"),
        ("summarize", {"text": "Sales rose.", "groups": 0}, "groups"),
        ("summarize", {"text": "Sales rose.", "language": "fr"}, "language"),
        ("check", {"summary": "", "text": "Sales rose."}, "summary"),
        ("blocks", {"path": "missing.txt"}, "missing.txt"),
    ],
)
def test_errors_are_told_in_words(tool: str, arguments: dict[str, Any], told: str, tmp_path: Path) -> None:
    result = ask(tool, arguments, tmp_path)
    assert result.is_error and told in text_of(result) and "Traceback" not in text_of(result)


def test_the_command_serves_a_real_client(english: str, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(english, encoding="utf-8")
    server = StdioServerParameters(
        command=sys.executable,
        args=["-m", "summarizer", "mcp", "--root", str(tmp_path), "--groups", "1"],
        env={**os.environ},
    )

    async def talk() -> tuple[CallToolResult, CallToolResult]:
        async with Client(server) as client:
            summary = await client.call_tool("summarize", {"path": "article.txt"})
            return summary, await client.call_tool("check", {"summary": text_of(summary), "path": "article.txt"})

    summary, report = asyncio.run(talk())
    assert len(Summary.model_validate(summary.structured_content).groups) == 1
    assert len(Report.model_validate(report.structured_content).entries) > 1
