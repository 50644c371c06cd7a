"""With `gloss`, the judge translates the words that each statement rests on, in the same question."""

from __future__ import annotations

import json
from typing import Any

from summarizer import Document, Summary, stream, summarize
from summarizer.judging.claims import Claim
from summarizer.judging.model_judge import needs_gloss
from summarizer.render.html import IndexEntry, render_index
from summarizer.render.word_document import to_docx

from .judging import is_judging, judged_items
from .scripted import RIGHT, ScriptedServer

DOCUMENT = Document.from_text("北风电力周一上调了全年预期。\n\n公司一季度销售额为34亿元，同比增长12.5%。\n\n分析师此前预期增长一成。\n")
DRAFT = {
    "glossary": [{"source": "北风电力", "written": "Beifeng Power"}],
    "core_viewpoint": {"sentences": [1, 2], "text": "Beifeng Power raised its forecast for the year after sales of 3.4 billion yuan"},
    "groups": [
        {
            "title": "Sales beat what analysts had foreseen",
            "points": [
                {"sentences": [2], "text": "First-quarter sales rose 12.5% year on year to 3.4 billion yuan"},
                {"sentences": [3], "text": "Analysts had expected growth of a tenth"},
            ],
        }
    ],
}
WORDS = {1: "on Monday raised its forecast for the whole year", 2: "sales of 3.4 billion yuan in the first quarter", 3: "analysts had before expected growth of 10%"}

TITLE = "Beifeng Power raises its forecast"
TITLED = Document.from_text("北风电力上调全年预期\n\n2025-04-28\n\n" + DOCUMENT.text)


def _server() -> ScriptedServer:
    def answer(request: dict[str, Any]) -> str:
        if not is_judging(request):
            return json.dumps(DRAFT, ensure_ascii=False)
        items = judged_items(request)
        glosses = [{"id": number, "block": block, "text": WORDS[block]} for number, text in items.items() for block in ((1, 2) if "forecast" in text else (2,) if "First" in text else (3,))]
        return json.dumps({"verdicts": list(items), **({"title": TITLE, "glosses": glosses} if "`glosses`" in request["messages"][-1]["content"] else {})})

    return ScriptedServer([RIGHT], answer)


def _run(server: ScriptedServer, **choices: Any) -> Summary:
    with server:
        return summarize(DOCUMENT, model="scripted", base_url=server.url, cache=False, language="en", **choices)


def _glosses(summary: Summary) -> list[tuple[int, str]]:
    return [(e.block, e.gloss.text) for _, s in summary.statements() for e in s.evidence if e.gloss]


def test_the_words_of_each_block_are_translated_and_stored_with_the_evidence() -> None:
    server = _server()
    summary = _run(server, gloss=True)
    assert len(server.requests) == 2, "one question to write, one to judge and translate"
    assert _glosses(summary) == [(1, WORDS[1]), (2, WORDS[2]), (2, WORDS[2]), (3, WORDS[3])]
    first = next(e for _, s in summary.statements() for e in s.evidence)
    assert first.gloss is not None and first.gloss.model == "scripted" and first.gloss.language == "en"
    assert summary.run.judging is not None and summary.run.judging.prompt_version == "verify.v4+gloss.v2"
    assert summary.core_viewpoint is not None and summary.core_viewpoint.support.status == "supported"


def test_the_title_is_translated_and_shown_above_the_documents_own() -> None:
    with _server() as server:
        summary = summarize(TITLED, model="scripted", base_url=server.url, cache=False, language="en", gloss=True)
    gloss = summary.document.title_gloss
    assert gloss is not None and (gloss.text, gloss.language, gloss.model) == (TITLE, "en", "scripted")
    assert summary.document.title == "北风电力上调全年预期"
    for page in (summary.to_html(TITLED), summary.to_html(), render_index([IndexEntry("a.txt", summary)])):
        assert page.index(f">{TITLE}<") < page.index(">北风电力上调全年预期")
    assert _run(_server(), gloss=True).document.title_gloss is None, "a document without a title"


def test_it_is_not_asked_for_by_default_nor_in_the_language_of_the_source() -> None:
    assert _glosses(_run(_server())) == []
    claims = [Claim("core_viewpoint", "x", (1,)), Claim("groups[0]", "y", (2,), is_title=True)]
    assert needs_gloss(claims, DOCUMENT, "en") and not needs_gloss(claims, DOCUMENT, "zh")
    assert not needs_gloss(claims[1:], DOCUMENT, "en"), "titles are no statements"


def test_markdown_json_and_word_show_it_as_the_models() -> None:
    summary = _run(_server(), gloss=True)
    assert f"  - [3] “{WORDS[3]}” — *translated by scripted*" in summary.to_markdown()
    kept = Summary.model_validate_json(summary.model_dump_json())
    assert _glosses(kept) == _glosses(summary)
    assert to_docx(summary)[:2] == b"PK"


def test_a_stream_has_it_too() -> None:
    server = _server()
    with server, stream(DOCUMENT, model="scripted", base_url=server.url, cache=False, language="en", gloss=True) as items:
        shown = [e.gloss.text for item in items for e in item.statement.evidence if e.gloss]
        assert shown == [WORDS[1], WORDS[2], WORDS[2], WORDS[3]]
        assert items.summary is not None and len(_glosses(items.summary)) == 4
