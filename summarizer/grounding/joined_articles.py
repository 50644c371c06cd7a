"""Several articles as one document, so that a digest is written, judged and repaired as a summary of one article is.

Blocks and sentences are numbered through all articles, each of which begins with a heading that says its number, title,
publisher and date. A digest is turned into a summary of that document and back: `[2:5]` becomes the number of the block
there, in citations, evidence and the words of findings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain

from ..models import (
    ArticleCitation,
    ArticleHeading,
    Block,
    Document,
    Evidence,
    Finding,
    Heading,
    LanguageCode,
    Repair,
    Sentence,
    Statement,
    Summary,
    Support,
    replace_statements,
    sort_citations,
)
from ..text.folding import digest_text

_GAP = "\n\n"  # between two articles
_BLOCK = re.compile(r"\[([1-9]\d{0,8})\]")
_PAIR = re.compile(r"\[([1-9]\d{0,8}):([1-9]\d{0,8})\]")
_DEEPEST = 6  # level of a heading
_MINUTES = 16  # characters of a time without its seconds


@dataclass(frozen=True, slots=True)
class JoinedArticle:
    """An article within a document of several.

    Attributes:
        number: by which a digest cites it.
        start: the offset of its text in that of the whole.
        blocks, sentences: how many of them stand before its own.
    """

    number: int
    document: Document
    start: int
    blocks: int
    sentences: int


@dataclass(frozen=True, slots=True)
class JoinedArticles:
    """Several articles and the document that they are together."""

    document: Document
    articles: tuple[JoinedArticle, ...]

    def article_of(self, block: int) -> JoinedArticle:
        """The article that a block of the whole belongs to."""
        return next(article for article in reversed(self.articles) if article.blocks < block)

    # ------------------------------------------------------------------------------------ to the document

    def merge_digest(self, digest: Summary) -> Summary:
        """A digest as a summary of the document. What is said of other articles is left out; sides become words."""
        merged = _change(digest, lambda statement, place: self.merge_statement(statement), self._merge_support)
        return merged.model_copy(update={"sources": ()})

    def merge_statement(self, statement: Statement) -> Statement:
        """A statement of a digest as one of the document, without its sides."""
        merged = (self._merge_citation(c) for c in statement.citations if isinstance(c, ArticleCitation))
        return statement.model_copy(
            update={
                "sides": (),
                "citations": tuple(sorted({block for block in merged if block is not None})),
                "evidence": tuple(e for item in statement.evidence if (e := self._merge_evidence(item))),
                "support": self._merge_support(statement.support),
            }
        )

    def _find(self, number: int | None) -> JoinedArticle | None:
        return next((article for article in self.articles if article.number == number), None)

    def _merge_citation(self, citation: ArticleCitation) -> int | None:
        article = self._find(citation.article)
        return article.blocks + citation.block if article and citation.block <= len(article.document.blocks) else None

    def _merge_evidence(self, item: Evidence) -> Evidence | None:
        article = self._find(item.article)
        if article is None:
            return None
        moved = {"start": item.start + article.start, "end": item.end + article.start}
        return item.model_copy(update={"article": None, "block": item.block + article.blocks, **moved})

    def _merge_support(self, support: Support) -> Support:
        return _change_findings(support, self._merge_finding)

    def _merge_finding(self, finding: Finding) -> Finding:
        article = self._find(finding.article)
        block = article.blocks + finding.block if article and finding.block else None
        return finding.model_copy(
            update={"article": None, "block": block, "message": _PAIR.sub(self._merge_pair, finding.message)}
        )

    def _merge_pair(self, match: re.Match[str]) -> str:
        block = self._merge_citation(ArticleCitation(int(match[1]), int(match[2])))
        return f"[{block}]" if block else match[0]

    # ----------------------------------------------------------------------------------- to the articles

    def part_summary(self, summary: Summary, digest: Summary) -> Summary:
        """A summary of the document as a digest again.

        Args:
            digest: what it was made of, whose sources and statements with sides are kept.
        """
        sided = {place: statement for place, statement in digest.statements() if statement.sides}

        def part(statement: Statement, place: str) -> Statement:
            parted = self.part_statement(statement)
            if place in sided:
                return sided[place].model_copy(update={"support": parted.support})
            return parted

        known = len(digest.run.repairs)
        repairs = (*summary.run.repairs[:known], *map(self._part_repair, summary.run.repairs[known:]))
        parted = _change(summary, part, self._part_support)
        return parted.model_copy(
            update={
                "document": digest.document,
                "sources": digest.sources,
                "run": summary.run.model_copy(update={"repairs": repairs}),
            }
        )

    def part_statement(self, statement: Statement) -> Statement:
        """A statement of the document as one of a digest."""
        evidence = tuple(map(self._part_evidence, statement.evidence))
        return statement.model_copy(
            update={
                "citations": sort_citations(map(self.part_citation, statement.blocks)),
                "evidence": evidence,
                "support": self._part_support(statement.support),
            }
        )

    def part_citation(self, block: int) -> ArticleCitation:
        """The article and its block that a block of the document is."""
        article = self.article_of(block)
        return ArticleCitation(article.number, block - article.blocks)

    def _part_evidence(self, item: Evidence) -> Evidence:
        article = self.article_of(item.block)
        moved = {"start": item.start - article.start, "end": item.end - article.start}
        return item.model_copy(update={"article": article.number, "block": item.block - article.blocks, **moved})

    def _part_support(self, support: Support) -> Support:
        return _change_findings(support, self._part_finding)

    def _part_finding(self, finding: Finding) -> Finding:
        cited = self.part_citation(finding.block) if finding.block else None
        return finding.model_copy(
            update={
                "article": cited.article if cited else None,
                "block": cited.block if cited else None,
                "message": self._part_words(finding.message),
            }
        )

    def _part_repair(self, repair: Repair) -> Repair:
        after = self._part_words(repair.after) if repair.after else repair.after
        words = {"before": self._part_words(repair.before), "reason": self._part_words(repair.reason), "after": after}
        return repair.model_copy(update=words)

    def _part_words(self, words: str) -> str:
        """Words with `[2:5]` in place of the numbers of blocks."""
        blocks = len(self.document.blocks)
        return _BLOCK.sub(lambda m: f"[{self.part_citation(int(m[1]))}]" if int(m[1]) <= blocks else m[0], words)


def join_articles(numbered: Iterable[tuple[int, Document]], language: LanguageCode) -> JoinedArticles:
    """Articles, with the numbers by which a digest cites them, as one document.

    Args:
        language: of the whole.
    """
    articles: list[JoinedArticle] = []
    start = blocks = sentences = 0
    for number, document in numbered:
        articles.append(JoinedArticle(number, document, start, blocks, sentences))
        start += len(document.text) + len(_GAP)
        blocks, sentences = blocks + len(document.blocks), sentences + len(document.sentences)
    text = _GAP.join(article.document.text for article in articles)
    whole = Document(
        id=digest_text(text),
        text=text,
        language=language,
        securities=tuple(dict.fromkeys(chain.from_iterable(a.document.securities for a in articles))),
        headings=tuple(chain.from_iterable(map(_move_headings, articles))),
        blocks=tuple(chain.from_iterable(map(_move_blocks, articles))),
        sentences=tuple(chain.from_iterable(map(_move_sentences, articles))),
    )
    return JoinedArticles(whole, tuple(articles))


def holds_articles(document: Document) -> bool:
    """Whether a document joins several articles."""
    return any(isinstance(heading, ArticleHeading) for heading in document.headings)


def describe_article(number: int, document: Document) -> str:
    """`Article 2: its title — publisher, 2025-09-21`."""
    published = ", ".join(filter(None, (document.source, (document.published_at or "")[:_MINUTES].replace("T", " "))))
    title = f"Article {number}: {document.title}" if document.title else f"Article {number}"
    return f"{title} — {published}" if published else title


def _move_headings(article: JoinedArticle) -> Iterable[Heading]:
    opening = describe_article(article.number, article.document)
    yield ArticleHeading(level=1, before=article.blocks + 1, start=article.start, end=article.start, text=opening)
    for heading in article.document.headings:
        moved = {"start": heading.start + article.start, "end": heading.end + article.start}
        level = min(heading.level + 1, _DEEPEST)
        yield heading.model_copy(update={"level": level, "before": heading.before + article.blocks, **moved})


def _move_blocks(article: JoinedArticle) -> Iterable[Block]:
    for block in article.document.blocks:
        moved = {"start": block.start + article.start, "end": block.end + article.start}
        yield block.model_copy(update={"number": block.number + article.blocks, **moved})


def _move_sentences(article: JoinedArticle) -> Iterable[Sentence]:
    for sentence in article.document.sentences:
        moved = {"start": sentence.start + article.start, "end": sentence.end + article.start}
        number, block = sentence.number + article.sentences, sentence.block + article.blocks
        yield sentence.model_copy(update={"number": number, "block": block, **moved})


def _change_findings(support: Support, change: Callable[[Finding], Finding]) -> Support:
    findings, dismissed = tuple(map(change, support.findings)), tuple(map(change, support.dismissed))
    return support.model_copy(update={"findings": findings, "dismissed": dismissed})


def _change(
    summary: Summary, change: Callable[[Statement, str], Statement], change_support: Callable[[Support], Support]
) -> Summary:
    """The summary with each statement, given with its place, and the support of each title changed."""
    changed = {place: change(statement, place) for place, statement in summary.statements()}
    titles = {f"groups[{i}]": change_support(g.support) for i, g in enumerate(summary.groups) if g.support}
    return replace_statements(summary, changed, titles)
