"""Checking a digest: each statement against each article that it cites, and what the articles say of it together.

Every article is checked by its own index, with its own title, date and speakers: `select_article` makes a summary of
the statements that cite it, for the rules and for a judge, and `join_reports` joins what they found. A finding about a
statement remains only where every cited article has it, because the articles must support it together. A statement
that one article supports and another denies is disputed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ..languages import LANGUAGES
from ..models import (
    ArticleCitation,
    CheckedStatement,
    DigestSource,
    Document,
    DocumentInfo,
    Evidence,
    Finding,
    FindingKind,
    Group,
    Judging,
    Report,
    Statement,
    Status,
    Summary,
    Support,
    Tokens,
    sort_citations,
)
from ..published.article_citations import read_disputed_matter
from .report import check_summary
from .source import SourceIndex, build_document_info

# Findings by which an article denies a statement, where they name the block that says otherwise.
_DENIALS: frozenset[FindingKind] = frozenset({"number", "date", "direction", "negation", "quote"})
# A block in the words of a finding.
_BLOCK = re.compile(r"\[([1-9]\d{0,8})\]")
# Characters of the first words of an article that stand for its title: half a line of a terminal.
_MAX_FIRST_WORDS = 40
_RANKS: Mapping[Status, int] = {"unsupported": 0, "partial": 1, "unchecked": 2, "supported": 3}


def select_article(digest: Summary, number: int) -> tuple[list[str], Summary]:
    """The statements of a digest that cite one article, or none, as a summary of that article; and their places.

    A statement that articles differ is what this article says: the matter and its side.
    """
    places, points = [], []
    for place, statement in digest.statements():
        blocks = tuple(c.block for c in statement.citations if isinstance(c, ArticleCitation) and c.article == number)
        if blocks or not statement.citations:
            evidence = tuple(e.model_copy(update={"article": None}) for e in statement.evidence if e.article == number)
            text = _text_of(statement, number)
            # Not validated: evidence that a JSON brings along for another block is a finding of the check.
            point = Statement(text=text, citations=blocks)
            points.append(point.model_copy(update={"evidence": evidence}))
            places.append(place)
    groups = (Group(title="", points=tuple(points)),)
    return places, Summary(language=digest.language, core_viewpoint=None, groups=groups)


def _text_of(statement: Statement, number: int) -> str:
    sides = [side.text for side in statement.sides if any(c.article == number for c in side.citations)]
    matter = read_disputed_matter(statement)
    return ": ".join([*([matter] if matter else []), "; ".join(sides)]) if sides else statement.text


def check_digest(digest: Summary, documents: Sequence[Document], glossary: Mapping[str, str]) -> Report:
    """What the rules say of a digest: each article is read by itself, and what they say is joined.

    Args:
        documents: the articles, in the order of their numbers.
        glossary: how names are written, by their form in the articles.
    """
    return join_reports(digest, documents, _check_each(digest, documents, glossary))


def check_by_rules(digest: Summary, documents: Sequence[Document], glossary: Mapping[str, str]) -> dict[str, Statement]:
    """The statements of a digest with the verdicts of the rules, by place. Articles that none cites are not opened."""
    return _join_statements(digest, len(documents), _check_each(digest, documents, glossary))


def _check_each(
    digest: Summary, documents: Sequence[Document], glossary: Mapping[str, str]
) -> dict[int, tuple[list[str], Report]]:
    """What the rules find in each article, by its number, and the places of the statements."""
    reports = {}
    for number in range(1, len(documents) + 1):
        places, selected = select_article(digest, number)
        if places:
            reports[number] = places, check_summary(selected, SourceIndex(documents[number - 1], glossary))
    return reports


def join_reports(
    digest: Summary, documents: Sequence[Document], reports: Mapping[int, tuple[list[str], Report]]
) -> Report:
    """The report on a digest.

    Args:
        documents: the articles, in the order of their numbers.
        reports: what was found in each article, by its number, with the places that `select_article` gave.
    """
    joined = _join_statements(digest, len(documents), reports)
    entries = tuple(
        CheckedStatement(place=place, statement=joined[place], cited=statement.citations)
        for place, statement in digest.statements()
    )
    return Report(
        document=digest.document if digest.sources else DocumentInfo(language=digest.language),
        sources=describe_articles(digest, documents),
        entries=entries,
        judging=_join_judging([report.judging for _, report in reports.values() if report.judging]),
        unparsed=digest.unparsed,
    )


def _join_statements(
    digest: Summary, articles: int, reports: Mapping[int, tuple[list[str], Report]]
) -> dict[str, Statement]:
    """The statements of a digest with what was found in all articles, by place."""
    found: dict[str, dict[int, Statement]] = {place: {} for place, _ in digest.statements()}
    for number, (places, report) in reports.items():
        for place, entry in zip(places, report.entries, strict=True):
            found[place][number] = entry.statement
    return {place: _join(statement, found[place], articles) for place, statement in digest.statements()}


def describe_articles(digest: Summary, documents: Sequence[Document]) -> tuple[DigestSource, ...]:
    """The sources of a digest: what each article says of itself, and what the digest says of copies and corrections."""
    told = {source.number: source for source in digest.sources}
    return tuple(
        DigestSource(
            number=number,
            copy_of=told[number].copy_of if number in told else None,
            corrects=told[number].corrects if number in told else None,
            **dict(describe_article(document)),
        )
        for number, document in enumerate(documents, 1)
    )


def describe_article(document: Document) -> DocumentInfo:
    """What a digest says of one of its articles, which is called by its first words where it has no title."""
    info = build_document_info(document)
    if info.title or not document.sentences:
        return info
    words = " ".join(document.sentences[0].text.split())
    if len(words) > _MAX_FIRST_WORDS:
        separator = LANGUAGES[document.language].word_separator
        whole = words[: _MAX_FIRST_WORDS + 1].rpartition(separator)[0] if separator else ""
        words = f"{whole or words[:_MAX_FIRST_WORDS]}…"
    return info.model_copy(update={"title": words})


def _join(statement: Statement, found: Mapping[int, Statement], articles: int) -> Statement:
    """A statement with what the articles say of it together."""
    cited = {c.article for c in statement.citations if isinstance(c, ArticleCitation)}
    unknown = sorted(number for number in cited if number > articles)
    if not statement.citations:
        found = dict(sorted(found.items(), key=lambda item: -_RANKS[item[1].support.status])[:1])
    checked = {number: _name_article(one.support, number) for number, one in found.items()}
    support = _join_sides(checked) if statement.sides else _join_supports(checked)
    if unknown:
        support = _add_unknown(support, unknown, articles)
    evidence = tuple(
        item.model_copy(update={"article": number}) for number, one in found.items() for item in one.evidence
    )
    citations = sort_citations(item.citation for item in evidence)
    if statement.sides and citations != statement.citations:  # a side keeps its citations
        return statement.model_copy(update={"support": support, "evidence": ()})
    return statement.model_copy(update={"support": support, "evidence": _in_order(evidence), "citations": citations})


def _in_order(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    return tuple(sorted(evidence, key=lambda item: (item.article or 0, item.block, item.start)))


def _name_article(support: Support, number: int) -> Support:
    """The support with the article in its findings, whose words name blocks as the digest does: `[2:5]`."""

    def name(finding: Finding) -> Finding:
        message = _BLOCK.sub(rf"[{number}:\1]", finding.message)
        return finding.model_copy(update={"article": number, "message": message})

    findings, dismissed = tuple(map(name, support.findings)), tuple(map(name, support.dismissed))
    return support.model_copy(update={"findings": findings, "dismissed": dismissed})


def _join_sides(checked: Mapping[int, Support]) -> Support:
    """What the articles say of the sides of a disagreement, each of its own: the gravest verdict counts."""
    supports = sorted(checked.values(), key=lambda support: _RANKS[support.status])
    if not supports:
        return Support(status="unsupported", judge="rules")
    findings = tuple(finding for support in checked.values() for finding in support.findings)
    dismissed = tuple(finding for support in checked.values() for finding in support.dismissed)
    return supports[0].model_copy(update={"findings": findings, "dismissed": dismissed})


def _join_supports(checked: Mapping[int, Support]) -> Support:
    """What several articles say of one statement together."""
    if len(checked) < 2:
        return next(iter(checked.values()), Support(status="unsupported", judge="rules"))
    best = max(checked.values(), key=lambda support: (_RANKS[support.status], support.score or 0))
    dismissed = tuple(finding for support in checked.values() for finding in support.dismissed)
    if best.status == "supported":
        denials = tuple(f for s in checked.values() for f in s.findings if f.kind in _DENIALS and f.block is not None)
        status: Status = "partial" if denials else "supported"
        return best.model_copy(
            update={"status": status, "findings": denials, "dismissed": dismissed, "disputed": bool(denials)}
        )
    shared = set.intersection(*({_key(f) for f in support.findings} for support in checked.values()))
    remaining = {_key(f): f for support in checked.values() for f in support.findings if _key(f) in shared}
    if remaining:
        return best.model_copy(update={"findings": tuple(remaining.values()), "dismissed": dismissed})
    # Each article lacks something that another has. A model that calls each a part of it has read all of it.
    together = all(support.status == "partial" and support.model for support in checked.values())
    status = "supported" if together else "unchecked"
    return best.model_copy(update={"status": status, "findings": (), "dismissed": dismissed, "score": None})


def _key(finding: Finding) -> tuple[FindingKind, str]:
    return finding.kind, finding.claim


def _add_unknown(support: Support, unknown: Sequence[int], articles: int) -> Support:
    there = "there is 1" if articles == 1 else f"there are {articles}"
    findings = tuple(
        Finding(kind="citation", claim=f"[{number}]", message=f"there is no article {number}: {there}", article=number)
        for number in unknown
    )
    status: Status = "unsupported" if support.status == "unsupported" else "partial"
    return support.model_copy(update={"status": status, "findings": (*findings, *support.findings), "judge": "rules"})


def _join_judging(records: Sequence[Judging]) -> Judging | None:
    if not records:
        return None
    tokens = Tokens(
        input=sum(record.tokens.input for record in records), output=sum(record.tokens.output for record in records)
    )
    return records[0].model_copy(
        update={
            "statements": sum(record.statements for record in records),
            "tokens": tokens,
            "error": next((record.error for record in records if record.error), None),
        }
    )
