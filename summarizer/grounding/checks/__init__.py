"""The registry of the checks: one entry for each kind of finding, from which everything else takes the kinds.

A new kind is a name in `models.common.FindingKind`, a module here with its check, an entry in `CHECKS`, and its labels
in `languages` (printed forms) and `render/templates/labels.v1.json` (pages). The tests of the registry fail until all
of them, the JSON schemas and the table in `docs/checks.md` agree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from ...languages import LANGUAGES
from ...models import FindingKind, LanguageCode, Status
from .absence import check_absence
from .coverage import check_citation, check_overlap, check_uncited
from .direction import check_direction
from .figure_binding import check_binding
from .interface import Check, CheckContext, CheckResult
from .limit import check_limits
from .name import check_names
from .negation import check_negation
from .number import check_figures
from .quote import check_quotes

__all__ = [
    "CHECKS",
    "SENTENCE_CHECKS",
    "STATEMENT_CHECKS",
    "TITLE_CHECKS",
    "CheckContext",
    "CheckResult",
    "FindingType",
]

Scope = Literal["citations", "sentence", "statement"]


@dataclass(frozen=True, slots=True)
class FindingType:
    """One kind of finding.

    Attributes:
        kind: its name in the data.
        check: reports findings of the kind. It may report others too: a figure that stands in another block is a wrong
            citation. One check may serve several kinds.
        scope: what the check looks at: the citations of a statement, before anything else, each sentence of it, or the
            statement as a whole.
        status: the status of a statement with such a finding, unless a graver one comes with it.
        description: what the check sees, in one line, as the table in `docs/checks.md` has it.
    """

    kind: FindingKind
    check: Check
    scope: Scope
    status: Status
    description: str

    def label(self, language: LanguageCode) -> str:
        """Its name in the printed forms of a summary."""
        return LANGUAGES[language].labels.findings[self.kind]


_TYPES = (
    FindingType(
        "number",
        check_figures,
        "sentence",
        "unsupported",
        "a figure, amount, share or multiple that is not in the cited text, across units and languages: 3800亿 "
        "is 380 billion and not 38 billion; rounding and hedges (近, about, at least) are understood; two figures in "
        "each other's place, a figure told of another measure, and a share or amount in whose place the text has "
        "another",
    ),
    FindingType(
        "date",
        check_figures,
        "sentence",
        "unsupported",
        "a year, half, quarter, month or day other than that of the cited text, or of what the statement tells there; "
        "a figure told of another period or basis (同比, quarter on quarter)",
    ),
    FindingType(
        "name",
        check_names,
        "sentence",
        "unsupported",
        "a name, ticker or Latin term that is not in the cited text; Chinese names within Chinese; across "
        "languages with a gazetteer, full names in pinyin and the model's glossary; a name that stands only in another "
        "block",
    ),
    FindingType(
        "direction",
        check_direction,
        "sentence",
        "unsupported",
        "a rise where the text has a fall, and vice versa, in a sentence close to the text's or across languages",
    ),
    FindingType(
        "negation",
        check_negation,
        "sentence",
        "unsupported",
        "a denial where the text affirms, and vice versa, in a sentence close to the text's or across languages, such "
        "as 不会 against *will*, *is now complete* against 尚未完成; possibility stated as fact",
    ),
    FindingType(
        "quote",
        check_quotes,
        "statement",
        "unsupported",
        "words in quotation marks that are not in the text",
    ),
    FindingType(
        "citation",
        check_citation,
        "citations",
        "partial",
        "support in a block other than the cited one, which it names",
    ),
    FindingType(
        "uncited",
        check_uncited,
        "citations",
        "unsupported",
        "a statement without a citation",
    ),
    FindingType(
        "overlap",
        check_overlap,
        "statement",
        "partial",
        "a statement hardly a word of which is in the text; across languages, a superlative, `the only` or a record "
        "of which the text says nothing",
    ),
)
CHECKS: Mapping[FindingKind, FindingType] = MappingProxyType({kind.kind: kind for kind in _TYPES})


def _checks_of(scope: Scope) -> tuple[Check, ...]:
    return tuple(dict.fromkeys(kind.check for kind in CHECKS.values() if kind.scope == scope))


# The checks of each sentence of a statement, and of the statement as a whole, in the order of the registry. What the
# figures are bound to gives findings of several kinds.
SENTENCE_CHECKS = (*_checks_of("sentence"), check_binding, check_absence, check_limits)
STATEMENT_CHECKS = _checks_of("statement")
# The checks of the title of a group, which is seldom a sentence.
TITLE_CHECKS: tuple[Check, ...] = (check_figures, check_names)
