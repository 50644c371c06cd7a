"""A finding taken apart for readers: the words of the statement, those of the source, and how the two relate.

A finding says it in one English sentence. Where that is one of the sentences of our checks, its parts can be shown side
by side, marked in statement and document, and labelled in the reader's language; any other sentence stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ..models import ArticleCitation, Citation, Finding, FindingKind

# How the source relates to the words of a statement: it has others, or the opposite; it has the words in another block;
# it does not have them; or the finding says it in words of its own.
Relation = Literal["differs", "opposite", "elsewhere", "missing", "told"]

# What the source makes of a figure, and what the statement does.
_SIDES = r"(?:a )?(?P<stated_side>up|down|profit|loss), not (?:a )?(?P<claimed_side>up|down|profit|loss)"
_BLOCKS = r"\[\d+\](?:(?:, | and )\[\d+\])*"
# The sentences of `grounding` and, last, that of a model which quotes the source: `reason – [5] quote`.
_SENTENCES: tuple[tuple[Relation, re.Pattern[str]], ...] = (
    ("opposite", re.compile(rf"the source says {_SIDES}: “(?P<stated>.+)”", re.S)),
    ("opposite", re.compile(rf"the source calls “(?P<stated>.+)” {_SIDES}", re.S)),
    (
        "opposite",
        re.compile(r"the source says (?P<stated_side>by|to) “(?P<stated>.+)”, not (?P<claimed_side>by|to)", re.S),
    ),
    ("opposite", re.compile(r"the source denies (?:it )?\(“(?P<stated>.+)”\), the statement does not", re.S)),
    ("opposite", re.compile(r"the statement denies \(“(?P<claimed>.+)”\) what the source states", re.S)),
    ("differs", re.compile(r"the source says (?P<stated>.+?)(?: here)?, not .+", re.S)),
    (
        "elsewhere",
        re.compile(rf"(?:the support|(?P<claimed>.+)) is in block \[\d+\], not in (?:the cited text|{_BLOCKS})", re.S),
    ),
    ("elsewhere", re.compile(rf"(?P<claimed>.+) stands only in block \[\d+\], not in {_BLOCKS}", re.S)),
    ("missing", re.compile(r"the (?:source|cited text) does not contain (?:the \w+ )?(?P<claimed>.+)", re.S)),
    ("missing", re.compile(r"not found in the source: (?P<claimed>.+)", re.S)),
    ("missing", re.compile(r"nothing in the document supports this")),
    ("told", re.compile(r"(?P<remark>.*) – \[\d+\] (?P<stated>.+)", re.S)),
)
# `3800亿元 (380 billion yuan)`: a figure of the source, and the same in the language of the statement.
_TRANSLATED = re.compile(r"(?P<stated>.+) \((?P<translation>[^()]+)\)", re.S)
# Words in quotation marks, which a finding of any wording takes from the source.
_QUOTED = re.compile(r"“([^”]+)”|‘([^’]+)’")
_OPPOSITE_KINDS: tuple[FindingKind, ...] = ("negation", "direction")


@dataclass(frozen=True, slots=True)
class FindingParts:
    """A finding in parts; what it does not tell is empty.

    Attributes:
        claimed: the words of the statement; empty where they are the whole of it.
        stated: the words of the source.
        translation: of a figure of the source into the language of the statement.
        remark: what the message says beyond these parts.
        article: the number of the article concerned, in a digest.
        claimed_side, stated_side: what each makes of a figure: `up`, `down`, `profit`, `loss`, a change `by` or `to`.
    """

    kind: FindingKind
    relation: Relation
    claimed: tuple[str, ...] = ()
    stated: str = ""
    translation: str = ""
    remark: str = ""
    block: int | None = None
    article: int | None = None
    claimed_side: str = ""
    stated_side: str = ""

    @property
    def citation(self) -> Citation | None:
        """What cites the block concerned."""
        if self.block is None or self.article is None:
            return self.block
        return ArticleCitation(self.article, self.block)


def split_finding(finding: Finding, text: str = "") -> FindingParts:
    """The parts of a finding about a statement with this text."""
    claim = finding.claim if finding.claim != text else ""
    parts = FindingParts(finding.kind, "told", (claim,) if claim else (), block=finding.block, article=finding.article)
    for relation, pattern in _SENTENCES:
        if match := pattern.fullmatch(finding.message):
            return _fill(parts, relation, match.groupdict(), finding.message)
    return replace(parts, remark=finding.message if finding.kind != "uncited" or finding.block else "")


def _fill(parts: FindingParts, relation: Relation, found: dict[str, str | None], message: str) -> FindingParts:
    stated, remark, translation = (found.get("stated") or "").strip("“”"), (found.get("remark") or "").strip(), ""
    if relation == "differs":
        relation = "opposite" if parts.kind in _OPPOSITE_KINDS else relation
        if match := _TRANSLATED.fullmatch(stated):
            stated, translation = match["stated"], match["translation"]
    elif found.get("stated_side"):
        sides = {name: found[name] or "" for name in ("claimed_side", "stated_side")}
        parts = replace(parts, **sides)  # type: ignore[arg-type]  # both are fields of text
    elif relation == "opposite" and stated in parts.claimed:
        remark = message  # the same words, of which both say something else
    elif relation == "missing" and not parts.claimed and found.get("claimed"):
        parts = replace(parts, claimed=(found["claimed"] or "",))
    return replace(parts, relation=relation, stated=stated, translation=translation, remark=remark)


def split_findings(findings: Iterable[Finding], text: str) -> tuple[FindingParts, ...]:
    """The parts of the findings about a statement with this text, each thing said once.

    Findings that say the same of several words are one. A rise for a fall is told by its words where there are any, not
    again by every figure that rises.
    """
    found = [split_finding(finding, text) for finding in findings]
    worded = {
        (parts.kind, parts.block) for parts in found if parts.relation == "opposite" and not _has_same_words(parts)
    }
    merged: list[FindingParts] = []
    for parts in found:
        if parts.relation == "opposite" and _has_same_words(parts) and (parts.kind, parts.block) in worded:
            continue
        same = next((n for n, other in enumerate(merged) if _say_the_same(parts, other)), None)
        if same is None:
            merged.append(parts)
        else:
            words = tuple(dict.fromkeys((*merged[same].claimed, *parts.claimed)))
            merged[same] = replace(merged[same], claimed=words)
    return tuple(merged)


def _has_same_words(parts: FindingParts) -> bool:
    """Whether both sides have the same words, a figure as a rule, and say something else of them."""
    return bool(parts.stated_side or parts.remark)


def merge_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in their own words, each thing said once: `12% is in block [2], not in [1]; so too: $340 million`."""
    alike: list[tuple[FindingParts, list[Finding]]] = []
    for finding in findings:
        parts = split_finding(finding)
        group = next((group for other, group in alike if _say_the_same(parts, other)), None)
        if group is None:
            alike.append((parts, [finding]))
        else:
            group.append(finding)
    return [_join_alike(group) for _, group in alike]


