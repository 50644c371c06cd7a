"""The verdict on a statement: a copy of the cited text is supported; on anything else all checks are run."""

from __future__ import annotations

from collections.abc import Sequence

from ..models import Evidence, Finding, GlossaryEntry, Support
from .copied_sentences import MAX_STATEMENT, is_copy
from .debunking import is_passed_on_as_false
from .passage import Passage
from .source import SourceIndex

# Characters of a longer one that its finding shows.
_MAX_SHOWN = 80


def check_statement(
    text: str, evidence: Sequence[Evidence], index: SourceIndex, glossary: Sequence[GlossaryEntry] = ()
) -> Support:
    """Whether the cited text, that is all blocks that contain evidence, supports the statement."""
    if not evidence:
        from .claim_checks import report_uncited

        return report_uncited(text, index)
    glossary = (*index.names, *glossary)
    key = (text, frozenset(e.block for e in evidence), glossary)
    if key not in index.verdict_cache:
        index.verdict_cache[key] = decide_support(index.claim(text), index.cited_sentences(evidence), index, glossary)
    return index.verdict_cache[key]


def decide_support(
    claim: Passage,
    cited: Sequence[Passage],
    index: SourceIndex,
    glossary: Sequence[GlossaryEntry] = (),
    anywhere: bool = False,
) -> Support:
    """The verdict on a claim against sentences of the document.

    Args:
        anywhere: the sentences were found, not cited: that more of the support stands elsewhere is no finding.
    """
    if not claim.tokens or not cited:
        return Support(status="unchecked", judge="rules")
    if index.debunked.issuperset(cited) and not is_passed_on_as_false(claim):
        finding = Finding(kind="negation", claim=claim.text[:_MAX_SHOWN], message="the source lists this as false")
        return Support(status="unsupported", findings=(finding,), judge="rules")
    if is_copy(claim, cited):
        return Support(status="supported", judge="copy", score=1.0)
    if len(claim.text) > MAX_STATEMENT:
        return _too_long(claim)
    from .claim_checks import check_claim  # loads all checks, which a summary of copies does without

    return check_claim(claim, cited, index, glossary, anywhere)


def _too_long(claim: Passage) -> Support:
    message = f"too long to be checked: {len(claim.text):,} characters, at most {MAX_STATEMENT:,}"
    finding = Finding(kind="overlap", claim=claim.text[:_MAX_SHOWN], message=message)
    return Support(status="unchecked", findings=(finding,), judge="rules")
