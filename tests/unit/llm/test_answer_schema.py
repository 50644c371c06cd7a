"""The response model of a document, and what becomes of a model's words."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from summarizer import Document, Settings
from summarizer.llm.answer_schema import (
    VerdictAnswer,
    build_summary_model,
    clean_statement,
    clean_title,
    needs_glossary,
)
from summarizer.llm.instructor_adapter import simplify_schema
from summarizer.models import LanguageCode
from summarizer.published.grammar import format_statement, parse_statement

EN = Document.from_text("One is here. Two is here.\n\nThree is here.\n\nFour is here.\n\nFive is here.\n")
ZH = Document.from_text("北风电力周一上调了预期。\n\n销售额增长12.5%。\n")
GOOD: dict[str, Any] = {
    "core_viewpoint": {"sentences": [2, 1, 2], "text": "Two things are here. [1][2]."},
    "groups": [
        {"title": "Group 1: Numbers", "points": [{"sentences": [3], "text": "Three is here as well."}]},
        {"title": "More", "points": [{"sentences": [5], "text": "Five is here …"}]},
    ],
}


def _answer(answer: dict[str, Any], document: Document = EN, language: LanguageCode = "en", **choices: Any) -> Any:
    model = build_summary_model(document, language, Settings(**choices))
    return model.model_validate_json(json.dumps(answer), strict=True)


def _with(path: str, value: Any) -> dict[str, Any]:
    """The good answer with one thing changed."""
    answer = json.loads(json.dumps(GOOD))
    *before, last = [int(p) if p.isdigit() else p for p in path.split(".")]
    inner = answer
    for key in before:
        inner = inner[key]
    inner[last] = value
    return answer


def test_an_answer_becomes_a_draft() -> None:
    draft = _answer(GOOD).draft()
    assert draft.language == "en"
    assert draft.core_viewpoint.text == "Two things are here"
    assert draft.core_viewpoint.sentences == (1, 2)
    assert [g.title for g in draft.groups] == ["Numbers", "More"]
    assert draft.groups[1].points[0].text == "Five is here …"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("core_viewpoint.sentences", []),
        ("core_viewpoint.sentences", [0]),
        ("core_viewpoint.sentences", [6]),
        ("core_viewpoint.sentences", [-1]),
        ("core_viewpoint.sentences", ["1"]),
        ("core_viewpoint.sentences", [True]),
        ("core_viewpoint.sentences", [1.5]),
        ("core_viewpoint.sentences", [1, 2, 3, 4, 5, 1, 2, 3, 4]),
        ("core_viewpoint.text", ""),
        ("core_viewpoint.text", "short"),
        ("core_viewpoint.text", "x" * 673),
        ("core_viewpoint.text", "... --- ... ---"),
        ("core_viewpoint.text", None),
        ("core_viewpoint.note", "a key too many"),
        ("groups", []),
        ("groups", GOOD["groups"][:1]),
        ("groups", GOOD["groups"] * 3),
        ("groups.0.points", []),
        ("groups.0.points", GOOD["groups"][0]["points"] * 6),
        ("groups.0.title", ""),
        ("groups.0.title", "t" * 200),
    ],
)
def test_what_does_not_fit_is_refused(path: str, value: Any) -> None:
    with pytest.raises(ValidationError):
        _answer(_with(path, value))


def test_the_schema_refuses_what_the_model_refuses() -> None:
    """A server that decodes under the schema can only give what our side accepts."""
    schema = simplify_schema(build_summary_model(EN, "en", Settings()).model_json_schema(), strict=False)
    checker = jsonschema.Draft202012Validator(schema)
    assert checker.is_valid(GOOD)
    for path, value in [
        ("core_viewpoint.sentences", [6]),
        ("core_viewpoint.sentences", [0]),
        ("core_viewpoint.text", "short"),
        ("groups", []),
        ("groups.0.points", GOOD["groups"][0]["points"] * 6),
        ("core_viewpoint.note", "x"),
    ]:
        assert not checker.is_valid(_with(path, value)), path
    text = json.dumps(schema)
    assert '"enum"' not in text and '"pattern"' not in text and '"title": "' not in text
    number = schema["$defs"]["Statement"]["properties"]["sentences"]["items"]
    assert number == {"type": "integer", "minimum": 1, "maximum": 5}


def test_the_strict_schema_has_what_strict_mode_takes() -> None:
    schema = simplify_schema(build_summary_model(EN, "zh", Settings()).model_json_schema(), strict=True)
    assert '"default"' not in json.dumps(simplify_schema(VerdictAnswer.model_json_schema(), strict=True))
    for part in [schema, *schema["$defs"].values()]:
        assert part["additionalProperties"] is False
        assert part["required"] == list(part["properties"])
    assert "minLength" not in json.dumps(schema)


def test_a_definition_that_is_used_once_stands_where_it_is_used() -> None:
    once, twice, itself = {"type": "string"}, {"type": "integer"}, {"items": {"$ref": "#/$defs/Itself"}}
    uses = {"a": {"$ref": "#/$defs/Once"}, "b": {"$ref": "#/$defs/Twice"}, "c": {"$ref": "#/$defs/Twice"}, "d": {"$ref": "#/$defs/Itself"}}
    schema = {"$defs": {"Once": once, "Twice": twice, "Itself": itself}, "properties": uses}
    assert simplify_schema(schema, strict=False) == {"properties": uses | {"a": once}, "$defs": {"Twice": twice, "Itself": itself}}
    assert simplify_schema({"properties": {"$ref": {"type": "string"}}}, strict=False) == {"properties": {"$ref": {"type": "string"}}}
    assert "$defs" not in simplify_schema(VerdictAnswer.model_json_schema(), strict=True)


def test_groups_and_points_are_limited_by_the_settings() -> None:
    with pytest.raises(ValidationError):
        _answer(GOOD, groups=1)
    one = _with("groups", GOOD["groups"][:1])
    assert len(_answer(one, groups=1).groups) == 1
    two_points = _with("groups.0.points", GOOD["groups"][0]["points"] * 2)
    with pytest.raises(ValidationError):
        _answer(two_points, points=1)


def test_a_short_document_may_have_one_group() -> None:
    short = Document.from_text("One is here. Two is here.\n\nThree is here. Four is here. Five is here.\n")
    assert len(_answer(_with("groups", GOOD["groups"][:1]), short).groups) == 1


def test_the_glossary_is_asked_for_where_languages_differ() -> None:
    assert [needs_glossary(d, lang) for d, lang in ((EN, "en"), (EN, "zh"), (ZH, "zh"), (ZH, "en"))] == [False, True, False, True]
    assert "glossary" not in build_summary_model(EN, "en", Settings()).model_fields
    assert next(iter(build_summary_model(ZH, "en", Settings()).model_fields)) == "glossary"
    answer = {
        "glossary": [{"source": "北风电力", "written": "Northwind Power"}],
        "core_viewpoint": {"sentences": [1], "text": "Northwind Power raised its forecast"},
        "groups": [{"title": "Sales", "points": [{"sentences": [2], "text": "Sales grew by 12.5%"}]}],
    }
    assert _answer(answer, ZH).draft().glossary[0].written == "Northwind Power"
    del answer["glossary"]
    assert _answer(answer, ZH).draft().glossary == (), "asked for, and no fault of its own when it is missing"
    schema = simplify_schema(build_summary_model(ZH, "en", Settings()).model_json_schema(), strict=False)
    assert schema["required"][0] == "glossary"


def test_an_answer_in_the_wrong_language_is_refused() -> None:
    answer = {
        "core_viewpoint": {"sentences": [1], "text": "北风电力周一上调了全年预期"},
        "groups": [{"title": "Sales", "points": [{"sentences": [2], "text": "销售额比上一年增长12.5%以上"}]}],
        "glossary": [],
    }
    with pytest.raises(ValidationError, match="not written in English"):
        _answer(answer, ZH, "en")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Rose by 5%.", "Rose by 5%"),
        ("上升了5%。", "上升了5%"),
        ("Wait ...", "Wait ..."),
        ("等等……", "等等……"),
        ("Two\nlines\tand  spaces", "Two lines and spaces"),
        ("Rose by 5% [3][4].", "Rose by 5%"),
        ("Rose by 5% <12>", "Rose by 5%"),
        ("上升了5%【3】。", "上升了5%"),
        ("Rose by 5% (see [3], [4]) then fell", "Rose by 5% (see [3], [4]) then fell"),
        ("证监许可[2011]1290号", "证监许可[2011]1290号"),
        ("\x1b[31mRed\x1b[0m", "[31mRed [0m"),
        ("over\u202eride", "over ride"),
        ("U.S.", "U.S"),
    ],
)
def test_a_text_is_made_a_statement(raw: str, text: str) -> None:
    assert clean_statement(raw) == text


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("Group 1: Sales", "Sales"),
        ("分组 2：销售", "销售"),
        ("Group dynamics", "Group dynamics"),
        ("Sales:", "Sales:"),
        ("Group 3:", "Group 3:"),
    ],
)
def test_a_title_is_freed_of_its_label(raw: str, title: str) -> None:
    assert clean_title(raw) == title


@given(st.text(max_size=80), st.lists(st.integers(1, 99), min_size=1, max_size=3, unique=True))
@settings(max_examples=200, deadline=None)
def test_a_cleaned_text_survives_printing(text: str, citations: list[int]) -> None:
    cleaned = clean_statement(text)
    assert clean_statement(cleaned) == cleaned
    if cleaned:
        read, cited = parse_statement(format_statement(cleaned, citations))
        assert (read, list(cited)) == (cleaned, sorted(citations))


def test_a_verdict_names_what_it_is_about() -> None:
    verdict = {"id": 2, "verdict": "partial", "kind": "number", "clause": "12%", "source": "21%", "reason": "another figure"}
    answer = VerdictAnswer.model_validate_json(json.dumps({"verdicts": [verdict, {"id": 2, "verdict": "supported"}]}))
    assert answer.by_number()[2].verdict == "partial", "the first of two answers counts"
    short = VerdictAnswer.model_validate_json(json.dumps({"verdicts": [3, verdict, 1]}))
    assert {n: v.verdict for n, v in short.by_number().items()} == {1: "supported", 2: "partial", 3: "supported"}
    for wrong in (True, "1", {"id": 1, "verdict": "maybe"}):
        with pytest.raises(ValidationError):
            VerdictAnswer.model_validate_json(json.dumps({"verdicts": [wrong]}))


def test_sentences_that_were_left_out_cannot_be_cited() -> None:
    document = Document.from_text("One grew by 4%.\n\nSubscribe to us.\n\nTwo fell by 5%.\n\nAll rights reserved.\n")
    blocks = tuple(b.model_copy(update={"role": "boilerplate"}) if b.number in (2, 4) else b for b in document.blocks)
    claim = build_summary_model(document.model_copy(update={"blocks": blocks}), "en", Settings()).claim
    assert claim.model_validate({"sentences": [1, 3], "text": "One grew and two fell"})
    assert claim.model_json_schema()["properties"]["sentences"]["items"]["maximum"] == 3
    for number in (2, 4):
        with pytest.raises(ValidationError):
            claim.model_validate({"sentences": [number], "text": "One grew and two fell"})
