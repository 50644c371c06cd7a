"""What a judge is asked about: the statements of a summary that need a reader, and the titles of its groups."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..models import Document, Group, Statement, Summary

_QUOTED_SOURCE = re.compile(r": “[^“”]+”$")


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement or a title with the blocks it rests on.

    Attributes:
        place: `core_viewpoint`, `groups[0].points[1]`, or `groups[0]` for a title.
        blocks: numbers of the blocks it is judged by.
        doubts: what the rules noticed, which the judge is asked about.
        is_title: whether it is the title of a group.
        cites_nothing: whether it is judged by the whole document, because it cites no block.
        beside: numbers of further blocks that the judge is shown, because they seem to deny the claim.
    """

    place: str
    text: str
    blocks: tuple[int, ...]
    doubts: tuple[str, ...] = ()
    is_title: bool = False
    cites_nothing: bool = False
    beside: tuple[int, ...] = ()


def collect_claims(
    summary: Summary, document: Document, anywhere: bool = False, article_of: Callable[[int], int] | None = None
) -> list[Claim]:
    """The claims of a summary, in printed order, without those that need no judge.

    Args:
        anywhere: the statements cite nothing, and all of the document is shown to the judge.
        article_of: of a digest, the number of the article that a block belongs to. Its core viewpoint may tell the
            news of a group, whose title rests on it as well.
    """
    statements = dict(summary.statements())
    news = summary.core_viewpoint.blocks if summary.core_viewpoint and article_of else ()
    core = {"core_viewpoint": summary.core_viewpoint} if summary.core_viewpoint else {}
    claims = list(statement_claims(core, document, anywhere))
    for i, group in enumerate(summary.groups):
        points = {f"groups[{i}].points[{j}]": statements[f"groups[{i}].points[{j}]"] for j in range(len(group.points))}
        if _has_own_title(group, summary):
            related = [
                n for n in news if article_of and article_of(n) in {article_of(b) for b in _cited(points.values())}
            ]
            claims += title_claims(f"groups[{i}]", group.title, points.values(), document, related)
        claims += statement_claims(points, document, anywhere)
    return claims


def statement_claims(
    statements: Mapping[str, Statement], document: Document, anywhere: bool = False
) -> Iterator[Claim]:
    """The claims of statements by place. A copy needs no judge, and without a citation there is nothing to read.

    Args:
        anywhere: they are judged by the whole document.
    """
    everything = tuple(block.number for block in document.blocks)
    for place, statement in statements.items():
        blocks = everything if anywhere else tuple(n for n in statement.blocks if n <= len(document.blocks))
        if blocks and statement.support.judge != "copy":
            beside = _denying_blocks(statement, document) if statement.support.disputed else ()
            yield Claim(place, statement.text, blocks, tuple(_ask(statement)), cites_nothing=anywhere, beside=beside)


def title_claims(
    place: str, title: str, points: Iterable[Statement], document: Document, related: Iterable[int] = ()
) -> Iterator[Claim]:
    """The claim of a title, judged by the blocks of its points; none for one in words of the document.

    Args:
        related: further blocks that speak of the same.
    """
    blocks = sorted({n for n in (*_cited(points), *related) if n <= len(document.blocks)})
    if title and blocks and title.casefold() not in document.text.casefold():
        yield Claim(place, title, tuple(blocks), is_title=True)


def _cited(points: Iterable[Statement]) -> Iterator[int]:
    return (block for point in points for block in point.blocks)


def _has_own_title(group: Group, summary: Summary) -> bool:
    """Whether the title says something of the article; most groups of a shape are titled by their field."""
    return group.field is None or (summary.shape is not None and group.title in summary.shape.titles.values())


def _denying_blocks(statement: Statement, document: Document) -> tuple[int, ...]:
    """The blocks that findings name."""
    return tuple(f.block for f in statement.support.findings if f.block and f.block <= len(document.blocks))


def _ask(statement: Statement) -> Iterator[str]:
    """The findings about a statement as questions; that few words are shared is none that a reader needs.

    The words of the source that end a message are left out: the judge has the block before it.
    """
    for finding in statement.support.findings:
        if finding.kind != "overlap":
            message = _QUOTED_SOURCE.sub("", finding.message)
            named = finding.claim in message or finding.claim.casefold() == statement.text.casefold()
            about = "" if named else f"{finding.claim}: "
            where = f" [{finding.block}]" if finding.block else ""
            yield f"{about}{message}{where}"
