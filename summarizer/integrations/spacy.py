"""The spaCy component: `nlp.add_pipe("summarizer")` gives every `Doc` a summary, and its evidence as spans.

`doc._.summary` is the `Summary` (None for a Doc without text). `doc.spans["summarizer"]` holds one span for every piece
of evidence, widened to whole tokens: its label is the support of the statement, its id the statement's place in the
summary (`groups[0].points[1]`). Both survive `Doc.to_bytes`, `DocBin(store_user_data=True)` and several processes.
spaCy finds the component by its entry point; importing this module does the same where there is none. spaCy imports it
with every pipeline, so that it loads the rest of this package only at use.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import partial
from inspect import Parameter, Signature
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.tokens import Doc, SpanGroup
from spacy.util import minibatch

from ..errors import UsageError
from ..models import Summary
from ..settings import Settings
from . import component_settings, parse_text, summarize_texts

# A key in a config would be saved with the pipeline: it belongs in the environment.
_SETTINGS_FIELDS = {name: field for name, field in Settings.model_fields.items() if name != "api_key"}
_COMPONENT_OPTIONS = {"attribute": "summary", "spans": "summarizer", "concurrency": 8}


class SummarizerPipe(Pipe):
    """Summarises each `Doc` that passes.

    Args:
        name: of the component in its pipeline.
        config: any field of `Settings` but the key; `attribute` and `spans` name where the results go on the Doc,
            `concurrency` is how many Docs of `nlp.pipe` a model reads at a time.

    Raises:
        UsageError: a setting is unknown or wrong.
    """

    def __init__(self, name: str = "summarizer", **config: Any) -> None:
        if "api_key" in config:
            raise UsageError("a saved pipeline must not hold a key", "put it in the provider's environment variable")
        own = {name: config.get(name, default) for name, default in _COMPONENT_OPTIONS.items()}
        self.name = name
        self.settings = component_settings({name: value for name, value in config.items() if name not in own})
        self.attribute, self.spans, self.concurrency = own["attribute"], own["spans"], own["concurrency"]
        if self.concurrency < 1:
            raise UsageError(f"concurrency: {self.concurrency}", "at least 1")
        _register_extension(self.attribute)

    @property
    def config(self) -> dict[str, Any]:
        """What makes the same component again."""
        own = {name: getattr(self, name) for name in _COMPONENT_OPTIONS}
        return own | self.settings.model_dump(include=set(_SETTINGS_FIELDS), exclude_unset=True)

    def __call__(self, doc: Doc) -> Doc:
        """Summarise one Doc in place. Errors are those of `summarizer.summarize`."""
        from ..api import summarize

        if doc.text.strip():
            self._store(doc, summarize(parse_text(doc.text, self.settings), self.settings))
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Summarise a stream of Docs, several at a time with a model; what fails goes to the error handler."""
        # Four rounds of a model's concurrency at most, so that the first Docs need not wait for a large batch.
        for docs in minibatch(stream, min(batch_size, 4 * self.concurrency)):  # type: ignore[no-untyped-call]  # spaCy
            filled = [doc.text for doc in docs if doc.text.strip()]
            results = iter(summarize_texts(filled, self.settings, self.concurrency))
            for doc in docs:
                result = next(results) if doc.text.strip() else None
                if result and result.error:
                    self.get_error_handler()(self.name, self, [doc], result.error)
                    continue
                if result and result.summary:
                    self._store(doc, result.summary)
                yield doc

    def _store(self, doc: Doc, summary: Summary) -> None:
        doc._.set(self.attribute, summary)
        spans = [
            doc.char_span(e.start, e.end, label=statement.support.status, span_id=place, alignment_mode="expand")
            for place, statement in summary.statements()
            for e in statement.evidence
        ]
        doc.spans[self.spans] = SpanGroup(doc, name=self.spans, spans=[span for span in spans if span is not None])

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The component as bytes."""
        return json.dumps(self.config).encode()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> SummarizerPipe:
        """Take over the settings of a component saved by `to_bytes`."""
        self.__init__(self.name, **json.loads(data))  # type: ignore[misc]  # as if made with these settings
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Save the component as a JSON file."""
        Path(path).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> SummarizerPipe:
        """Take over the settings of a component saved by `to_disk`."""
        return self.from_bytes(Path(path).read_bytes())


def _register_extension(attribute: str) -> None:
    """Make `doc._.ATTRIBUTE`. The Doc keeps JSON, which spaCy can save; the attribute is a `Summary`."""
    key = ("._.", f"summarizer.{attribute}", None, None)  # as spaCy names what it leaves out of merged Docs
    if not Doc.has_extension(attribute):
        Doc.set_extension(attribute, getter=partial(_get_summary, key), setter=partial(_set_summary, key))
    elif getattr(Doc.get_extension(attribute)[2], "func", None) is not _get_summary:
        raise UsageError(f"`doc._.{attribute}` belongs to another component", "choose another `attribute`")


def _get_summary(key: Any, doc: Doc) -> Summary | None:
    stored = doc.user_data.get(key)
    return None if stored is None else Summary.model_validate_json(stored)


def _set_summary(key: Any, doc: Doc, summary: Summary) -> None:
    doc.user_data[key] = summary.model_dump_json()


def make_summarizer(nlp: Language, name: str, **config: Any) -> SummarizerPipe:
    """The factory spaCy calls for `nlp.add_pipe("summarizer", config={…})`."""
    return SummarizerPipe(name, **config)


# spaCy checks and completes a config by the signature of the factory: the settings are its parameters. Their values are
# checked by `resolve_settings`.
_PARAMETER_TYPES = {"nlp": Language, "name": str} | dict.fromkeys(_SETTINGS_FIELDS, Any)
_PARAMETER_TYPES |= {name: type(default) for name, default in _COMPONENT_OPTIONS.items()}
make_summarizer.__signature__ = Signature(  # type: ignore[attr-defined]  # read by inspect.signature
    [Parameter(name, Parameter.KEYWORD_ONLY, annotation=annotation) for name, annotation in _PARAMETER_TYPES.items()]
)
Language.factory(
    "summarizer",
    func=make_summarizer,
    default_config={n: f.get_default(call_default_factory=True) for n, f in _SETTINGS_FIELDS.items()}
    | _COMPONENT_OPTIONS,
    assigns=["doc._.summary", "doc.spans"],
)
