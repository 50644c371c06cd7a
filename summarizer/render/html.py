"""The HTML page: a summary beside its document, every citation one click from the words that support it.

One self-contained file. Nothing is fetched, and a strict Content-Security-Policy names the only script and the only
style by their digests. All text is escaped by Jinja2, after `mark_up_controls` has made control characters visible.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from ..languages import DEFAULT_LANGUAGE, LANGUAGES, Labels
from ..models import ArticleCitation, Citation, Document, DocumentInfo, LanguageCode, Statement, Status, Summary
from ..published.article_citations import is_digest
from ..text.header_fields import read_day
from .page_view import (
    Citations,
    DocumentView,
    SummaryView,
    build_document_view,
    build_summary_view,
    document_html_lang,
    guess_html_lang,
)
from .sanitize import escape_controls, escape_json_for_html, mark_up_controls
from .source_views import SourceView, build_source_views
from .text import script_sample, to_markdown, to_text

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = Path(__file__).parent / "templates"
_FILTERS = ("failed", "unsupported", "partial", "unchecked", "clean")
_PAGE_SCRIPTS = ("page.v1.js", "tabs.v1.js", "findings.v1.js", "search.v1.js", "sheet.v1.js", "actions.v1.js")


def to_html(
    summary: Summary,
    document: Document | Sequence[Document] | None = None,
    labels: LanguageCode | None = None,
    index: str | None = None,
    cited: Sequence[Citations] | None = None,
) -> str:
    """One self-contained page.

    Args:
        document: the document of the summary, shown beside it; for a digest its articles in their order, of which those
            that are cited are shown as tabs. None for the summary alone.
        labels: language of the labels; the summary's when None.
        index: name of the file, in the same folder, that lists this page; it is linked.
        cited: the blocks that the author of each statement cites, in printed order; other blocks of its evidence are
            said to be found. None where the statements cite their evidence.
    """
    labels = labels or summary.language
    articles: Sequence[Document] = ()
    if is_digest(summary):
        articles = () if document is None or isinstance(document, Document) else document
        document = None
    elif document is not None and not isinstance(document, Document):
        [document] = document
    sample = script_sample(summary)
    words = {name: LANGUAGES[labels].adapt_label(word, sample) for name, word in _labels()[labels].items()}
    lang = document_html_lang(summary.language, document)
    left = build_summary_view(summary, lang, cited)
    written = summary if cited is None else _as_written(summary, left)
    right = build_document_view(document, summary.document.id, left.statements) if document else None
    sources = build_source_views(summary, articles, left.statements)
    return (
        _environment()
        .get_template("page.v1.html.jinja")
        .render(
            t=words,
            lang=LANGUAGES[labels].html_tag_of(sample),
            title=_title(summary, right.article.title if right else None, words),
            articles=len(summary.sources),
            sources=sources,
            tabs=[source for source in sources if source.view],
            blocks=_shown_blocks(right, sources),
            original_title=_other_title(summary.document, document.title if document else None),
            index=f"./{quote(index)}" if index else None,
            address=_web_address(summary.document.address),
            info=summary.document,
            summary=left,
            judge=summary.judge,
            document=right,
            source_lang=right.lang if right else LANGUAGES[summary.document.language or summary.language].html_tag,
            unparsed=summary.unparsed,
            run=summary.run,
            data=_embedded_json(summary),
            style=_load_inline("base.v1.css", "page.v1.css"),
            script=_load_inline(*_PAGE_SCRIPTS),
            as_text=to_text(written, labels=labels),
            as_markdown=to_markdown(written, labels=labels),
        )
        .lstrip()
    )


def _shown_blocks(document: DocumentView | None, sources: Iterable[SourceView]) -> frozenset[Citation]:
    """What cites the blocks that the page shows."""
    own = [view.block.number for view in document.blocks] if document else []
    others = (
        ArticleCitation(source.source.number, view.block.number)
        for source in sources
        if source.view
        for view in source.view.blocks
    )
    return frozenset((*own, *others))


def _to_anchor(citation: Citation) -> str:
    """The id of a block within a page, after its `b`."""
    return str(citation).replace(":", "-")


def _title(summary: Summary, own: str | None, words: Mapping[str, str]) -> str:
    """The title of the page: of the summary, of the document, or how many articles a digest has."""
    counted = words["digest_title"].format(n=len(summary.sources)) if summary.sources else words["untitled"]
    return _readable_title(summary.document) or own or counted


def _readable_title(info: DocumentInfo) -> str | None:
    """The title in the language of the summary where a model has translated it, or else the document's."""
    return info.title_gloss.text if info.title_gloss else info.title


def _other_title(info: DocumentInfo, own: str | None) -> str | None:
    """The document's own title, where the summary has it in other words: those of its language."""
    title, own = _readable_title(info), own or info.title
    return own if title and own and title.split() != own.split() else None


