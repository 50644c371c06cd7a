"""A server of the Model Context Protocol: the tools `summarize`, `check` and `blocks` for any MCP host.

A source is given as text. Files are read only below the folders named when the server is started: what asks for a
file is a model, and it may have been told to by a document.
"""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from .. import api
from .._version import __version__
from ..errors import SummarizerError, UsageError, missing_extra_error
from ..models import CitationMode, Document, Report, Summary, to_json_value
from ..pipeline import read_document
from ..render.terminal import format_report
from ..render.text import format_blocks
from ..settings import Settings, resolve_settings
from . import parse_text

try:
    from mcp.server import MCPServer
    from mcp.server.mcpserver.exceptions import ToolError
    from mcp_types import CallToolResult, TextContent, ToolAnnotations
except ImportError:
    raise missing_extra_error("the MCP server", "mcp") from None

_INSTRUCTIONS = (
    "Summarises Chinese and English articles; every statement is cited by the number of a block of the article and "
    "checked against it. Say of statements that are not `supported` that they are not."
)
# Only the built-in ones by name: a host must not name files.
Shape = Literal["news", "research_report", "earnings_call", "meeting_minutes"]
Text = Annotated[str | None, Field(description="the article itself; give it or `path`")]
File = Annotated[str | None, Field(description="path of the article, below a folder the server was allowed to read")]
Maximum = Annotated[int, Field(ge=1, le=12)]


def make_server(settings: Settings, roots: Sequence[Path] = ()) -> MCPServer[Any]:
    """The server, ready to run.

    Args:
        settings: how to summarise; a host chooses only language and size.
        roots: folders whose files may be read.
    """
    tools = _Tools(settings, [root.resolve() for root in roots])
    server: MCPServer[Any] = MCPServer(
        "summarizer", instructions=_INSTRUCTIONS, version=__version__, log_level="WARNING"
    )
    for tool in (tools.summarize, tools.check, tools.blocks):
        server.add_tool(tool, annotations=ToolAnnotations(read_only_hint=True, open_world_hint=False))
    return server


class _Tools:
    def __init__(self, settings: Settings, roots: list[Path]) -> None:
        self._settings = settings
        self._roots = roots

    async def summarize(
        self,
        text: Text = None,
        path: File = None,
        language: Annotated[
            Literal["auto", "en", "zh"] | None, Field(description="of the summary; auto: the article's")
        ] = None,
        groups: Annotated[Maximum | None, Field(description="at most so many groups")] = None,
        points: Annotated[Maximum | None, Field(description="at most so many points in each group")] = None,
        shape: Annotated[Shape | None, Field(description="what to fill in place of viewpoint and groups")] = None,
    ) -> Annotated[CallToolResult, Summary]:
        """Summarise an article: a core viewpoint and groups of points, each with the blocks it rests on, checked."""
        with _as_tool_error():
            chosen = {"language": language, "groups": groups, "points": points, "shape": shape}
            chosen = {name: value for name, value in chosen.items() if value is not None}
            settings = resolve_settings(self._settings, chosen)  # type: ignore[arg-type]  # checked by it
            document = await to_thread(self._read_document, text, path)
            if settings.offline:  # works, and does not wait: the server must go on answering meanwhile
                summary = await to_thread(api.summarize, document, settings)
            else:
                summary = await api.asummarize(document, settings)
            return _tool_result(summary.to_markdown(), summary)

    def check(
        self,
        summary: Annotated[str, Field(description="the summary with its citations `[n]`, as text or JSON")],
        text: Text = None,
        path: File = None,
        citations: Annotated[CitationMode, Field(description="loose: `[n]` are not block numbers of ours")] = "strict",
    ) -> Annotated[CallToolResult, Report]:
        """Check each statement of a summary, whoever wrote it, against its article."""
        with _as_tool_error():
            document = self._read_document(text, path)
            report = api.check(summary, document, citations=citations)
            return _tool_result(format_report(report, document, colour=False, width=None), report)

    def blocks(self, text: Text = None, path: File = None) -> Annotated[CallToolResult, Document]:
        """Show an article as citations count it: its blocks with their numbers."""
        with _as_tool_error():
            document = self._read_document(text, path)
            return _tool_result(format_blocks(document), document)

    def _read_document(self, text: str | None, path: str | None) -> Document:
        if (text is None) == (path is None):
            raise UsageError("no article, or two", "give either `text` or `path`")
        if text is not None:
            return parse_text(text, self._settings)
        return read_document(self._resolve_allowed(Path(str(path))), self._settings.spacy_pipeline)

    def _resolve_allowed(self, path: Path) -> Path:
        """The file with its symbolic links resolved, if it lies below an allowed folder."""
        for root in self._roots:
            found = (root / path).resolve()
            if found.is_relative_to(root):
                return found
        raise UsageError(f"{path}: not below a folder this server may read", "give `text`, or start it with --root DIR")


@contextmanager
def _as_tool_error() -> Iterator[None]:
    """Turn our errors into tool errors with the same message."""
    try:
        yield
    except SummarizerError as error:
        raise ToolError(str(error)) from None


def _tool_result(text: str, value: BaseModel) -> CallToolResult:
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=to_json_value(value))