def _join_alike(findings: list[Finding]) -> Finding:
    first = findings[0]
    others = list(dict.fromkeys(finding.claim for finding in findings[1:] if finding.claim != first.claim))
    return first.model_copy(update={"message": f"{first.message}; so too: {', '.join(others)}"}) if others else first


def _say_the_same(parts: FindingParts, other: FindingParts) -> bool:
    """Whether two findings differ in nothing but the words of the statement that they are about."""
    is_mergeable = parts.relation in ("elsewhere", "missing") and parts.kind == other.kind
    return parts == other or (is_mergeable and replace(parts, claimed=()) == replace(other, claimed=()))


def format_finding(finding: Finding) -> str:
    """The message of a finding; in a digest after what is concerned: `[1:2] the source says 12%`."""
    if finding.article is None:
        return finding.message
    block = "" if finding.block is None else f":{finding.block}"
    return f"[{finding.article}{block}] {finding.message}"


def find_source_words(finding: Finding) -> Sequence[str]:
    """The words of the source that a finding quotes, to be marked in the document."""
    return list(dict.fromkeys(filter(None, _source_words(finding))))


def _source_words(finding: Finding) -> Iterator[str]:
    parts = split_finding(finding)
    yield parts.stated
    if parts.relation == "elsewhere":
        yield finding.claim
    elif parts.relation == "told":
        yield from (first or second for first, second in _QUOTED.findall(parts.remark))
