"""The habits of the package, counted by `benchmarks.structure`: what a change may not bring back."""

from __future__ import annotations

import re
from functools import cache

from benchmarks import structure

MAX_MODULE, MAX_FUNCTION = 400, 60  # lines
# Modules that import others of ours inside functions, and what a start without them saves.
LATE = {
    "summarizer.api": "asyncio, the checks, the parser of printed summaries, and jieba, which digests need",
    "summarizer.batch.estimate": "numpy, which digests need",
    "summarizer.batch.digest_batch": "openai",
    "summarizer.batch.runner": "openai, and sqlite-utils for an output that is a database",
    "summarizer.cli.convert_command": "sqlite-utils, for pages of a database",
    "summarizer.cli.console": "pydantic, for --help",
    "summarizer.cli.input_output": "the parser of printed summaries",
    "summarizer.cli.interface_commands": "the MCP server",
    "summarizer.cli.maintenance_commands": "openai and instructor",
    "summarizer.cli.options": "shapes, and the accounts of a batch",
    "summarizer.cli.summarize_commands": "records and streams, which load asyncio and what asks a model",
    "summarizer.digests.digest_run": "openai and instructor",
    "summarizer.extractive": "shapes",
    "summarizer.grounding": "the checks, for summaries of copies",
    "summarizer.grounding.passage": "quantities, for summaries of copies",
    "summarizer.grounding.source": "quantities, for summaries of copies",
    "summarizer.grounding.verdict": "the checks, for summaries of copies",
    "summarizer.integrations": "the library: spaCy imports the components with every pipeline",
    "summarizer.integrations.spacy": "the library: spaCy imports the components with every pipeline",
    "summarizer.judging": "what asks a model, and what runs one",
    "summarizer.languages.chinese": "word lists and patterns of Chinese",
    "summarizer.languages.chinese.chinese_references": "numpy, which reads jieba's dictionary",
    "summarizer.languages.english": "word lists and patterns of English",
    "summarizer.languages.words": "jieba",
    "summarizer.llm.client": "openai and instructor",
    "summarizer.parsing": "spaCy",
    "summarizer.parsing.speaker_labels": "numpy, which reads jieba's dictionary",
    "summarizer.pipeline": "the engine that does not write, and asyncio",
    "summarizer.render.page_view": "quantities, for pages without a figure in dispute",
    "summarizer.repair": "what asks a model",
}


@cache
def _modules() -> list[structure.Module]:
    return structure.read_modules(structure.ROOT)


def test_no_modules_import_each_other() -> None:
    assert structure.circles(_modules()) == []


def test_no_two_modules_share_a_name() -> None:
    assert structure.repeated_names(_modules()) == []


def test_no_module_is_too_small_to_stand_alone() -> None:
    assert structure.small_modules(_modules()) == []


def test_no_module_or_function_is_long() -> None:
    assert [m.name for m in _modules() if m.lines > MAX_MODULE] == []
    assert [m.name for m in _modules() if max(m.functions, default=0) > MAX_FUNCTION] == []


def test_every_number_has_a_note_and_a_name_of_its_own() -> None:
    assert [where for m in _modules() for where in m.bare_constants] == []
    assert [where for m in _modules() for where in m.tuple_constants] == []


def test_own_modules_are_imported_at_the_top() -> None:
    assert {m.name for m in _modules() if m.lazy_own} == set(LATE)


def test_the_architecture_names_every_package() -> None:
    text = (structure.ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `(\w+)/` \|", text, re.M))
    assert named == {path.parent.name for path in (structure.ROOT / "summarizer").glob("*/__init__.py")}
