"""Laws: a check never raises, evidence slices back, an untouched sentence is never unsupported."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import SummarizerError
from summarizer.grounding import check_statement
from summarizer.grounding.report import check_summary
from summarizer.grounding.source import SourceIndex, build_evidence_from_blocks, build_evidence_from_sentences
from summarizer.models import Document, Statement, Summary

# Pieces in which the checks see something, and any characters at all between them.
PIECES = st.sampled_from(
    [
        "阿里巴巴",
        "增长26%",
        "下降",
        "没有",
        "不会",
        "333.98亿元",
        "第三季度",
        "2023年",
        "“引语在此”",
        "《书名》",
        "吴泳铭",
        "，",
        "。",
        "（",
        "）",
        " ",
        "\n\n",
        "Alibaba",
        "rose 26%",
        "fell",
        "not ",
        "will ",
        "may ",
        "$4.5 billion",
        "Q3",
        "in 2023",
        '"quoted words here"',
        "Xi Jinping",
        ". ",
        ", ",
        "O'Neill",
        "GPT-4",
        "U.S.",
        "１２３％",
        "億",
        "\u0130",
        "\U0001f600",
        "e\u0301",
        "\ufb01",
        "\x00",
        "\u202e",
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=14).map("".join)
PROSE = """\
新华社记者报道，比亚迪2024年卖出427.2万辆汽车，同比增长41.26%，其中海外销量41.7万辆。公司表示不会裁员，“价格战没有赢家”。
欧盟自2024年10月30日起加征关税，比亚迪为17.0%，吉利为18.8%，上汽为35.3%！
Mr. O'Neill, of AT&T Inc., said it won't cut jobs; sales rose 3.5% to $1.2bn in Q3. "We did not expect this," he added.
Of the 1,200 workers, nearly two thirds voted against the U.S. plan, which the board had approved 9-3 on May 4th.
"""


def document_of(text: str) -> Document | None:
    try:
        return Document.from_text(text)
    except SummarizerError:
        return None


@settings(max_examples=150, deadline=None)
@given(claim=TEXTS, source=TEXTS)
def test_a_check_never_raises(claim: str, source: str) -> None:
    document = document_of(source)
    if document is None:
        return
    evidence = build_evidence_from_blocks([1, 2], document)
    assert check_statement(claim, evidence, SourceIndex(document)).status in ("supported", "partial", "unsupported", "unchecked")
    index = SourceIndex(document)
    for citations in ("strict", "loose"):
        report = check_summary(Summary(language="en", core_viewpoint=Statement(text=claim, citations=(1,))), index, citations)
        for item in report.entries[0].statement.evidence:
            assert document.text[item.start : item.end] == item.quote
            assert document.block(item.block).start <= item.start < item.end <= document.block(item.block).end


@settings(max_examples=150, deadline=None)
@given(source=TEXTS)
def test_an_untouched_sentence_is_never_unsupported(source: str) -> None:
    document = document_of(source)
    for sentence in document.sentences if document else ():
        support = check_statement(sentence.text, build_evidence_from_blocks([sentence.block], document), SourceIndex(document))
        assert not support.findings, (sentence.text, support)


def test_untouched_sentences_of_prose() -> None:
    document = Document.from_text(PROSE)
    for sentence in document.sentences:
        support = check_statement(sentence.text, build_evidence_from_sentences([sentence.number], document), SourceIndex(document))
        assert support.status == "supported", (sentence.text, support)


def test_neighbouring_sentences_together_are_supported() -> None:
    document = Document.from_text(PROSE)
    first, second = document.sentences[:2]
    assert first.block == second.block
    support = check_statement(first.text + second.text, build_evidence_from_blocks([first.block], document), SourceIndex(document))
    assert support.status == "supported"


@settings(max_examples=80, deadline=None)
@given(numbers=st.lists(st.integers(min_value=-3, max_value=60), max_size=8), source=TEXTS)
def test_evidence_slices_back(numbers: list[int], source: str) -> None:
    document = document_of(source)
    for item in (*build_evidence_from_sentences(numbers, document), *build_evidence_from_blocks(numbers, document)) if document else ():
        assert document.text[item.start : item.end] == item.quote
