"""A server of the Model Context Protocol: `summarize`, `digest_articles`, `check` and `blocks` for any MCP host.

An answer is text with a mark for each verdict, and the same as small structured data: whole summaries and reports are
ten times as long, and a host pays for every word. Two prompts say how to use the tools, and where folders may be read,
the resource `blocks://PATH` is an article with its numbered blocks.

A source is given as text. Files are read only below the folders named when the server is started, and web addresses
only if it was started so: what asks for them is a model, and it may have been told to by a document.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated, Any, Literal, ParamSpec, TypeVar

from pydantic import BaseModel, Field, ValidationError

from .. import api
from .._version import __version__
from ..errors import (
    InputError,
    ModelError,
    ServerError,
    SummarizerError,
    UsageError,
    missing_extra_error,
    shorten_name,
    suggest,
)
from ..models import CitationMode, Document
from ..pipeline import read_document
from ..published.parser import choose_summary
from ..published.prose import parse_statements
from ..readers import is_address, refuse_file_name
from ..render.terminal import format_report, format_summary
from ..render.text import format_blocks
from ..settings import Length, Settings, resolve_settings
from ..time_limit import limit_steps, limit_time, name_article, time_limit_error
from . import parse_text
from .mcp_answers import (
    BlocksAnswer,
    DigestAnswer,
    StatementsAnswer,
    answer_blocks,
    answer_digest,
    answer_report,
    answer_summary,
)

try:
    from mcp.server import MCPServer
    from mcp.server.mcpserver.exceptions import ResourceError, ToolError
    from mcp.server.mcpserver.tools import Tool
    from mcp.shared.exceptions import MCPError
    from mcp_types import INVALID_PARAMS, CallToolResult, TextContent, ToolAnnotations
except ImportError:
    raise missing_extra_error("the MCP server", "mcp") from None

P = ParamSpec("P")
T = TypeVar("T")

# Seconds after which the host gets its answer though the work cannot be ended.
_GRACE = 2.0
_INSTRUCTIONS = (
    "Summarises Chinese and English articles; every statement is cited by the number of a block of the article and "
    "checked against it, by rules and, where the server names a model, by that model. Say of statements that are not "
    "`supported` that they are not."
)
# Only the built-in ones by name: a host must not name files.
Shape = Literal["news", "research_report", "earnings_call", "meeting_minutes"]
Text = Annotated[str | None, Field(description="the article itself; give it or `path`")]
File = Annotated[
    str | None,
    Field(
        description="path of the article, below a folder the server was allowed to read, or its web address likewise"
    ),
]
Maximum = Annotated[int, Field(ge=1, le=12)]
Language = Annotated[Literal["auto", "en", "zh"] | None, Field(description="of the summary; auto: the article's")]
Groups = Annotated[Maximum | None, Field(description="at most so many groups")]
Points = Annotated[Maximum | None, Field(description="at most so many points in each group")]
Focus = Annotated[str | None, Field(description="what the user wants to know above all; needs a model")]
# More are no question of a conversation.
_MAX_ARTICLES = 100


class HostError(UsageError):
    """A wrong call of a tool, with a hint that is written for a host."""


# What a model can do about an error, by its kind: the hints of our errors are written for a shell.
_ADVICE: tuple[tuple[type[SummarizerError], str], ...] = (
    (InputError, "give the whole text itself"),
    (ServerError, "the model behind this server does not answer: tell the user, or ask again later"),
    (ModelError, "the model behind this server gave no usable answer: ask again, or tell the user"),
    (UsageError, "leave the argument out, or tell the user, who can start this server with other options"),
)


def make_server(settings: Settings, roots: Sequence[Path] = (), addresses: bool = False) -> MCPServer[Any]:
    """The server, ready to run.

    Args:
        settings: how to summarise; a host chooses only language and size.
        roots: folders whose files may be read.
        addresses: whether web addresses may be read.
    """
    tools = _Tools(settings, [root.resolve() for root in roots], addresses)
    annotations = ToolAnnotations(read_only_hint=True, open_world_hint=addresses)
    server = _Server(
        "summarizer",
        instructions=_INSTRUCTIONS,
        version=__version__,
        log_level="WARNING",
        tools=[
            _make_tool(tool, annotations)
            for tool in (tools.summarize, tools.digest_articles, tools.check, tools.blocks)
        ],
    )
    server.prompt(title="Summarise an article")(summarize_article)
    server.prompt(title="Check a summary")(check_summary)
    if roots:
        about = "An article with its numbered blocks; the path is relative to a folder that this server may read."
        server.resource("blocks://{+path}", title="Numbered blocks", description=about)(tools.read_blocks)
    return server


class _Server(MCPServer[Any]):
    """A server that tells a wrong request for a prompt as wrong parameters, where the SDK's own fails."""

    async def get_prompt(self, name: str, arguments: dict[str, Any] | None = None, context: Any = None) -> Any:
        """The prompt with these arguments. Raises `MCPError` for one there is not, or where an argument is missing."""
        prompts = {prompt.name: prompt for prompt in await self.list_prompts()}
        if name not in prompts:
            hint = suggest(name, prompts, f"there are {', '.join(prompts)}")
            raise MCPError(INVALID_PARAMS, f"{shorten_name(name)}: no such prompt; {hint}")
        needed = {argument.name for argument in prompts[name].arguments or () if argument.required}
        for missing in sorted(needed - {*(arguments or {})}):
            raise MCPError(INVALID_PARAMS, f"{missing}: is missing; the prompt {name} needs it")
        return await super().get_prompt(name, arguments, context)


