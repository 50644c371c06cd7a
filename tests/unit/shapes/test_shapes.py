"""Shapes: what may be one, how it is laid out as groups and put together again, and what the offline engine fills."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field, create_model
from pydantic.alias_generators import to_camel

import summarizer
from summarizer import Document, Settings, Statement, Summary, UsageError
from summarizer.models import Draft, DraftStatement, Group, Run, Shaped
from summarizer.shapes import BUILT_IN, MeetingMinutes, as_shape, compile_shape, field_values, fill_shape


class Speaker(BaseModel):
    name: str
    position: Statement | None = None
    promises: list[Statement] = Field(default_factory=list, max_length=2)


class Place(BaseModel):
    where: Statement
    when: Statement | None


class Hearing(BaseModel):
    """A public hearing."""

    headline: str
    core_viewpoint: Statement
    speakers: list[Speaker] = Field(title="Who spoke", json_schema_extra={"titles": {"zh": "发言"}})
    place: Place
    next_date: Statement | None = Field(default=None, description="when it goes on")
    votes: list[Statement]


def claim(text: str, sentence: int = 1) -> DraftStatement:
    return DraftStatement(text=text, sentences=(sentence,))


def filled(shape: Any, values: dict[str, Any], language: Any = "en") -> Summary:
    """The summary that these values become, each statement as if grounded."""
    laid = fill_shape(compile_shape(shape), values, language)
    groups = tuple(Group(title=g.title, points=tuple(Statement(text=p.text) for p in g.points), field=g.field) for g in laid.groups)
    return Summary(
        language=language,
        core_viewpoint=Statement(text=laid.lead.text) if laid.lead else None,
        groups=groups,
        shape=Shaped(name=compile_shape(shape).name, titles=laid.titles),
    )


HEARING: dict[str, Any] = {
    "headline": "Noise",
    "core_viewpoint": claim("core"),
    "place": {"where": claim("hall"), "when": None},
    "speakers": [
        {"name": "Ada", "position": claim("for"), "promises": [claim("p1"), claim("p2")]},
        {"name": "Bob", "position": None, "promises": [claim("p3")]},
    ],
    "next_date": None,
    "votes": [claim("v1"), claim("v2")],
}


def test_fields_become_groups_and_fields_again() -> None:
    summary = filled(Hearing, HEARING)
    assert [(g.field, g.title, [p.text for p in g.points]) for g in summary.groups] == [
        ("speakers[0].position", "Ada – Position", ["for"]),
        ("speakers[0].promises", "Ada – Promises", ["p1", "p2"]),
        ("speakers[1].promises", "Bob – Promises", ["p3"]),
        ("place.where", "Place – Where", ["hall"]),
        ("votes", "Votes", ["v1", "v2"]),
    ]
    hearing = as_shape(summary, Hearing)
    assert hearing.headline == "Noise" and hearing.core_viewpoint.text == "core"
    assert [(s.name, s.position and s.position.text, len(s.promises)) for s in hearing.speakers] == [("Ada", "for", 2), ("Bob", None, 1)]
    assert hearing.place.where.text == "hall" and hearing.place.when is None and hearing.next_date is None
    assert as_shape(Summary.parse(summary.model_dump_json()), Hearing) == hearing


def test_headings_follow_the_language_of_the_summary() -> None:
    values = {"core_viewpoint": claim("核心"), "decisions": [claim("通过")], "topics": [{"title": "预算", "points": [claim("讨论")]}]}
    zh, en = filled(MeetingMinutes, values, "zh"), filled(MeetingMinutes, values)
    assert [g.title for g in zh.groups] == ["预算", "决定"] and [g.title for g in en.groups] == ["预算", "Decisions"]


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_shape_survives_its_schema(name: str, tmp_path: Path) -> None:
    shape = compile_shape(name)
    path = tmp_path / "shape.json"
    path.write_text(json.dumps(shape.schema, ensure_ascii=False), encoding="utf-8")
    chosen = Settings(shape=BUILT_IN[name])
    assert shape == compile_shape(BUILT_IN[name]) == compile_shape(str(path)) == compile_shape(dict(shape.schema))
    assert shape == compile_shape(Settings.model_validate_json(chosen.model_dump_json()).shape or "")
    assert all(part.labels["zh"] != part.labels["en"] and part.description for part in shape.fields)


def test_a_schema_may_be_written_by_hand() -> None:
    statement = {"$ref": "#/$defs/Statement"}
    shape = compile_shape(
        {
            "title": "Ruling",
            "type": "object",
            "properties": {
                "claim": statement,
                "reasons": {"type": "array", "items": statement, "minItems": 1},
                "dissent": {"anyOf": [statement, {"type": "null"}]},
            },
        }
    )
    assert [(p.name, p.kind, p.optional, p.min_items) for p in shape.fields] == [
        ("claim", "statement", False, 0),
        ("reasons", "statements", False, 1),
        ("dissent", "statement", True, 0),
    ]


STATEMENT = {"$ref": "#/$defs/Statement"}
WRITTEN_AS: dict[str, dict[str, Any]] = {
    "a reference of draft 7": {"$ref": "#/definitions/Statement"},
    "allOf of one, for a description": {"allOf": [STATEMENT], "description": "why"},
    "one of it and null": {"oneOf": [STATEMENT, {"type": "null"}]},
    "in place": {"type": "object", "properties": {name: {} for name in ("text", "citations", "evidence", "support")}},
    "a list or null": {"type": ["array", "null"], "items": STATEMENT},
    "a list of draft 7": {"type": "array", "items": {"allOf": [STATEMENT]}, "maxItems": 3.0},
    "a list by name": {"$ref": "#/$defs/Claims"},
    "a section of draft 7": {"$ref": "#/definitions/Section"},
    "a list of sections in place": {"type": "array", "items": {"properties": {"a": STATEMENT}}},
}


@pytest.mark.parametrize("schema", WRITTEN_AS.values(), ids=list(WRITTEN_AS))
def test_json_schema_has_many_ways_to_say_it(schema: dict[str, Any]) -> None:
    [part] = compile_shape(
        {
            "properties": {"x": schema},
            "definitions": {"Section": {"type": "object", "properties": {"a": STATEMENT}}},
            "$defs": {"Claims": {"type": "array", "items": STATEMENT}},
        }
    ).fields
    sections = "section" in str(schema).lower() or "'a'" in str(schema)
    assert part.kind == ("section" if sections else "statement") + ("s" if "array" in str(schema) or "Claims" in str(schema) else "")
    assert part.optional == ("null" in str(schema)) and part.description == schema.get("description", "")
    assert part.max_items == (3 if "maxItems" in schema else None)


def test_what_is_not_required_is_optional() -> None:
    schema = {"required": ["a"], "properties": {"a": STATEMENT, "b": STATEMENT, "c": {"type": "array", "items": STATEMENT}}}
    assert [part.optional for part in compile_shape(schema).fields] == [False, True, False]
    assert not any(part.optional for part in compile_shape({"properties": schema["properties"]}).fields)


class Weighed(Statement):
    weight: int = 0


class Asking(Statement):
    weight: int


class Spelled(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)
    key_fact: Weighed
    next_steps: list[Weighed] = Field(title="What now")


def test_aliases_and_subclasses_of_statement() -> None:
    summary = filled(Spelled, {"keyFact": claim("fact"), "nextSteps": [claim("step")]})
    assert [group.title for group in summary.groups] == ["Key Fact", "What now"]
    spelled = as_shape(summary, Spelled)
    assert type(spelled.key_fact) is Weighed and spelled.next_steps[0].text == "step"
    with pytest.raises(UsageError, match="a statement has no weight"):
        compile_shape(create_model("Wrong", said=(Asking, ...)))


def test_the_error_of_a_file_names_it(tmp_path: Path) -> None:
    path = tmp_path / "shape.json"
    for text, told in (('{"properties": {"a": {"type": "integer"}}}', "Shape.a: cannot be filled"), ("[1]", "a shape is"), ("[" * 99_999, "JSON Schema")):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(UsageError, match=f"shape.json: .*{told}"):
            compile_shape(str(path))


class Number(BaseModel):
    amount: int


class Endless(BaseModel):
    inner: list[Endless]
    said: Statement


class TwoTitles(BaseModel):
    a: str
    b: str
    said: Statement


class OnlyTitle(BaseModel):
    a: str


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (Number, "Number.amount: cannot be filled"),
        (Endless, "sections within sections"),
        (TwoTitles, "two titles, a and b"),
        (OnlyTitle, "holds no statement"),
        ("no such shape", "no such shape"),
        ({}, "no fields"),
        ({"properties": {"a": 3}}, "not a schema"),
        ({"properties": {"a": {"$ref": "elsewhere#/x"}}}, "is not defined"),
        ({"properties": {"a": {"type": "array", "items": {"$ref": "#/$defs/Statement"}, "minItems": "x"}}}, "minItems"),
        ([], "JSON Schema of an object"),
        ("", "no such shape"),
        ({"properties": {"a": {"type": "array", "items": STATEMENT, "maxItems": 0}}}, "at most 0"),
        ({"properties": {"a": {"type": "array", "items": STATEMENT, "minItems": 3, "maxItems": 2}}}, "at least 3"),
        ({"properties": {"a": {**STATEMENT, "cues": "because"}}}, "list of words"),
        ({"properties": {"a": {**STATEMENT, "cues": [" "]}}}, "list of words"),
        ({"properties": {"a": {"type": "array", "items": {"anyOf": [STATEMENT, {"type": "null"}]}}}}, "cannot be filled"),
        ({"properties": {"a": {"type": "object", "additionalProperties": STATEMENT}}}, "cannot be filled"),
    ],
)
def test_what_is_no_shape_is_refused(wrong: Any, told: str) -> None:
    with pytest.raises(UsageError, match=told.replace("(", r"\(")):
        compile_shape(wrong)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["string", "object", "array", "null", "#/$defs/Statement", "#/$defs/x", ""]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "properties", "items", "anyOf", "allOf", "required", "$ref", "$defs", "title", "titles", "cues", "minItems", "maxItems", "x"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(JSON)
def test_any_json_is_a_shape_or_refused(value: Any) -> None:
    try:
        shape = compile_shape(value)
    except UsageError as error:
        assert error.message
    else:
        assert shape.fields


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_what_is_filled_is_gathered(data: st.DataObject) -> None:
    def values(parts: Any) -> dict[str, Any]:
        return {part.name: value(part) for part in parts}

    def value(part: Any) -> Any:
        said = st.builds(claim, st.text(min_size=1, max_size=5))
        if part.kind == "title":
            return data.draw(st.text(min_size=1, max_size=5))
        if part.kind == "statement":
            return None if part.optional and data.draw(st.booleans()) else data.draw(said)
        if part.kind == "statements":
            return data.draw(st.lists(said, max_size=3))
        if part.kind == "section":
            return values(part.fields)
        return [{**values(part.fields), "promises": [claim("kept")]} for _ in range(data.draw(st.integers(0, 3)))]

    def texts(value: Any) -> Any:
        if isinstance(value, Statement | DraftStatement):
            return value.text
        if isinstance(value, dict):
            return {name: texts(item) for name, item in value.items()}
        return [texts(item) for item in value] if isinstance(value, list) else value

    shape = compile_shape(Hearing)
    drawn = values(shape.fields)
    assert texts(field_values(shape, filled(Hearing, drawn))) == texts(drawn)


@pytest.mark.parametrize("name", BUILT_IN)
@pytest.mark.parametrize("folder", ["english_economy", "chinese_business", "mixed_research"])
def test_the_offline_engine_fills_the_built_in_shapes(name: str, folder: str, examples: Path) -> None:
    document = Document.from_file(examples / folder / "article.txt")
    summary = summarizer.summarize(document, shape=name, points=3)
    made = as_shape(summary, BUILT_IN[name])
    assert type(made) is BUILT_IN[name] and summary.core_viewpoint
    assert summary.groups or (name, folder) == ("earnings_call", "mixed_research"), "no words of an earnings call in it"
    for _, statement in summary.statements():
        assert statement.citations and not statement.support.findings
        assert all(document.text[e.start : e.end] == e.quote for e in statement.evidence)
    used = [e.start for _, s in summary.statements() for e in s.evidence]
    fields = [g.field for g in summary.groups if g.field and not g.field.startswith("topics")]
    assert len(fields) == len(set(fields))
    assert len(used) == len(set(used)), "no sentence stands in two fields"
    assert all(len(g.points) <= 3 for g in summary.groups)


PRONOUNS = """\
The ferry to Skarv

