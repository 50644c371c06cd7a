"""The printed form of a digest: its sources above the statements, and citations that name article and block.

```text
[1][4] Title of the article — Reuters·2025-09-21 02:50
[2] Title of another — 虎嗅APP·2025-09-22
[3] A third — Reuters·2025-09-23 — corrects [1]

Core Viewpoint
- A statement [1:2][3:5]
```

A copy stands in the line of its original; what is known of the copy alone is not printed. A page is a digest where such
lines, numbered from 1, stand above its statements and at least one citation `[2:5]` among them.

The grammar of print knows numbers only. To print, each cited block of each article gets a number, the summary is
printed as one of a single article, and the numbers are replaced by the citations; to read, the other way round. Words
that look like a citation have a backslash, as everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..languages import LANGUAGES, Labels
from ..models import ArticleCitation, DigestSource, Evidence, Side, Statement, Summary, sort_citations
from .grammar import escape, normalize_spaces, parse_sides, unescape
from .header_line import format_header_line, parse_header_line

_NUMBER = r"[1-9]\d{0,8}"
_PAIR = rf"{_NUMBER}:{_NUMBER}"
_CITED = rf"\[ ?{_PAIR}(?: ?[,，、;；] ?{_PAIR})* ?\](?!\()"
_PLAIN = r"\[[1-9]\d{0,8}\]"
# What has a backslash is words, and so is the backslash itself.
_WRITTEN = re.compile(rf"(?s)\\.|(?P<cited>{_CITED})|(?P<plain>{_PLAIN})")
_BRACKETED = re.compile(r"\[ ?([1-9]\d{0,3})(?!\d|:)")
_PAIRS = re.compile(rf"({_NUMBER}):({_NUMBER})")
# A line of the header, or what stands between double spaces in the one-line form.
# Every line ends one, whatever white space it ends in: else it would be read anew from each of its characters.
_PART = re.compile(r"\S(?:[^\n]*?\S)??(?=[ \t]{2}|[^\S\n]*(?:\n|$))")
_SOURCE = re.compile(r"(?:[-*•] )?(?P<numbers>(?:\[[1-9]\d{0,4}\])+)(?: (?P<words>.+))?$")
_CORRECTION = re.compile(
    rf" ?— (?:{'|'.join(re.escape(labels.corrects) for code in LANGUAGES for labels in LANGUAGES[code].all_labels)})"
    r" \\?\[([1-9]\d{0,4})\]$"  # Markdown has a backslash
)
_DASH = re.compile(r"(?<!\S)—(?!\S)")
ESCAPED_DASH = "\\—"  # within the words of a source line
_MAX_LINES_ABOVE = 3  # title, securities and time of the digest itself may stand above its sources


@dataclass(frozen=True, slots=True)
class NumberedDigest:
    """A digest as the grammar of print knows summaries: `citations` are what its numbers stand for."""

    summary: Summary
    citations: Mapping[int, ArticleCitation]


def is_digest(summary: Summary) -> bool:
    """Whether a summary is one of several articles."""
    return bool(summary.sources) or any(
        isinstance(citation, ArticleCitation) for _, s in summary.statements() for citation in s.citations
    )


# ---------------------------------------------------------------------------------------------------- printing


def number_citations(digest: Summary) -> NumberedDigest:
    """The digest with a number in place of each citation. None of them is the number of a source."""
    cited = sorted({c for _, s in digest.statements() for c in s.citations if isinstance(c, ArticleCitation)})
    numbers = {citation: number for number, citation in enumerate(cited, len(digest.sources) + 1)}

    def renumber(statement: Statement) -> Statement:
        sides = tuple(
            side.model_copy(update={"citations": _numbers(side.citations, numbers)}) for side in statement.sides
        )
        return statement.model_copy(update={"citations": _numbers(statement.citations, numbers), "sides": sides})

    core = digest.core_viewpoint and renumber(digest.core_viewpoint)
    groups = tuple(g.model_copy(update={"points": tuple(map(renumber, g.points))}) for g in digest.groups)
    summary = digest.model_copy(update={"core_viewpoint": core, "groups": groups})
    return NumberedDigest(summary, {number: citation for citation, number in numbers.items()})


def _numbers(citations: Iterable[int | ArticleCitation], numbers: Mapping[ArticleCitation, int]) -> tuple[int, ...]:
    return tuple(numbers[c] for c in citations if isinstance(c, ArticleCitation))


def restore_citations(text: str, citations: Mapping[int, ArticleCitation], escape: bool = True) -> str:
    """The text with the citations of the digest in place of their numbers.

    Args:
        escape: whether words that look like a citation of a digest get a backslash, as in print.
    """

    def restore(match: re.Match[str]) -> str:
        if match["cited"]:
            return f"\\{match[0]}" if escape else match[0]
        known = citations.get(int(match[0][1:-1])) if match["plain"] else None
        return f"[{known}]" if known else match[0]

    return _WRITTEN.sub(restore, text)


def format_sources(sources: Sequence[DigestSource], labels: Labels) -> list[str]:
    """The lines of the sources, a line for each that is no copy."""
    copies: dict[int, list[int]] = {}
    for source in sources:
        copies.setdefault(source.copy_of or source.number, []).append(source.number)
    return [
        " ".join(["".join(f"[{n}]" for n in copies[source.number]), *format_source(source, labels)])
        for source in sources
        if source.copy_of is None
    ]


def describe_sources(sources: Sequence[DigestSource], labels: Labels) -> list[str]:
    """The lines of the sources for a reader, without the backslashes of print."""
    return [unescape(line).replace(ESCAPED_DASH, "—") for line in format_sources(sources, labels)]


def format_source(source: DigestSource, labels: Labels) -> list[str]:
    """The words of a source: its title, `—` and its publisher and time, `—` and what it corrects."""
    title, header = escape(source.title or ""), _DASH.sub(r"\\—", format_header_line(source))
    title = title if header else _DASH.sub(r"\\—", title)
    correction = [f"— {labels.corrects} [{source.corrects}]"] if source.corrects else []
    return [*([title] if title else []), *([f"— {header}"] if header else []), *correction]


# ----------------------------------------------------------------------------------------------------- reading


def split_sources(text: str) -> tuple[tuple[DigestSource, ...], str]:
    """The sources of a digest and its text without them; no sources and the text itself where it is no digest."""
    sources: dict[int, DigestSource] = {}
    start = end = 0
    for above, part in enumerate(_PART.finditer(text)):
        found = _parse_source(part[0], sources)
        if found:
            start, end = (start if sources else part.start()), part.end()
            sources.update((source.number, source) for source in found)
        elif _SOURCE.match(part[0]):
            return (), text  # numbered otherwise
        elif sources or above >= _MAX_LINES_ABOVE:
            break
    body = text[:start] + text[end:]
    if not cites_articles(body) or sorted(sources) != list(range(1, len(sources) + 1)):
        return (), text
    known = tuple(sources[number] for number in sorted(sources))
    return tuple(s.model_copy(update={"corrects": s.corrects if s.corrects in sources else None}) for s in known), body


def cites_articles(text: str) -> bool:
    """Whether most citations of a text are those of a digest; `[10:30]` may be a time among others."""
    found = [match["cited"] for match in _WRITTEN.finditer(text) if match["cited"] or match["plain"]]
    return 2 * sum(map(bool, found)) > len(found)


def replace_citations(text: str) -> tuple[str, Mapping[int, ArticleCitation]]:
    """The text of a digest with numbers for its citations, and what each stands for; no other brackets hold them.

    A number in brackets that names no article is words, and gets a backslash.
    """
    found = {pair for match in _WRITTEN.finditer(text) if match["cited"] for pair in _parse_pairs(match[0])}
    first = 1 + max(map(int, _BRACKETED.findall(text)), default=0)
    numbers = {citation: number for number, citation in enumerate(sorted(found), first)}

    def replace(match: re.Match[str]) -> str:
        if match["cited"]:
            return "".join(f"[{numbers[pair]}]" for pair in _parse_pairs(match[0]))
        return f"\\{match[0]}" if match["plain"] else match[0]

    return _WRITTEN.sub(replace, text), {number: citation for citation, number in numbers.items()}


def restore_statement(statement: Statement, raw: str, citations: Mapping[int, ArticleCitation]) -> Statement:
    """A statement that was read from text with numbers, citing articles and blocks, with its sides if it has any.

    Without citations of articles it is that of a single article, and stays as it is.
    """
    if not citations:
        return statement
    cited = tuple(citations[number] for number in statement.blocks if number in citations)
    sides = tuple(
        Side(text=words, citations=tuple(citations[n] for n in numbers if n in citations))
        for words, numbers in parse_sides(raw)
    )
    return Statement(text=statement.text, citations=cited, sides=sides)


def _parse_source(part: str, known: Mapping[int, DigestSource]) -> list[DigestSource]:
    """The source of a line and its copies; none where it is no such line, or its number is not the next."""
    match = _SOURCE.match(part)
    if match is None:
        return []
    number, *copies = [int(n) for n in re.findall(r"\d+", match["numbers"])]
    if number != next(n for n in range(1, len(known) + 2) if n not in known) or len({number, *copies, *known}) != len(
        known
    ) + 1 + len(copies):
        return []
    words = match["words"] or ""
    correction = _CORRECTION.search(f" {words}")
    words = f" {words}"[: correction.start()].strip() if correction else words
    title, dash, line = f" {words}".rpartition(" — ")
    header = parse_header_line(line.replace(ESCAPED_DASH, "—")) if dash else None
    title = title.strip() if header else words
    source = DigestSource(
        number=number,
        title=unescape(title.replace(ESCAPED_DASH, "—")) or None,
        source=header.source if header else None,
        published_at=header.published_at if header else None,
        securities=tuple(header.securities) if header else (),
        corrects=int(correction[1]) if correction and int(correction[1]) != number else None,
    )
    return [source, *(DigestSource(number=copy, copy_of=number) for copy in copies)]


def _parse_pairs(written: str) -> list[ArticleCitation]:
    return [ArticleCitation(int(article), int(block)) for article, block in _PAIRS.findall(written)]


def state_disagreement(matter: str, sides: Sequence[tuple[str, Sequence[Evidence]]], labels: Labels) -> Statement:
    """The statement that articles differ: `Sources differ on the tariff: 12% [1:3], 15% [4:2]`.

    Args:
        matter: what they differ on, a phrase; empty where the sides say it.
        sides: what each says, a clause or a figure, with the evidence for it; two or more.

    Returns:
        A statement that is unchecked, its evidence in the order of the articles.
    """
    parts = tuple(Side(text=_strip_stops(words), citations=_cited_by(evidence)) for words, evidence in sides)
    on = labels.on_matter.format(matter=normalize_spaces(matter)) if matter else ""
    text = f"{labels.sources_differ}{on}{labels.colon}{labels.comma.join(part.text for part in parts)}"
    evidence = {(item.article or 0, item.block, item.start): item for _, items in sides for item in items}
    citations = sort_citations(citation for part in parts for citation in part.citations)
    ordered = tuple(item for _, item in sorted(evidence.items()))
    return Statement(text=text, citations=citations, evidence=ordered, sides=parts)


def _strip_stops(words: str) -> str:
    return normalize_spaces(words).strip(" .。;；,，、")


def _cited_by(evidence: Sequence[Evidence]) -> tuple[ArticleCitation, ...]:
    return tuple(c for c in sort_citations(item.citation for item in evidence) if isinstance(c, ArticleCitation))


def read_disputed_matter(statement: Statement) -> str:
    """What the articles of a statement with sides differ on; empty where the sides say it, and without sides."""
    if not statement.sides:
        return ""
    before = statement.parts()[0][0].removesuffix(statement.sides[0].text).rstrip(" :：")
    for labels in (labels for language in LANGUAGES.values() for labels in language.all_labels):
        opening, _, closing = (labels.sources_differ + labels.on_matter).partition("{matter}")
        if before.startswith(opening):
            return before.removeprefix(opening).removesuffix(closing)
    return ""