class StrictTool(Tool):
    """A tool that refuses arguments which it does not have, where the SDK's own pass over them."""

    async def run(self, arguments: dict[str, Any], context: Any, convert_result: bool = False) -> Any:
        """Run it. Raises `ToolError`, in one line, for a wrong argument too."""
        known = self.fn_metadata.arg_model.model_fields
        for name in arguments:
            if name not in known:
                hint = suggest(name, known, f"there are {', '.join(known)}")
                raise ToolError(f"{name}: no such argument; {hint}")
        try:
            self.fn_metadata.validate_arguments(arguments)
        except ValidationError as error:
            fault = error.errors(include_url=False, include_input=False)[0]
            raise ToolError(f"{fault['loc'][0]}: {fault['msg'][0].lower()}{fault['msg'][1:]}") from None
        return await super().run(arguments, context, convert_result)


def _make_tool(function: Any, annotations: ToolAnnotations) -> StrictTool:
    tool: StrictTool = StrictTool.from_function(function, annotations=annotations)  # type: ignore[assignment]
    tool.parameters["additionalProperties"] = False
    return tool


def summarize_article(path: str = "", language: str = "") -> str:
    """Summarise an article with citations, and say which statements it does not support."""
    article = f"the article at `{path}`" if path else "the article I give you"
    wish = f" in {language}" if language else ""
    return (
        f"Summarise {article}{wish} with the tool `summarize`. Keep the citations `[n]`: they are numbers of its "
        "blocks, which the tool `blocks` shows. Name every statement that is not marked ✓, and why."
    )


def check_summary(summary: str, path: str = "") -> str:
    """Check each statement of a summary against its article."""
    article = f"the article at `{path}`" if path else "the article I give you"
    return (
        f"Check this summary against {article} with the tool `check`, and correct what the article does not support, "
        f"with its own figures. Show what you changed.\n\n{summary}"
    )


