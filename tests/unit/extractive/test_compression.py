"""Sentences as statements."""

from __future__ import annotations

import pytest

from summarizer.extractive.compression import _complete_end, compress, to_statement
from summarizer.extractive.salience import score_document
from summarizer.languages import LANGUAGES
from summarizer.models import Document


@pytest.mark.parametrize(
    ("text", "language", "statement"),
    [
        ("新华社北京5月8日电（记者王某 李某）全国铁路将调图。", "zh", "全国铁路将调图。"),
        ("记者从市发展改革委获悉，热电厂已关停。", "zh", "热电厂已关停。"),
        ("此外，公司净利润下降8%。", "zh", "公司净利润下降8%。"),
        ("在30日的世界公开赛中他获胜。", "zh", "在30日的世界公开赛中他获胜。"),
        ("当地时间30日，法国队将迎战爱尔兰队。", "zh", "当地时间30日，法国队将迎战爱尔兰队。"),
        ("停留不超过30日，免办签证。", "zh", "停留不超过30日，免办签证。"),
        ("增设免税店成为8日召开的省两会热议话题。", "zh", "增设免税店成为8日召开的省两会热议话题。"),
        ("对于大多数行业来说门槛很高。", "zh", "对于大多数行业来说门槛很高。"),
        ("LONDON, England (CNN) -- The bank raised its rate.", "en", "The bank raised its rate."),
        ("However, sales fell by 3%.", "en", "Sales fell by 3%."),
        ("- **Sales** fell by [3%](http://example.org).", "en", "Sales fell by 3%."),
    ],
)
def test_what_goes_without_hurting_the_grammar(text: str, language: str, statement: str) -> None:
    assert to_statement(text, language) == statement  # type: ignore[arg-type]  # as above


def test_noises_of_speech_go_and_doubled_words_stay() -> None:
    assert to_statement("那我们我们慢慢来看看这个问题。", "zh", spoken=True) == "我们慢慢来看看问题。"


def test_names_keep_their_characters_in_talk() -> None:
    assert to_statement("我们在哈尔滨待了三年哈，巴哈马也去过", "zh", spoken=True) == "我们在哈尔滨待了三年，巴哈马也去过"


def test_long_sentences_lose_what_hangs_on_and_never_half_a_pair() -> None:
    tail = "which it had borrowed from several banks during the long and costly expansion of its network in the south and the east"
    document = Document.from_text(f"The company repaid two billion euros of debt to its lenders in the first six months of the year, {tail}.")
    assert compress(document, score_document(document), 0).endswith("the first six months of the year")
    chinese = "这份报告指出了今年以来全国工业生产保持平稳增长的主要原因和地区之间的差别，" * 2 + "不仅分析了需求的变化以及企业投资意愿的走势，而且提出了建议。"
    document = Document.from_text(chinese)
    assert "不仅" not in compress(document, score_document(document), 0)


@pytest.mark.parametrize("text", ["他说“我们会继续投入。", 'The mayor said: "We will', "The plan (see below is new"])
def test_no_orphan_marks(text: str) -> None:
    statement = compress(Document.from_text(text), score_document(Document.from_text(text)), 0)
    assert statement.count('"') % 2 == 0
    assert all(statement.count(a) == statement.count(b) for a, b in ("“”", "()"))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The lava lit the night above the old town A pump was sold to the village for ninety dollars in May.", "A pump was sold to the village for ninety dollars in May"),
        ("The yard on the island was closed for good in May He had worked there.", "The yard on the island was closed for good in May"),
        ("Farmers drink from The Old Well on Sundays.", "Farmers drink from The Old Well on Sundays"),
    ],
)
def test_of_two_sentences_run_together_one_is_kept(text: str, kept: str) -> None:
    document = Document.from_text(text)
    assert compress(document, score_document(document), 0) == kept


def test_a_chinese_statement_does_not_end_where_the_scene_is_set() -> None:
    text = (
        "检察机关指控，被告人在担任东河水泵厂厂长、东河集团副总经理和西山水库管理处处长等职务的十二年期间，利用其负责采购与验收的职务便利，"
        "先后多次收受供应商的财物，共计人民币四百五十八万元，其中最大的一笔来自一名工程承建商，后者为此伪造了三份验收单据。"
    )
    document = Document.from_text(text)
    statement = compress(document, score_document(document), 0)
    assert len(statement) < len(text) - 20
    assert not statement.endswith(("期间", "便利"))
    listed = "代表团受到省长张某，副省长李某，秘书长王某、外事办主任赵某等的热情欢迎，随后参观了水泵厂、水库和农业试验站，并与当地的技术人员座谈，听取了他们对灌溉设备维修和更新的意见和建议。"
    assert _complete_end(["代表团受到省长张某，", "副省长李某，", "秘书长王某、", "外事办主任赵某等的热情欢迎，", "随后参观了水泵厂。"], 0, 2, 60, LANGUAGES["zh"].statements) == 4
    assert "欢迎" in compress(Document.from_text(listed), score_document(Document.from_text(listed)), 0)
