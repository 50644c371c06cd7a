"""The kinds of findings are the same everywhere: in the data, the registry, the schemas, the labels and the docs."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import get_args

import pytest

from summarizer.grounding.checks import CHECKS, SENTENCE_CHECKS, STATEMENT_CHECKS
from summarizer.languages import LANGUAGES
from summarizer.llm.answer_schema import StatementVerdict
from summarizer.models import ContradictionKind, FindingKind

ROOT = Path(__file__).parents[4]
KINDS = get_args(FindingKind)


def test_the_registry_has_every_kind_of_the_data_in_order() -> None:
    assert tuple(CHECKS) == KINDS
    assert all(entry.kind == kind for kind, entry in CHECKS.items())


def test_every_check_is_run_once() -> None:
    run_by_scope = {"sentence": SENTENCE_CHECKS, "statement": STATEMENT_CHECKS}
    for entry in CHECKS.values():
        assert entry.scope == "citations" or run_by_scope[entry.scope].count(entry.check) == 1


@pytest.mark.parametrize("path", sorted((ROOT / "schemas").rglob("*.json")), ids=lambda p: p.stem)
def test_the_schemas_have_the_same_kinds(path: Path) -> None:
    finding = json.loads(path.read_text("utf-8")).get("$defs", {}).get("Finding")
    assert finding is None or tuple(finding["properties"]["kind"]["enum"]) == KINDS


def test_printed_forms_and_pages_have_a_label_for_every_kind() -> None:
    pages = json.loads((ROOT / "summarizer/render/templates/labels.v1.json").read_text("utf-8"))
    for code, language in LANGUAGES.items():
        assert set(language.labels.findings) == set(KINDS)
        assert all(entry.label(code) == language.labels.findings[kind] for kind, entry in CHECKS.items())
        page_kinds = {name.removeprefix("finding_") for name in pages[code] if name.startswith("finding_")}
        assert page_kinds == set(KINDS)


def test_the_documentation_describes_every_kind() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \| ", (ROOT / "docs/checks.md").read_text("utf-8"), re.MULTILINE)
    assert dict(rows) == {kind: entry.description for kind, entry in CHECKS.items()}


def test_a_judge_names_contradictions_or_something_else() -> None:
    assert get_args(StatementVerdict.__pydantic_fields__["kind"].annotation) == (*get_args(ContradictionKind), "other")


def test_contradictions_make_a_statement_unsupported() -> None:
    assert all(CHECKS[kind].status == "unsupported" for kind in get_args(ContradictionKind))