class _Tools:
    def __init__(self, settings: Settings, roots: list[Path], addresses: bool) -> None:
        self._settings = settings
        self._roots = roots
        self._addresses = addresses
        self.all = (self.summarize, self.digest_articles, self.check, self.blocks)

    async def summarize(  # noqa: PLR0913  # the arguments of the tool, each with its description
        self,
        text: Text = None,
        path: File = None,
        language: Language = None,
        groups: Groups = None,
        points: Points = None,
        shape: Annotated[Shape | None, Field(description="what to fill in place of viewpoint and groups")] = None,
        length: Annotated[Length | None, Field(description="how much of the article is told")] = None,
        focus: Focus = None,
        audience: Annotated[str | None, Field(description="whom the summary is for; needs a model")] = None,
        glossary: Annotated[
            dict[str, str] | None, Field(description="how names are written, by their form in the article")
        ] = None,
        gloss: Annotated[
            bool | None, Field(description="translate the cited words into the summary's language")
        ] = None,
    ) -> Annotated[CallToolResult, StatementsAnswer]:
        """Summarise an article: a core viewpoint and groups of points, each with the blocks it rests on, checked.

        Marks: ✓ supported, ◐ partly supported, ✗ not supported, ? not decided.
        """
        with _as_tool_error():
            chosen: dict[str, Any] = {"language": language, "groups": groups, "points": points, "shape": shape}
            chosen |= {"length": length, "focus": focus, "audience": audience, "glossary": glossary, "gloss": gloss}
            settings = self._choose(chosen)
            document = await self._work(self._read_document, text, path)
            if settings.offline:
                summary = await self._work(api.summarize, document, settings)
            else:
                summary = await limit_steps(api.asummarize(document, settings), settings.document_timeout)
            return _tool_result(format_summary(summary, width=None, colour=False), answer_summary(summary))

    async def digest_articles(  # noqa: PLR0913  # as above
        self,
        texts: Annotated[
            list[str] | None, Field(description="the articles themselves", max_length=_MAX_ARTICLES)
        ] = None,
        paths: Annotated[
            list[str] | None,
            Field(description="paths of articles, or their web addresses, as of `summarize`", max_length=_MAX_ARTICLES),
        ] = None,
        since: Annotated[str | None, Field(description="leave out articles of an earlier day, 2025-09-21")] = None,
        language: Language = None,
        groups: Groups = None,
        points: Points = None,
        length: Annotated[Length | None, Field(description="how much of the articles is told")] = None,
        focus: Focus = None,
    ) -> Annotated[CallToolResult, DigestAnswer]:
        """Summarise several articles in one digest: what is new of each matter, and where the articles differ.

        `[2:5]` is block 5 of article 2; articles are numbered in their order, `texts` before `paths`. Copies are one
        source with several numbers, and a later article that corrects an earlier one wins.
        """
        with _as_tool_error():
            chosen = {"language": language, "groups": groups, "points": points, "length": length, "focus": focus}
            settings = self._choose(chosen)
            given = [(text, None) for text in texts or ()] + [(None, path) for path in paths or ()]
            if not given:
                raise HostError("no articles", "give `texts` or `paths`")
            documents = [await self._read_article(n, *one) for n, one in enumerate(given, 1)]
            allowed = len(documents) * settings.document_timeout
            if settings.offline:
                digest = await self._work_within(allowed, api.digest, documents, settings, since)
            else:
                digest = await limit_steps(api.adigest(documents, settings, since), allowed)
            return _tool_result(format_summary(digest, width=None, colour=False), answer_digest(digest))

    async def check(
        self,
        summary: Annotated[str, Field(description="the summary with its citations `[n]`, as text or JSON")],
        text: Text = None,
        path: File = None,
        citations: Annotated[
            CitationMode | None,
            Field(description="loose: `[n]` are not block numbers of ours; default: loose without citations"),
        ] = None,
    ) -> Annotated[CallToolResult, StatementsAnswer]:
        """Check each statement of a summary, whoever wrote it, against its article."""
        with _as_tool_error():
            refuse_file_name(summary)
            document = await self._work(self._read_document, text, path)
            given = await self._work(lambda: choose_summary(parse_statements(summary)))
            if self._settings.offline:
                report = await self._work(api.check, given, document, citations, self._settings)
            else:
                checking = api.acheck(given, document, citations, self._settings)
                report = await limit_steps(checking, self._settings.document_timeout)
            shown = format_report(report, document, colour=False, width=None, summary=given)
            return _tool_result(shown, answer_report(report, given))

    async def blocks(self, text: Text = None, path: File = None) -> Annotated[CallToolResult, BlocksAnswer]:
        """Show an article as citations count it: its blocks with their numbers."""
        with _as_tool_error():
            document = await self._work(self._read_document, text, path)
            return _tool_result(format_blocks(document), answer_blocks(document))

    async def read_blocks(self, path: str) -> str:
        """The article at a path below an allowed folder, as citations count it."""
        try:
            return format_blocks(await self._work(self._read_document, None, path))
        except SummarizerError as error:
            raise ResourceError(error.message) from None

    def _choose(self, chosen: dict[str, Any]) -> Settings:
        """The server's settings with what a host has chosen. Raises `UsageError` for a wrong choice."""
        given = {name: value for name, value in chosen.items() if value is not None}
        return resolve_settings(self._settings, given)  # type: ignore[arg-type]  # checked by it

    async def _work(self, function: Callable[P, T], *arguments: P.args, **options: P.kwargs) -> T:
        """Call a function in a thread, for the server must go on answering, and end it after `document_timeout`."""
        return await self._work_within(self._settings.document_timeout, function, *arguments, **options)

    async def _work_within(
        self, allowed: float, function: Callable[P, T], *arguments: P.args, **options: P.kwargs
    ) -> T:
        """The same, ended after the seconds that are allowed."""

        def run() -> T:
            with limit_time(allowed):
                return function(*arguments, **options)

        try:
            async with asyncio.timeout(allowed + _GRACE):
                return await asyncio.to_thread(run)
        except TimeoutError:  # the thread is within a library and cannot be ended; the host need not wait for it
            raise time_limit_error(allowed) from None

    async def _read_article(self, number: int, text: str | None, path: str | None) -> Document:
        """One of several articles; where it takes too long, the error names its number."""
        with name_article(f"article {number}"):
            return await self._work(self._read_document, text, path)

    def _read_document(self, text: str | None, path: str | None) -> Document:
        if (text is None) == (path is None):
            raise HostError("no article, or two", "give either `text` or `path`")
        if text is not None and not is_address(text.strip()):
            return parse_text(text, self._settings)
        address = (text or path or "").strip()
        if is_address(address):
            if not self._addresses:
                raise HostError(
                    f"{shorten_name(address)}: this server reads no addresses", "give the article itself as `text`"
                )
            return read_document(
                address, self._settings.spacy_pipeline, self._settings.allow_private, self._settings.kind
            )
        return read_document(
            self._resolve_allowed(Path(str(path))), self._settings.spacy_pipeline, kind=self._settings.kind
        )

    def _resolve_allowed(self, path: Path) -> Path:
        """The file with its symbolic links resolved, if it lies below an allowed folder."""
        with suppress(OSError, ValueError, RuntimeError):  # it holds what no name has, or a circle of links
            for root in self._roots:
                found = (root / path).resolve()
                if found.is_relative_to(root):
                    return found
        raise HostError(
            f"{shorten_name(str(path))}: not below a folder this server may read",
            "give the article itself as `text`; the user names folders when the server is started",
        )


@contextmanager
def _as_tool_error() -> Iterator[None]:
    """Turn errors into tool errors of one line, with advice that a host can follow; others are a bug of ours."""
    try:
        yield
    except HostError as error:
        raise ToolError(str(error)) from None
    except SummarizerError as error:
        advice = next((advice for kind, advice in _ADVICE if isinstance(error, kind)), "tell the user")
        raise ToolError(f"{error.message}; {advice}") from None
    except Exception as error:
        raise ToolError(str(SummarizerError(f"internal error: {type(error).__name__}: {error}"))) from None


def _tool_result(text: str, value: BaseModel) -> CallToolResult:
    data = value.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=data)
