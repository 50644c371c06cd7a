"""The MCP server, asked by the SDK's own client: in memory, and as a process over standard input and output."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import threading
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import validate
from mcp import Client, StdioServerParameters
from mcp.shared.exceptions import MCPError
from mcp_types import INVALID_PARAMS, CallToolResult, TextResourceContents

import summarizer
from summarizer import api
from summarizer.integrations.mcp import Shape, make_server
from summarizer.integrations.mcp_answers import BlocksAnswer, DigestAnswer, StatementsAnswer, answer_report, answer_summary
from summarizer.models import Document, Summary
from summarizer.render.terminal import format_summary
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
            assert sorted(tools) == ["blocks", "check", "digest_articles", "summarize"]
            for name, tool in tools.items():
                assert tool.description and tool.input_schema["properties"]["texts" if name == "digest_articles" else "text"]["description"]
                assert tool.annotations and tool.annotations.read_only_hint and tool.input_schema["additionalProperties"] is False
            for name, arguments in (("summarize", {}), ("check", {"summary": "Core Viewpoint\n- x [1]"}), ("blocks", {})):
                result = await client.call_tool(name, {"text": english, **arguments})
                schema = tools[name].output_schema
                assert schema is not None
                validate(result.structured_content, schema)

    asyncio.run(talk())


def test_summarize(english: str, chinese: str) -> None:
    for article, language in ((english, "en"), (chinese, "zh")):
        result = ask("summarize", {"text": article, "groups": 2, "points": 1})
        summary = summarizer.summarize(article, groups=2, points=1)
        assert not result.is_error and summary.language == language
        assert text_of(result) == format_summary(summary, width=None, colour=False) and "✓ " in text_of(result)
        answer = StatementsAnswer.model_validate(result.structured_content)
        assert [(said.text, tuple(said.citations), said.status) for said in answer.statements] == [(said.text, said.citations, said.support.status) for _, said in summary.statements()]
        assert answer.counts == {"supported": 3} and [said.group for said in answer.statements] == [None, *(group.title for group in summary.groups)]


def test_digest_articles(examples: Path) -> None:
    folder = examples / "digest"
    paths = sorted(folder.glob("*.txt"))
    texts = [path.read_text(encoding="utf-8") for path in paths[:4]]
    result = ask("digest_articles", {"texts": texts, "paths": [path.name for path in paths[4:]], "groups": 3}, folder)
    digest = summarizer.digest(paths, groups=3)
    assert not result.is_error and text_of(result) == format_summary(digest, width=None, colour=False)
    answer = DigestAnswer.model_validate(result.structured_content)
    assert [said.citations for said in answer.statements] == [[str(c) for c in said.citations] for _, said in digest.statements()]
    assert [(s.number, s.copy_of, s.corrects) for s in answer.sources if s.copy_of or s.corrects] == [(3, 1, None), (6, 4, None), (8, None, 7)]
    assert len(json.dumps(result.structured_content)) < 3 * len(text_of(result))
    later = ask("digest_articles", {"texts": texts, "paths": [path.name for path in paths[4:]], "since": "2025-10-14"}, folder)
    assert len(DigestAnswer.model_validate(later.structured_content).sources) == 3


@pytest.mark.parametrize(
    ("arguments", "told"),
    [({}, "no articles"), ({"paths": ["../README.md"]}, "not below a folder"), ({"texts": ["A sentence of words."], "since": "Monday"}, "is no day"), ({"texts": [""]}, "")],
)
def test_a_digest_that_cannot_be_made_is_told_in_one_line(arguments: dict[str, Any], told: str, examples: Path) -> None:
    result = ask("digest_articles", arguments, examples / "digest")
    assert result.is_error and told in text_of(result) and "\n" not in text_of(result)


def test_the_servers_own_settings_hold_where_the_host_names_none(english: str) -> None:
    result = ask("summarize", {"text": english}, groups=1, points=1)
    assert len(StatementsAnswer.model_validate(result.structured_content).statements) == 2


def test_answers_are_small(english: str) -> None:
    """Twice the text at most: what a host does not use it pays for all the same."""
    summary = ask("summarize", {"text": english})
    for result in (summary, ask("check", {"text": english, "summary": text_of(summary)}), ask("blocks", {"text": english})):
        assert len(json.dumps(result.structured_content, ensure_ascii=False)) < 2 * len(text_of(result))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [({"gruops": 2}, "gruops: no such argument; did you mean groups?"), ({"colour": "red"}, "colour: no such argument; there are text, path, language"), ({"groups": 99}, "groups: input should be less than or equal to 12")],
)
def test_wrong_arguments_are_refused_in_one_line(arguments: dict[str, Any], told: str) -> None:
    result = ask("summarize", {"text": "Sales rose 12% in 2024.", **arguments})
    assert result.is_error and told in text_of(result) and "\n" not in text_of(result) and "pydantic" not in text_of(result)


@pytest.mark.parametrize(
    ("tool", "arguments"), [("summarize", {"text": "Sales rose 12% in 2024.", "language": "zh"}), ("blocks", {"path": "missing.txt"}), ("check", {"text": "Sales rose.", "summary": "---"}), ("blocks", {"path": "/etc/hostname"})]
)
def test_advice_is_for_a_host_and_not_for_a_shell(tool: str, arguments: dict[str, Any], tmp_path: Path) -> None:
    told = text_of(ask(tool, arguments, tmp_path))
    assert "; " in told and not any(word in told for word in ("-m ", "--", "pip ", "`summarizer", "check the path"))


def test_prompts_and_the_resource_of_a_documents_blocks(tmp_path: Path, english: str) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news/a b.txt").write_text(english, encoding="utf-8")

    async def talk() -> None:
        async with Client(make_server(Settings(), [tmp_path])) as client:
            assert [prompt.name for prompt in (await client.list_prompts()).prompts] == ["summarize_article", "check_summary"]
            asked = (await client.get_prompt("check_summary", {"summary": "Sales rose", "path": "news/a.txt"})).messages[0].content
            assert asked.type == "text" and "`news/a.txt`" in asked.text and asked.text.endswith("Sales rose")
            assert [template.uri_template for template in (await client.list_resource_templates()).resource_templates] == ["blocks://{+path}"]
            [blocks] = (await client.read_resource("blocks://news/a%20b.txt")).contents
            assert isinstance(blocks, TextResourceContents) and blocks.text == str(Document.from_text(english))
            for outside in ("blocks://../secret.txt", "blocks:///etc/hostname", "blocks://%2e%2e/secret.txt", "blocks://missing.txt"):
                with pytest.raises(MCPError):
                    await client.read_resource(outside)
        async with Client(make_server(Settings())) as client:
            assert not (await client.list_resource_templates()).resource_templates

    (tmp_path.parent / "secret.txt").write_text("The secret is 42.")
    asyncio.run(talk())


@pytest.mark.parametrize(
    ("name", "told"),
    [("check_summary", "summary: is missing; the prompt check_summary needs it"), ("check_sumary", "check_sumary: no such prompt; did you mean check_summary?")],
)
def test_a_wrong_request_for_a_prompt_is_told_as_wrong_parameters(name: str, told: str, caplog: pytest.LogCaptureFixture) -> None:
    async def talk() -> None:
        async with Client(make_server(Settings())) as client:
            with pytest.raises(MCPError) as raised:
                await client.get_prompt(name, {"path": "a.txt"})
            assert raised.value.code == INVALID_PARAMS and raised.value.message == told

    asyncio.run(talk())
    assert not caplog.records


def test_the_structured_answer_says_who_checked_and_tells_cited_from_found() -> None:
    article = "The company sold 120 cars in 2023.\n\nProfit rose 12 percent to 3 million dollars."
    said = "Profit rose 12 percent to 3 million dollars. Profit rose 21 percent to 3 million dollars."
    result = ask("check", {"summary": said, "text": article}).structured_content
    assert result is not None and result["judge"] == "rules"
    right, wrong = result["statements"]
    assert "group" not in right
    assert (right["citations"], right["found"], "nearest" in right) == ([], [2], False)
    assert (wrong["citations"], wrong["nearest"], "found" in wrong) == ([], [2], False)
    cited = ask("check", {"summary": "Core Viewpoint\n- Profit rose 12 percent to 3 million dollars [2]", "text": article}).structured_content
    assert cited is not None and cited["statements"][0]["citations"] == [2] and not {"found", "nearest"} & {*cited["statements"][0]}
    summary = ask("summarize", {"text": article}).structured_content
    assert summary is not None and summary["judge"] == "rules" and all(point["citations"] for point in summary["statements"])


def test_the_structured_answer_names_the_model_that_judged(english: str) -> None:
    summary = summarizer.summarize(english)
    assert summary.core_viewpoint
    support = summary.core_viewpoint.support.model_copy(update={"judge": "maker/model"})
    core = summary.core_viewpoint.model_copy(update={"support": support})
    judged = summary.model_copy(update={"core_viewpoint": core})
    assert answer_summary(judged).judge == "maker/model"
    report = summarizer.check(summary, english)
    entries = (report.entries[0].model_copy(update={"statement": core}), *report.entries[1:])
    assert answer_report(report.model_copy(update={"entries": entries}), summary).judge == "maker/model"


def test_a_host_may_choose_a_built_in_shape_and_no_other(english: str) -> None:
    result = ask("summarize", {"text": english, "shape": "news", "points": 2})
    assert "Group 1: " in text_of(result) and not result.is_error
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
    assert takes["summarize"]["language"]["anyOf"][0]["enum"] == ["auto", "en", "zh"] and takes["check"]["citations"]["anyOf"][0]["enum"] == ["strict", "loose"]
    settings = Settings.model_json_schema()["properties"]
    for name in ("groups", "points"):
        for bound in ("minimum", "maximum"):
            assert takes["summarize"][name]["anyOf"][0][bound] == settings[name]["anyOf"][0][bound]
    assert takes["summarize"]["length"]["anyOf"][0]["enum"] == settings["length"]["enum"]


def test_no_line_of_a_report_is_broken() -> None:
    claim = "The company sold 120 cars in 2023, " + "which is more than it sold in the year before, " * 4 + "it said"
    assert f"✓ {claim} [1]" in text_of(ask("check", {"summary": f"Core Viewpoint\n- {claim} [1]", "text": f"{claim}."}))


def test_check_finds_a_wrong_figure() -> None:
    article = "The company sold 120 cars in 2023.\n\nProfit rose 12 percent to 3 million dollars."
    wrong = ask("check", {"summary": "Core Viewpoint\n- Profit rose 21 percent to 3 million dollars [2]", "text": article})
    [said] = StatementsAnswer.model_validate(wrong.structured_content).statements
    assert not wrong.is_error and said.status == "unsupported" and said.findings == ["number: the source says 12 percent, not 21 percent"]
    assert "number: the source says 12 percent, not 21 percent" in text_of(wrong) and "✗ 1 not supported" in text_of(wrong)
    right = ask("check", {"summary": "Core Viewpoint\n- Profit rose 12 percent to 3 million dollars [2]", "text": article})
    assert StatementsAnswer.model_validate(right.structured_content).counts == {"supported": 1}


def test_blocks(chinese: str) -> None:
    result = ask("blocks", {"text": chinese})
    document, answer = Document.from_text(chinese), BlocksAnswer.model_validate(result.structured_content)
    assert [(block.number, block.text) for block in answer.blocks] == [(block.number, block.text) for block in document.blocks]
    assert text_of(result) == str(document) and answer.title == document.title


@pytest.mark.parametrize("name", ["text", "path"])
def test_addresses_are_refused_unless_the_server_was_started_for_them(name: str) -> None:
    address = "http://127.0.0.1:9/article"
    refused = ask("blocks", {name: address})
    assert refused.is_error and f"{address}: this server reads no addresses" in text_of(refused)

    async def talk() -> CallToolResult:
        async with Client(make_server(Settings(), addresses=True)) as client:
            return await client.call_tool("blocks", {name: address})

    assert "leads into a private network" in text_of(asyncio.run(talk()))


@pytest.mark.parametrize("path", ["/etc/hostname", "../secret.txt", "link.txt", "inside/../../secret.txt", "a\0b"])
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
    given, checked = (StatementsAnswer.model_validate(result.structured_content) for result in (summary, report))
    assert len({said.group for said in given.statements}) == 2
    assert checked.counts == given.counts == {"supported": len(given.statements)} and checked.statements == given.statements


def test_work_that_takes_too_long_is_ended_and_the_host_told(english: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(*_: object, **__: object) -> None:
        while True:
            pass

    for tool, function, arguments in (("summarize", "summarize", {}), ("check", "check", {"summary": "Sales rose."})):
        monkeypatch.setattr(api, function, endless)
        result = ask(tool, {"text": english, **arguments}, document_timeout=1.0)
        assert result.is_error and "the document is not done after 1 s" in text_of(result)


def test_a_bug_of_ours_is_one_line(english: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError("several\nlines\x1b[31m of it")

    monkeypatch.setattr(api, "summarize", fail)
    result = ask("summarize", {"text": english})
    assert result.is_error and "internal error: ValueError: several lines [31m of it" in text_of(result) and "\n" not in text_of(result)


@pytest.mark.skipif(os.name != "posix", reason="pipes with names")
@pytest.mark.timeout(60)
def test_a_pipe_below_a_folder_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    result = ask("blocks", {"path": "pipe.txt"}, tmp_path)
    assert result.is_error and "is no regular file" in text_of(result)
    result = ask("blocks", {"path": "x" * 1_000_000}, tmp_path)
    assert result.is_error and len(text_of(result)) < 1000 and "\n" not in text_of(result)
