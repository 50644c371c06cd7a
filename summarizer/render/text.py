"""The printed form, one statement a line or all on one line; Markdown; and the numbered blocks of a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from ..languages import LANGUAGES, Labels
from ..models import Document, Group, LanguageCode, Statement, Summary, format_citations
from ..published.article_citations import (
    describe_sources,
    format_sources,
    is_digest,
    number_citations,
    restore_citations,
)
from ..published.citation_styles import escape_foreign
from ..published.grammar import (
    BULLETS,
    DashEscaping,
    escape,
    escape_title,
    format_sides,
    format_statement,
    is_joining_dash,
    normalize_spaces,
    unescape,
)
from ..published.header_line import find_header_line, format_header_line, parse_header_line
from ..published.labels import find_label, is_label
from ..text.scripts import join_wrapped, tells_chinese_script
from .finding_parts import format_finding, merge_findings

_BULLET = re.compile(rf"(?:[{BULLETS}>]|#{{1,6}}) ")


def script_sample(summary: Summary) -> str:
    """The words by whose script labels are chosen: of the first statement; where it tells nothing, of the title.

    The first statement stays what it is while others follow, so that a streamed summary does not change its labels.
    """
    first = next((statement.text for _, statement in summary.statements()), "")
    title = summary.document.title or ""
    return first if tells_chinese_script(first) else first + title


def to_text(summary: Summary, document: object = None, labels: LanguageCode | None = None) -> str:
    """The printed form, one statement a line. It does not show the document."""
    return _print(summary, labels, _to_text)


def to_line(summary: Summary, document: object = None, labels: LanguageCode | None = None) -> str:
    """The printed form on one line, with two spaces after the title and after the header line."""
    return _print(summary, labels, _to_line)


def _print(summary: Summary, labels: LanguageCode | None, form: Callable[[Summary, Labels], str]) -> str:
    """A summary in one of the forms; a digest with numbers, which are replaced by its citations."""
    words = LANGUAGES[labels or summary.language].labels_for(script_sample(summary))
    if not is_digest(summary):
        return form(summary, words)
    numbered = number_citations(summary)
    return restore_citations(form(numbered.summary, words), numbered.citations)


def _to_text(summary: Summary, words: Labels) -> str:
    is_cited = any(statement.citations for _, statement in summary.statements())
    blocks = [[part] for part in ["\n".join(_header(summary, words, is_cited))] if part]
    if summary.core_viewpoint:
        blocks.append([words.core, *_bullets([summary.core_viewpoint])])
    for number, group in enumerate(summary.groups, 1):
        blocks.append([words.group(number, _title(group, is_cited)), *_bullets(group.points)])
    if summary.unparsed:
        blocks.append([words.unparsed, *(f"- {format_statement(piece, ())}" for piece in summary.unparsed)])
    return "\n\n".join("\n".join(block) for block in blocks)


def _to_line(summary: Summary, words: Labels) -> str:
    return "  ".join([*_header(summary, words, is_cited=True, line=True), " ".join(_sections(summary, words))])


def _sections(summary: Summary, labels: Labels) -> Iterator[str]:
    if summary.core_viewpoint:
        yield f"{labels.core} - {_statement(summary.core_viewpoint)}"
    for number, group in enumerate(summary.groups, 1):
        points = [_statement(point) for point in group.points] or ["[]"]
        title = normalize_spaces(group.title)
        is_plain = not title.startswith("-") and not is_joining_dash(title, points[0])
        if not is_plain and group.points:  # a later dash must not look like the end of the title
            points[0] = _statement(group.points[0], "all")
        yield " - ".join([labels.group(number, escape_title(title, True, "ending" if is_plain else "all")), *points])
    if summary.unparsed:
        yield " - ".join([labels.unparsed, *(format_statement(piece, (), line=True) for piece in summary.unparsed)])


def _statement(statement: Statement, dashes: DashEscaping = "keep") -> str:
    if statement.sides:
        return format_sides(statement, line=True)
    return format_statement(statement.text, statement.citations, line=True, dashes=dashes)


def _bullets(statements: Iterable[Statement]) -> list[str]:
    return [
        f"- {format_sides(statement) if statement.sides else format_statement(statement.text, statement.citations)}"
        for statement in statements
    ]


def _title(group: Group, is_cited: bool) -> str:
    """The title of a group above its bullets, with dashes escaped only where they would end the title."""
    title = normalize_spaces(group.title)
    return escape_title(title, is_cited, "keep" if group.points and not title.startswith("-") else "all")


def _header(summary: Summary, labels: Labels, is_cited: bool, line: bool = False) -> list[str]:
    title = _header_title(normalize_spaces(summary.document.title or ""), is_cited, line)
    parts = (title, format_header_line(summary.document, "all" if line else "keep"))
    return [*(part for part in parts if part), *format_sources(summary.sources, labels)]


def _header_title(title: str, is_cited: bool, line: bool) -> str:
    """The title, after a backslash if it would be parsed as a label, a header line, a bullet or JSON."""
    shown = escape(title, "all" if line or find_label(title) >= 0 else "keep")
    shown = shown if is_cited else escape_foreign(shown, is_cited)
    if not shown or (shown.startswith("\\") and unescape(shown[:2]) != shown[:2]):
        return shown
    is_ambiguous = is_label(shown) or parse_header_line(shown) or find_header_line(shown) or _BULLET.match(shown)
    return f"\\{shown}" if is_ambiguous or shown[0] in "\\{<\ufeff" or shown.startswith("[{") else shown


def format_blocks(document: Document) -> str:
    """A document in reading order: header lines unchanged, headings after `##`, blocks after their numbers.

    Its kind is named unless it is news, the role of a block unless it is body, and the speaker where there is one.
    """
    lines = [line.text for line in document.header]
    lines += [f"({document.kind})"] if document.kind != "news" else []
    lines += [""] if lines else []
    headings = {
        before: [h for h in document.headings if h.before == before] for before in {h.before for h in document.headings}
    }
    for block in document.blocks:
        lines += [f"{'#' * h.level} {h.text}" for h in headings.get(block.number, ())]
        page = f" (p. {block.page})" if block.page else ""
        role = f" {block.role}" if block.role != "body" else ""
        speaker = f" ({' '.join(block.speaker.split())})" if block.speaker else ""
        lines.append(f"[{block.number}]{page}{role}{speaker} " + join_wrapped(block.text))
    lines += [f"{'#' * h.level} {h.text}" for h in headings.get(len(document.blocks) + 1, ())]
    return "\n".join(lines)


# Characters that Markdown or HTML would interpret anywhere in a line; `]` only before `(`, `[` or `:`, which would make
# a link, an image or a link definition. What is escaped already stays so.
_INLINE = re.compile(
    r"(?P<done>\\[!-/:-@\[-`{-~])|[\\`*_<~|]|&(?=#?\w+;)|\](?=[(\[:])|(?P<word>https?(?=://)|www(?=\.))"
)
# Characters at the start of a line that would begin a heading, quotation, list, rule or task item.
_START = re.compile(r"(?:[#>+=-]|\[(?=[ xX]\])|\d+(?=[.)](?:\s|$)))")


def to_markdown(summary: Summary, document: object = None, labels: LanguageCode | None = None) -> str:
    """Headings, bullets and citations; a statement that is not supported is followed by its findings.

    Below a statement stand the translated words of its blocks, where they were asked for.
    """
    return _print(summary, labels, _to_markdown)


def _to_markdown(summary: Summary, words: Labels) -> str:
    title = escape_markdown(summary.document.title)
    blocks = [[f"# {title}"]] if title.strip() else []
    if header := format_header_line(summary.document):
        blocks.append([escape_markdown(header)])
    if summary.sources:
        lines = (line.partition(" ") for line in describe_sources(summary.sources, words))
        blocks.append([f"- {numbers} {escape_markdown(rest)}".rstrip() for numbers, _, rest in lines])
    if summary.core_viewpoint:
        blocks += [[f"## {words.core}"], [_bullet(summary.core_viewpoint, words)]]
    for number, group in enumerate(summary.groups, 1):
        blocks.append([f"## {words.group(number, escape_markdown(group.title))}"])
        blocks.append([_bullet(point, words) for point in group.points])
    if summary.unparsed:
        blocks += [[f"## {words.unparsed}"], [f"- {escape_markdown(piece)}" for piece in summary.unparsed]]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _bullet(statement: Statement, labels: Labels) -> str:
    # In Markdown these are text, because no link is defined for them.
    said = (
        f"{escape_markdown(words)} {format_citations(citations)}".rstrip() for words, citations in statement.parts()
    )
    parts = ("-", "".join(said), _format_verdict(statement, labels))
    return "\n".join([" ".join(part for part in parts if part), *_format_glosses(statement, labels)])


def _format_glosses(statement: Statement, labels: Labels) -> Iterator[str]:
    """`  - [2] “Revenue fell 3.2%” — *translated by openai/gpt-5-mini*` for each block that has a gloss."""
    for item in statement.evidence:
        if item.gloss:
            said = escape_markdown(labels.glossed.format(name=item.gloss.model))
            yield f"  - [{item.citation}] “{escape_markdown(item.gloss.text)}” — *{said}*"


def _format_verdict(statement: Statement, labels: Labels) -> str:
    """`— *not supported*: The source has 12%.`; empty for what is supported or was not checked."""
    status, findings = statement.support.status, statement.support.findings
    if status == "supported" or (status == "unchecked" and not findings):
        return ""
    reasons = "; ".join(escape_markdown(format_finding(finding)) for finding in merge_findings(findings))
    return f"— *{labels.verdict(statement.support)}*" + (f": {reasons}" if reasons else "")


def escape_markdown(text: str | None) -> str:
    """A text that Markdown shows as it is."""
    text = _INLINE.sub(_escape_character, escape(text or "").replace("\\：", "："))
    if match := _START.match(text):
        mark = match[0]
        text = f"{mark}\\{text[len(mark) :]}" if mark.isdigit() else f"\\{text}"
    return text


def _escape_character(match: re.Match[str]) -> str:
    """A backslash before the character; inside a URL, where it is not shown but keeps the URL from becoming a link."""
    if match["done"]:
        return match[0]
    return f"{match[0]}\\" if match["word"] else f"\\{match[0]}"