On Monday the council of Skarv approved a new ferry for 40 million euros. It replaced the old timetable in March 2024.

The harbour master said that two berths will close. They reported losses of 3 million euros in 2023.

Fishing fell 12 percent in 2023, the council reported.
"""


def test_no_statement_of_a_shape_is_a_pronoun_without_its_noun() -> None:
    summary = summarizer.summarize(Document.from_text(PRONOUNS), shape="news")
    texts = [statement.text for _, statement in summary.statements()]
    assert texts and not [text for text in texts if text.startswith(("It ", "They "))], texts


@pytest.mark.parametrize("format", ["text", "line", "markdown", "json", "html"])
def test_every_rendering_shows_a_shape(format: str, examples: Path) -> None:
    document = Document.from_file(examples / "chinese_business/article.txt")
    summary = summarizer.summarize(document, shape="earnings_call")
    from summarizer.render import render

    shown = render(summary, format, document=document)  # type: ignore[arg-type]
    assert "业绩" in shown and "风险" in shown and all(s.text[:6] in shown for _, s in summary.statements())
    if format in ("text", "line"):
        again = Summary.parse(shown)
        assert [(g.title, [p.text for p in g.points]) for g in again.groups] == [(g.title, [p.text for p in g.points]) for g in summary.groups]


def test_only_a_shape_is_taken_for_one() -> None:
    for wrong in (3, Statement(text="x"), BaseModel, list[Statement], [Hearing]):
        with pytest.raises(UsageError, match="shape: neither the name of a built-in shape, nor a Pydantic model"):
            summarizer.summarize("Sales rose 12 percent.", shape=wrong)  # type: ignore[arg-type]  # what is tested


def test_the_offline_engine_refuses_what_it_cannot_know() -> None:
    with pytest.raises(UsageError, match="cannot fill `headline` of Hearing; name a model"):
        summarizer.summarize("Sales rose 12 percent.", shape=Hearing)


def test_the_offline_engine_knows_fields_by_their_usual_names() -> None:
    class Notes(BaseModel):
        decisions: list[Statement]
        risks: list[Statement] = []

    text = "The board met on Monday.\n\nIt approved the budget of 3 million yuan.\n\nHe said hello.\n\nA risk is the price of steel."
    notes = as_shape(summarizer.summarize(text, shape=Notes), Notes)
    assert [s.citations for s in notes.decisions] == [(2,)] and [s.citations for s in notes.risks] == [(4,)]


def test_a_summary_is_given_in_its_own_shape_only() -> None:
    with pytest.raises(UsageError, match="in no shape, not Hearing"):
        as_shape(summarizer.summarize("Sales rose 12 percent."), Hearing)
    with pytest.raises(UsageError, match="in the shape Hearing, not News"):
        as_shape(filled(Hearing, HEARING), BUILT_IN["news"])
    dropped = filled(Hearing, HEARING).model_copy(update={"core_viewpoint": None})
    with pytest.raises(UsageError, match="Hearing cannot be filled: core_viewpoint"):
        as_shape(dropped, Hearing)


def test_grounding_keeps_the_fields() -> None:
    from summarizer.grounding import SourceIndex, ground

    document = Document.from_text("Sales rose 12 percent.\n\nProfit fell.")
    laid = fill_shape(compile_shape(Hearing), HEARING, "en")
    draft = Draft(language="en", core_viewpoint=None, groups=tuple(laid.groups), shape=Shaped(name="Hearing", titles=laid.titles))
    summary = ground(draft, SourceIndex(document), Run())
    assert summary.shape == draft.shape and [g.field for g in summary.groups] == [g.field for g in laid.groups]


def _level(fields: int, inner: object) -> dict[str, object]:
    return {"type": "object", "properties": {f"p{i}": inner for i in range(fields)}}


def _towering(levels: int, fields: int) -> dict[str, object]:
    """A few hundred bytes that stand for `fields ** levels` fields."""
    defined = {"L0": _level(fields, {"$ref": "#/$defs/Statement"}), "Statement": {}}
    for i in range(1, levels):
        defined[f"L{i}"] = _level(fields, {"$ref": f"#/$defs/L{i - 1}"})
    return {"$ref": f"#/$defs/L{levels - 1}", "$defs": defined}


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        (_towering(5, 40), "more than 200 fields"),
        (_level(10_000, {"$ref": "#/$defs/Statement"}), "more than 200 fields"),
        ({"type": "object", "properties": {"\ud800": {"$ref": "#/$defs/Statement"}}}, "cannot be printed"),
        ({"type": "object", "properties": {"a\x1b[31m": {"$ref": "#/$defs/Statement"}}}, "cannot be printed"),
        ({"type": "object", "properties": {"a": {"type": "array", "items": {"$ref": "#/$defs/Statement"}, "maxItems": 10**4000}}}, "no number of items"),
        ({"title": "a\n\x1b]0;b" * 100_000, "type": "object", "properties": {"a": 5}}, "not a schema"),
    ],
)
def test_a_hostile_schema_is_refused_in_one_short_line_and_at_once(schema: dict[str, object], said: str) -> None:
    started = time.perf_counter()
    with pytest.raises(UsageError, match=said) as told:
        compile_shape(schema)
    assert time.perf_counter() - started < 1.0
    assert str(told.value).isprintable() and len(str(told.value)) < 500
