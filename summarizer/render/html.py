"""The page: a summary beside its document, every citation one click from the very words it rests on.

One self-contained file. Nothing is fetched, and a strict Content-Security-Policy names the only script and the only
style by their digests. All text is escaped by Jinja2, after `harmless_markup` has made stray controls visible.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from ..languages import LANGUAGES, Labels
from ..models import Document, LanguageCode, Status, Summary
from .page_view import page_lang, summary_lang, text_lang, view_document, view_summary

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = Path(__file__).parent / "templates"
_FILTERS = ("clean", "partial", "unsupported", "unchecked", "failed")


def to_html(summary: Summary, document: Document | None = None, labels: LanguageCode | None = None) -> str:
    """One self-contained page.

    Args:
        document: the document the summary is of, to stand beside it; None for the summary alone.
        labels: language of the page's own words; the summary's when None.
    """
    labels = labels or summary.language
    words = _labels()[labels]
    lang = summary_lang(summary, document)
    left = view_summary(summary, lang)
    right = view_document(document, summary, left.statements) if document else None
    return (
        _environment()
        .get_template("page.v1.html.jinja")
        .render(
            t=words,
            lang=page_lang(labels),
            title=(right and right.title) or summary.document.title or words["untitled"],
            info=summary.document,
            summary=left,
            document=right,
            source_lang=right.lang if right else page_lang(summary.document.language or summary.language),
            unparsed=summary.unparsed,
            run=summary.run,
            data=_data(summary),
            style=_inline("base.v1.css", "page.v1.css"),
            script=_inline("page.v1.js"),
        )
        .lstrip()
    )


def _data(summary: Summary) -> str:
    """The summary in JSON, as `Summary.parse` finds it in a page."""
    from markupsafe import Markup

    from .safe_text import harmless_json

    return Markup(harmless_json(json.dumps(summary.model_dump(mode="json"), ensure_ascii=False, separators=(",", ":"))))


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One summary of a batch, or the error that kept it from being one.

    Attributes:
        name: what the input was called; stands for a title that is not known.
        href: path of the summary's own page relative to the index, or None when there is none.
    """

    name: str
    summary: Summary | None = None
    error: str | None = None
    href: str | None = None


def index_html(entries: Iterable[IndexEntry], labels: LanguageCode | None = None) -> str:
    """A page that lists the summaries of one batch and filters them by support; it needs no script.

    Args:
        labels: language of the page's own words; when None, the one most summaries are written in.
    """
    rows = [_row(entry) for entry in entries]
    languages = Counter(row.entry.summary.language for row in rows if row.entry.summary)
    labels = labels or (languages.most_common(1)[0][0] if languages else "en")
    kinds = Counter(kind for row in rows for kind in row.kinds)
    return (
        _environment()
        .get_template("index.v1.html.jinja")
        .render(
            t=_labels()[labels],
            lang=page_lang(labels),
            rows=rows,
            filters=[(name, kinds[name]) for name in _FILTERS if kinds[name]],
            style=_inline("base.v1.css", "index.v1.css"),
        )
        .lstrip()
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the index; `kinds` are the filters that keep it in sight."""

    entry: IndexEntry
    title: str
    href: str | None
    kinds: tuple[str, ...]
    tally: Sequence[tuple[Status, int, str]] = ()
    cited: int = 0
    lang: str = "en"
    source_lang: str = "en"


def _row(entry: IndexEntry) -> _Row:
    # No path can become another scheme or host: quoting turns the colon of `javascript:` into %3A.
    href = "./" + quote(os.fsencode(entry.href).lstrip(b"/")) if entry.href else None
    summary = entry.summary
    if summary is None:
        return _Row(entry, entry.name, href, ("failed",))
    tally = view_summary(summary, "").tally
    doubts = tuple(status for status, _, _ in tally if status != "supported")
    cited = {number for _, statement in summary.statements() for number in statement.citations}
    return _Row(
        entry,
        summary.document.title or entry.name,
        href,
        doubts or ("clean",),
        tally,
        len(cited),
        page_lang(summary.language),
        page_lang(summary.document.language or summary.language),
    )


@dataclass(frozen=True, slots=True)
class _Inline:
    """A file of ours as it stands in the page, with the digest by which the policy admits it."""

    text: str
    digest: str


@cache
def _inline(*names: str) -> _Inline:
    from markupsafe import Markup

    text = "\n".join((_TEMPLATES / name).read_text(encoding="utf-8") for name in names)
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return _Inline(Markup(text), f"sha256-{digest}")


@cache
def _labels() -> dict[LanguageCode, dict[str, str]]:
    """The page's own words, with the labels it shares with the printed forms."""
    words = json.loads((_TEMPLATES / "labels.v1.json").read_text(encoding="utf-8"))
    return {code: words[code] | _shared(language.labels) for code, language in LANGUAGES.items()}


def _shared(labels: Labels) -> dict[str, str]:
    return {"core_viewpoint": labels.core, "group": f"{labels.group_name} {{n}}", "unparsed": labels.unparsed}


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from .safe_text import harmless, harmless_markup

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=harmless_markup,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {"harmless": harmless, "lang_of": text_lang}
    return environment
