"""The HTML page: a summary beside its document, every citation one click from the words that support it.

One self-contained file. Nothing is fetched, and a strict Content-Security-Policy names the only script and the only
style by their digests. All text is escaped by Jinja2, after `mark_up_controls` has made control characters visible.
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

from markupsafe import Markup

from ..languages import DEFAULT_LANGUAGE, LANGUAGES, Labels
from ..models import Document, LanguageCode, Status, Summary
from .page_view import build_document_view, build_summary_view, document_html_lang, guess_html_lang
from .sanitize import escape_controls, escape_json_for_html, mark_up_controls

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = Path(__file__).parent / "templates"
_FILTERS = ("clean", "partial", "unsupported", "unchecked", "failed")


def to_html(summary: Summary, document: Document | None = None, labels: LanguageCode | None = None) -> str:
    """One self-contained page.

    Args:
        document: the document of the summary, shown beside it; None for the summary alone.
        labels: language of the labels; the summary's when None.
    """
    labels = labels or summary.language
    words = _labels()[labels]
    lang = document_html_lang(summary.language, document)
    left = build_summary_view(summary, lang)
    right = build_document_view(document, summary, left.statements) if document else None
    return (
        _environment()
        .get_template("page.v1.html.jinja")
        .render(
            t=words,
            lang=LANGUAGES[labels].html_tag,
            title=(right and right.title) or summary.document.title or words["untitled"],
            info=summary.document,
            summary=left,
            document=right,
            source_lang=right.lang if right else LANGUAGES[summary.document.language or summary.language].html_tag,
            unparsed=summary.unparsed,
            run=summary.run,
            data=_embedded_json(summary),
            style=_load_inline("base.v1.css", "page.v1.css"),
            script=_load_inline("page.v1.js"),
        )
        .lstrip()
    )


def _embedded_json(summary: Summary) -> str:
    """The summary in JSON, which `parse_summary` finds in a page."""
    data = json.dumps(summary.model_dump(mode="json"), ensure_ascii=False, separators=(",", ":"))
    return Markup(escape_json_for_html(data))


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One summary of a batch, or the error of a document that has none.

    Attributes:
        name: of the input; shown where the title is not known.
        href: path of the summary's own page relative to the index, or None when there is none.
    """

    name: str
    summary: Summary | None = None
    error: str | None = None
    href: str | None = None


def render_index(entries: Iterable[IndexEntry], labels: LanguageCode | None = None) -> str:
    """A page that lists the summaries of one batch and filters them by support; it needs no script.

    Args:
        labels: language of the labels; when None, that of most summaries.
    """
    rows = [_index_row(entry) for entry in entries]
    languages = Counter(row.entry.summary.language for row in rows if row.entry.summary)
    labels = labels or (languages.most_common(1)[0][0] if languages else DEFAULT_LANGUAGE)
    kinds = Counter(kind for row in rows for kind in row.kinds)
    return (
        _environment()
        .get_template("index.v1.html.jinja")
        .render(
            t=_labels()[labels],
            lang=LANGUAGES[labels].html_tag,
            rows=rows,
            filters=[(name, kinds[name]) for name in _FILTERS if kinds[name]],
            style=_load_inline("base.v1.css", "index.v1.css"),
        )
        .lstrip()
    )


@dataclass(frozen=True, slots=True)
class _IndexRow:
    """A line of the index; `kinds` are the filters under which it is shown."""

    entry: IndexEntry
    title: str
    href: str | None
    kinds: tuple[str, ...]
    tally: Sequence[tuple[Status, int, str]] = ()
    cited: int = 0
    lang: str = LANGUAGES[DEFAULT_LANGUAGE].html_tag
    source_lang: str = LANGUAGES[DEFAULT_LANGUAGE].html_tag


def _index_row(entry: IndexEntry) -> _IndexRow:
    # No path can become another scheme or host: quoting turns the colon of `javascript:` into %3A.
    href = "./" + quote(os.fsencode(entry.href).lstrip(b"/")) if entry.href else None
    summary = entry.summary
    if summary is None:
        return _IndexRow(entry, entry.name, href, ("failed",))
    tally = build_summary_view(summary, "").tally
    unsupported_statuses = tuple(status for status, _, _ in tally if status != "supported")
    cited = {number for _, statement in summary.statements() for number in statement.citations}
    return _IndexRow(
        entry,
        summary.document.title or entry.name,
        href,
        unsupported_statuses or ("clean",),
        tally,
        len(cited),
        LANGUAGES[summary.language].html_tag,
        LANGUAGES[summary.document.language or summary.language].html_tag,
    )


@dataclass(frozen=True, slots=True)
class _InlineFile:
    """A script or style sheet of ours, with the digest by which the Content-Security-Policy admits it."""

    text: str
    digest: str


@cache
def _load_inline(*names: str) -> _InlineFile:
    text = "\n".join((_TEMPLATES / name).read_text(encoding="utf-8") for name in names)
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return _InlineFile(Markup(text), f"sha256-{digest}")


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

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=mark_up_controls,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {"escape_controls": escape_controls, "lang_of": guess_html_lang}
    return environment
