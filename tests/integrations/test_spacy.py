"""The spaCy component, with spaCy itself: blank pipelines of both languages, streams, processes, saved pipelines."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from summarizer.errors import InputError, UsageError
from summarizer.integrations.spacy import SummarizerPipe
from summarizer.models import Summary

EXAMPLES = {"en": "english_economy", "zh": "chinese_business"}


@pytest.fixture(params=["en", "zh"])
def language(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def article(language: str, examples: Path) -> str:
    return (examples / EXAMPLES[language] / "article.txt").read_text(encoding="utf-8")


def blank(language: str = "en", **config: object) -> Language:
    nlp = spacy.blank(language)
    nlp.add_pipe("summarizer", config={"groups": 2, "points": 2, **config})
    return nlp


def without_time(summary: Summary) -> Summary:
    return summary.model_copy(update={"run": summary.run.model_copy(update={"seconds": 0.0})})


def test_a_doc_gets_its_summary_and_its_evidence_as_spans(language: str, article: str) -> None:
    doc = blank(language)(article)
    summary = doc._.summary
    assert isinstance(summary, Summary)
    assert summary.language == language and summary.core_viewpoint and len(summary.groups) == 2
    evidence = [(place, s, e) for place, s in summary.statements() for e in s.evidence]
    assert len(doc.spans["summarizer"]) == len(evidence) > 3
    for span, (place, statement, e) in zip(doc.spans["summarizer"], evidence, strict=True):
        assert span.id_ == place and span.label_ == statement.support.status
        assert doc.text[e.start : e.end] == e.quote
        assert span.start_char <= e.start and e.end <= span.end_char
        assert e.quote in span.text
        # Widened to whole tokens, and no further.
        assert span[0].idx + len(span[0]) > e.start and span[-1].idx < e.end


def test_two_components_keep_apart(examples: Path) -> None:
    nlp = blank()
    nlp.add_pipe("summarizer", name="short", config={"groups": 1, "points": 1, "attribute": "brief", "spans": "brief"})
    doc = nlp((examples / "english_economy/article.txt").read_text())
    assert len(doc._.summary.groups) == 2 and len(doc._.brief.groups) == 1
    assert len(doc.spans["brief"]) < len(doc.spans["summarizer"])


@pytest.mark.parametrize("processes", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_pipe_gives_what_calls_give(article: str, language: str, processes: int) -> None:
    nlp = blank(language, concurrency=1)
    texts = [article, "", article[: len(article) // 2], "   ", *[article] * 6]
    docs = list(nlp.pipe(texts, n_process=processes, batch_size=3))
    assert [doc.text for doc in docs] == texts
    assert [doc._.summary is None for doc in docs] == [not text.strip() for text in texts]
    for doc in docs:
        if doc._.summary:
            alone = nlp(doc.text)
            assert without_time(doc._.summary) == without_time(alone._.summary)
            assert [s.id_ for s in doc.spans["summarizer"]] == [s.id_ for s in alone.spans["summarizer"]]


def test_what_fails_goes_to_the_error_handler(examples: Path) -> None:
    article = (examples / "english_economy/article.txt").read_text()
    nlp = blank()
    with pytest.raises(InputError):
        list(nlp.pipe([article, "---", article]))
    failed: list[tuple[str, str, Exception]] = []
    nlp.set_error_handler(lambda name, _, docs, error: failed.append((name, docs[0].text, error)))
    assert [doc.text for doc in nlp.pipe([article, "---", article])] == [article, article]
    assert [(name, text, type(error)) for name, text, error in failed] == [("summarizer", "---", InputError)]


def test_a_saved_pipeline_is_the_same_pipeline(article: str, language: str, tmp_path: Path) -> None:
    nlp = blank(language, attempts=2, spans="evidence")
    nlp.to_disk(tmp_path / "pipeline")
    loaded = spacy.load(tmp_path / "pipeline")
    from_bytes = spacy.blank(language)
    from_bytes.add_pipe("summarizer")
    from_bytes.from_bytes(nlp.to_bytes())
    expected = nlp(article)
    for other in (loaded, from_bytes):
        assert other.get_pipe("summarizer").config == nlp.get_pipe("summarizer").config
        doc = other(article)
        assert without_time(doc._.summary) == without_time(expected._.summary)
        assert len(doc.spans["evidence"]) == len(expected.spans["evidence"])


def test_the_component_alone_is_saved_whole(tmp_path: Path) -> None:
    pipe = SummarizerPipe(groups=1, points=3, spans="x")
    assert SummarizerPipe().from_bytes(pipe.to_bytes()).config == pipe.config
    pipe.to_disk(tmp_path / "pipe")
    assert SummarizerPipe().from_disk(tmp_path / "pipe").settings == pipe.settings


def test_docs_are_saved_with_their_summary(article: str, language: str) -> None:
    nlp = blank(language)
    doc = nlp(article)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    packed = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    unpacked = next(iter(DocBin().from_bytes(packed).get_docs(nlp.vocab)))
    for copy in (again, unpacked):
        assert copy._.summary == doc._.summary
        assert [(s.text, s.label_, s.id_) for s in copy.spans["summarizer"]] == [(s.text, s.label_, s.id_) for s in doc.spans["summarizer"]]


def test_wrong_settings_are_refused() -> None:
    with pytest.raises(UsageError, match="groups"):
        SummarizerPipe(groups=0)
    with pytest.raises(UsageError, match="grupos"):
        SummarizerPipe(grupos=1)
    with pytest.raises(UsageError, match="must not hold a key"):
        SummarizerPipe(api_key="sk-secret")
    with pytest.raises(ValueError, match="grupos"):
        spacy.blank("en").add_pipe("summarizer", config={"grupos": 1})


def test_no_concurrency_loses_no_docs() -> None:
    with pytest.raises(UsageError, match="concurrency: 0"):
        SummarizerPipe(concurrency=0)


def test_merged_docs_and_analysis() -> None:
    nlp = blank("en")
    docs = [nlp("Sales rose 12% in 2024."), nlp("Profit fell.")]
    with pytest.warns(UserWarning, match="Skipping Doc custom extension 'summarizer.summary'"):
        assert Doc.from_docs(docs)._.summary is None
    assert "doc._.summary" in nlp.analyze_pipes()["summary"]["summarizer"]["assigns"]


def test_a_foreign_attribute_is_not_taken_over() -> None:
    Doc.set_extension("abstract_of_another", default=None, force=True)
    with pytest.raises(UsageError, match="belongs to another"):
        SummarizerPipe(attribute="abstract_of_another")


def test_spacy_finds_the_component_by_itself() -> None:
    """By the entry point: without an import, and without loading the rest of this package with every pipeline."""
    code = "import sys, spacy; nlp = spacy.blank('en'); assert 'summarizer.api' not in sys.modules;nlp.add_pipe('summarizer'); print(nlp('Sales rose 12% in 2024. Profit fell.')._.summary.to_line())"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.stderr == "" and "Core Viewpoint - " in result.stdout