def _as_written(summary: Summary, view: SummaryView) -> Summary:
    """The summary with the citations of its author, to be copied."""
    views = iter(view.statements)

    def write(statement: Statement) -> Statement:
        return statement.model_copy(update={"citations": next(views).cited, "evidence": ()})

    core = summary.core_viewpoint and write(summary.core_viewpoint)
    groups = [group.model_copy(update={"points": tuple(map(write, group.points))}) for group in summary.groups]
    return summary.model_copy(update={"core_viewpoint": core, "groups": tuple(groups)})


def _web_address(address: str | None) -> str | None:
    """An address that a page may link to; any other scheme than HTTP might run something."""
    return address if address and urlsplit(address).scheme in ("http", "https") else None


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


def find_label_language(summaries: Iterable[Summary]) -> LanguageCode:
    """The language of most summaries of a batch, in which its index and its pages are labelled."""
    counts = Counter(summary.language for summary in summaries)
    return counts.most_common(1)[0][0] if counts else DEFAULT_LANGUAGE


def render_index(entries: Iterable[IndexEntry], labels: LanguageCode | None = None) -> str:
    """A page that lists the summaries of one batch, and filters them by support without any script.

    With one they are searched, sorted, and filtered by company, source and date.

    Args:
        labels: language of the labels; when None, that of most summaries.
    """
    rows = [_index_row(entry) for entry in entries]
    summaries = [row.entry.summary for row in rows if row.entry.summary]
    labels = labels or find_label_language(summaries)
    kinds = Counter(kind for row in rows for kind in row.kinds)
    sample = next(map(script_sample, summaries), "")
    return (
        _environment()
        .get_template("index.v1.html.jinja")
        .render(
            t={name: LANGUAGES[labels].adapt_label(word, sample) for name, word in _labels()[labels].items()},
            lang=LANGUAGES[labels].html_tag_of(sample),
            rows=rows,
            filters=[(name, kinds[name]) for name in _FILTERS if kinds[name]],
            symbols_named=_count_options(_named_symbols(summaries)),
            sources=_count_options((s.document.source, s.document.source) for s in summaries if s.document.source),
            dated=any(row.date for row in rows),
            style=_load_inline("base.v1.css", "index.v1.css"),
            script=_load_inline("index.v1.js"),
        )
        .lstrip()
    )


def _named_symbols(summaries: Iterable[Summary]) -> Iterator[tuple[str, str]]:
    """Every security of the summaries: its symbol, and what it is called."""
    for summary in summaries:
        for security in summary.document.securities:
            yield security.symbol, " ".join(filter(None, (security.name, security.symbol)))


def _count_options(named: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The options of a choice, the most frequent first, with how often each occurs."""
    names: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for value, name in named:
        counts[value] += 1
        names[value] = max(names.get(value, ""), name, key=len)
    return [(value, f"{names[value]} ({count})") for value, count in counts.most_common()]


@dataclass(frozen=True, slots=True)
class _IndexRow:
    """A line of the index.

    Attributes:
        kinds: the filters under which it is shown.
        findings: how many of its statements are not supported; a document that failed has more than any.
        date: the day of the document, as `2025-09-21`; an empty string where it is not known.
        original: the title in the language of the document, where the row has it in that of the summary.
    """

    entry: IndexEntry
    title: str
    href: str | None
    kinds: tuple[str, ...]
    findings: int
    tally: Sequence[tuple[Status, int]] = ()
    cited: int = 0
    date: str = ""
    original: str | None = None
    lang: str = LANGUAGES[DEFAULT_LANGUAGE].html_tag
    source_lang: str = LANGUAGES[DEFAULT_LANGUAGE].html_tag


def _index_row(entry: IndexEntry) -> _IndexRow:
    # No path can become another scheme or host: quoting turns the colon of `javascript:` into %3A.
    href = "./" + quote(os.fsencode(entry.href).lstrip(b"/")) if entry.href else None
    summary = entry.summary
    if summary is None:
        return _IndexRow(entry, entry.name, href, ("failed",), sys.maxsize)
    tally = build_summary_view(summary, "").tally[::-1]
    cited = {number for _, statement in summary.statements() for number in statement.citations}
    return _IndexRow(
        entry,
        _readable_title(summary.document) or entry.name,
        href,
        kinds=tuple(status for status, _ in tally if status != "supported") or ("clean",),
        findings=sum(count for status, count in tally if status in ("partial", "unsupported")),
        tally=tally,
        cited=len(cited),
        date=str(read_day(summary.document.published_at) or ""),
        original=_other_title(summary.document, None),
        lang=LANGUAGES[summary.language].html_tag,
        source_lang=LANGUAGES[summary.document.language or summary.language].html_tag,
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
    return {
        "core_viewpoint": labels.core,
        "group": f"{labels.group_name} {{n}}",
        "unparsed": labels.unparsed,
        "glossed": labels.glossed,
        "disputed": labels.disputed,
        "corrects": labels.corrects,
    }


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
    environment.filters |= {"escape_controls": escape_controls, "lang_of": guess_html_lang, "anchor": _to_anchor}
    return environment
