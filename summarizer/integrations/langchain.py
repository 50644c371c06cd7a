"""The LangChain step: `Summarizer(model=…)` is a `Runnable` from a text or a LangChain `Document` to a `Summary`.

It takes part in chains, `batch`, `ainvoke`, callbacks and tracing as any Runnable does. A string is a text, never the
name of a file; what `read_document` returns can be given as a `summarizer.Document`.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from ..api import asummarize, summarize
from ..errors import UsageError, missing_extra_error
from ..models import Document, Summary
from . import component_settings, parse_text

try:
    from langchain_core.documents import Document as LangChainDocument
    from langchain_core.runnables import Runnable, RunnableConfig
except ImportError:
    raise missing_extra_error("the LangChain runnable", "langchain") from None

Input: TypeAlias = str | Document | LangChainDocument


class Summarizer(Runnable[Input, Summary]):
    """Summarises what it is invoked with.

    Args:
        choices: any field of `summarizer.Settings`.

    Raises:
        UsageError: a setting is unknown or wrong.
    """

    def __init__(self, **choices: Any) -> None:
        self.settings = component_settings(choices)

    def __repr__(self) -> str:
        return f"Summarizer({', '.join(f'{name}={value!r}' for name, value in self._explicit_settings())})"

    @property
    def InputType(self) -> Any:  # LangChain's name
        """What `invoke` takes: the types LangChain shows in graphs and schemas."""
        return str | LangChainDocument

    @property
    def OutputType(self) -> type[Summary]:  # LangChain's name
        """What `invoke` returns."""
        return Summary

    def invoke(self, input: Input, config: RunnableConfig | None = None, **kwargs: Any) -> Summary:
        """Summarise one text or document. Errors are those of `summarizer.summarize`."""
        return self._call_with_config(self._summarize, input, config, run_type="chain")

    async def ainvoke(self, input: Input, config: RunnableConfig | None = None, **kwargs: Any) -> Summary:
        """`invoke` for callers that run an event loop."""
        return await self._acall_with_config(self._asummarize, input, config, run_type="chain")

    def _summarize(self, source: Input) -> Summary:
        return summarize(self._to_document(source), self.settings)

    async def _asummarize(self, source: Input) -> Summary:
        return await asummarize(self._to_document(source), self.settings)

    def _explicit_settings(self) -> list[tuple[str, Any]]:
        return [(name, value) for name, value in self.settings if name in self.settings.model_fields_set]

    def _to_document(self, source: Input) -> Document:
        if isinstance(source, Document):
            return source
        text = source.page_content if isinstance(source, LangChainDocument) else source
        if not isinstance(text, str):
            raise UsageError(
                f"`{type(source).__name__}` cannot be summarised",
                "give a text or one document; `.batch` or `.map()` take many",
            )
        return parse_text(text, self.settings)
