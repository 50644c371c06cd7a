"""The Haystack component: documents in, their summaries out as documents, and apart from them what failed.

A summary is a Haystack `Document`: `content` is the printed form, `meta["summary"]` the whole summary as JSON,
`meta["source_id"]` the id of the document it is of; the other `meta` are its source's.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ..errors import UsageError, missing_extra_error
from ..models import Summary, to_json_value
from ..settings import resolve_settings
from . import component_settings, summarize_texts

try:
    from haystack import Document as HaystackDocument
    from haystack import component, default_from_dict, default_to_dict
    from haystack.core.serialization import allow_deserialization_module
    from haystack.utils import Secret
except ImportError:
    raise missing_extra_error("the Haystack component", "haystack") from None

# Whoever imports this module trusts it in a saved pipeline.
allow_deserialization_module(__name__)


@component
class Summarizer:
    """Summarises every document it is given.

    Args:
        api_key: a Haystack `Secret`; None takes the provider's environment variable.
        concurrency: how many documents a model reads at a time.
        raise_on_failure: False sends what fails to `failed` (`meta["error"]` says why) instead of stopping.
        choices: any other field of `summarizer.Settings`.

    Raises:
        UsageError: a setting is unknown or wrong.
    """

    def __init__(
        self, *, api_key: Secret | None = None, concurrency: int = 8, raise_on_failure: bool = True, **choices: Any
    ) -> None:
        self.api_key, self.concurrency, self.raise_on_failure = api_key, concurrency, raise_on_failure
        self.settings = component_settings(choices)
        if not isinstance(api_key, Secret | None):
            raise UsageError("api_key: not a Haystack Secret", 'such as Secret.from_env_var("OPENAI_API_KEY")')

    def to_dict(self) -> dict[str, Any]:
        """The component as Haystack saves it; a key is saved as the name of its variable, or not at all."""
        return default_to_dict(
            self,
            api_key=self.api_key,
            concurrency=self.concurrency,
            raise_on_failure=self.raise_on_failure,
            **self.settings.model_dump(mode="json", exclude_unset=True),
        )

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Summarizer:
        """The component that `to_dict` saved."""
        return default_from_dict(cls, data)

    @component.output_types(summaries=list[HaystackDocument], failed=list[HaystackDocument])
    def run(self, documents: list[HaystackDocument]) -> dict[str, list[HaystackDocument]]:
        """Summarise the documents; both lists keep their order. Errors are those of `summarizer.summarize`."""
        key = {"api_key": self.api_key.resolve_value()} if self.api_key else {}
        settings = resolve_settings(self.settings, key)  # type: ignore[arg-type]  # a text, or None
        results = summarize_texts([document.content or "" for document in documents], settings, self.concurrency)
        summaries, failed = [], []
        for document, result in zip(documents, results, strict=True):
            if result.summary:
                summaries.append(_to_document(result.summary, document))
            elif self.raise_on_failure and result.error:
                raise result.error
            else:
                failed.append(replace(document, meta={**document.meta, "error": str(result.error)}))
        return {"summaries": summaries, "failed": failed}


def _to_document(summary: Summary, source: HaystackDocument) -> HaystackDocument:
    meta = {**source.meta, "source_id": source.id, "summary": to_json_value(summary)}
    return HaystackDocument(content=summary.to_text(), meta=meta)
