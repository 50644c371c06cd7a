"""What the page of a digest shows of its articles: each with the evidence of the statements that cite it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..models import ArticleCitation, DigestSource, Document, Statement, Summary
from .page_view import DocumentView, StatementView, build_document_view

# UTF-8 bytes of the articles that a page shows in full, so that it stays below 400 KB (`python -m benchmarks.page`); of
# longer ones it shows the cited blocks and those beside them.
_MAX_BYTES = 120_000


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source of a digest.

    Attributes:
        numbers: its own and those of its copies.
        corrected_by: the articles that correct it.
        view: its text; None where the page does not show it.
    """

    source: DigestSource
    numbers: tuple[int, ...]
    corrected_by: tuple[int, ...]
    view: DocumentView | None = None


def build_source_views(
    summary: Summary, documents: Sequence[Document], statements: Sequence[StatementView]
) -> tuple[SourceView, ...]:
    """The sources of a digest in order, copies with their originals; those that are cited have their text.

    Args:
        documents: the articles in their order; none where they are not known.
    """
    texts = dict(enumerate(documents, 1))
    cited = {c.article for view in statements for c in _find_citations(view)}
    shown = {number: document for number, document in texts.items() if number in cited}
    is_short = sum(len(document.text.encode(errors="replace")) for document in shown.values()) <= _MAX_BYTES
    return tuple(
        SourceView(
            source,
            (source.number, *(other.number for other in summary.sources if other.copy_of == source.number)),
            tuple(other.number for other in summary.sources if other.corrects == source.number),
            _build_view(source, shown[source.number], statements, is_short) if source.number in shown else None,
        )
        for source in summary.sources
        if source.copy_of is None
    )


def _find_citations(view: StatementView) -> Iterator[ArticleCitation]:
    for citation in (*view.cited, *view.found):
        if isinstance(citation, ArticleCitation):
            yield citation


def _build_view(
    source: DigestSource, document: Document, statements: Sequence[StatementView], is_short: bool
) -> DocumentView:
    narrowed = [_narrow(view, source.number) for view in statements]
    view = build_document_view(document, source.id, [each for each in narrowed if each.statement.citations])
    return view if is_short else _keep_cited(view)


def _narrow(view: StatementView, article: int) -> StatementView:
    """A statement as one article sees it, in the form of a statement on a single document."""
    statement = view.statement
    findings = tuple(f for f in statement.support.findings if f.article in (article, None))
    narrowed = statement.model_copy(
        update={
            "citations": tuple(c.block for c in _of_article(statement, article)),
            "evidence": tuple(e for e in statement.evidence if e.article == article),
            "support": statement.support.model_copy(update={"findings": findings}),
        }
    )
    cited = tuple(c.block for c in view.cited if isinstance(c, ArticleCitation) and c.article == article)
    return replace(view, statement=narrowed, cited=cited)


def _of_article(statement: Statement, article: int) -> Iterator[ArticleCitation]:
    for citation in statement.citations:
        if isinstance(citation, ArticleCitation) and citation.article == article:
            yield citation


def _keep_cited(view: DocumentView) -> DocumentView:
    """A view of the cited blocks and those beside them, each with the number of blocks that were left out before it."""
    cited = [place for place, block in enumerate(view.blocks) if block.cited_by]
    near = {place + step for place in cited for step in (-1, 0, 1)}
    blocks, skipped = [], 0
    for place, block in enumerate(view.blocks):
        if place in near:
            blocks.append(replace(block, skipped=skipped))
            skipped = 0
        else:
            skipped += 1
    return replace(view, blocks=tuple(blocks), skipped=skipped)
