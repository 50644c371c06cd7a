"""The offline engine says what the article says: no captions, questions, older mail or boilerplate."""

from __future__ import annotations

import pytest

from summarizer import Document, Settings, summarize
from summarizer.extractive import rank_passages, write_offline
from summarizer.extractive.own_claims import QUESTION_LEVEL, original_numbers, restrict_to_claims
from summarizer.models import Block, BlockRole

NEWS = """新桥通车

全长3.2公里的新桥昨日通车，总投资14亿元。

过江时间由40分钟缩短到8分钟，每天约有6万辆车经过。

夜里的新桥灯光与江水，市民在桥头拍照留念。

附近三个区的公交线路同时调整，新增12条线路。

本文不构成投资建议，转载请注明出处并联系我们的编辑部。
"""
INTERVIEW = """记者：今年会涨价吗？有人说会涨两成。

林局长：不会涨价。现行收费维持到2028年。

记者：新线路什么时候开通？

林局长：12号线明年五月开通，全长21公里，设16座车站。
"""
DIGEST = "财经早报\n\n" + "\n\n".join(
    f"{number}、{item}"
    for number, item in enumerate(
        [
            "央行开展1200亿元逆回购操作，利率与此前持平。",
            "7月社会消费品零售总额同比增长3.7%。",
            "北京至雄安的高铁支线10月开通。全程半小时。",
            "一家车企宣布在匈牙利建厂，投资20亿欧元。",
            "国际金价收于每盎司3412美元，连涨三日。",
            "台风今晚在浙江沿海登陆，多趟列车停运。",
            "教育部公布新的体育课标准，每天一节课。",
            "两家造船厂合并，订单排到2029年。",
        ],
        1,
    )
)


def with_roles(document: Document, **roles: BlockRole) -> Document:
    """The document with roles by block: `b3="caption"`."""
    blocks = (block.model_copy(update={"role": roles.get(f"b{block.number}", block.role)}) for block in document.blocks)
    return document.model_copy(update={"blocks": tuple(blocks)})


def cited_blocks(document: Document, **choices: int) -> list[Block]:
    summary = summarize(document, Settings.model_validate(choices))
    return [document.block(n) for _, statement in summary.statements() for n in statement.citations]


@pytest.mark.parametrize("role", ["caption", "byline", "footnote", "quoted", "question", "boilerplate"])
def test_other_roles_are_never_selected(role: BlockRole) -> None:
    document = with_roles(Document.from_text(NEWS), b3=role, b5=role)
    cited = {block.number for block in cited_blocks(document, groups=12, points=12)}
    assert cited and cited <= {1, 2, 4}
    assert {document.sentence(p.sentence).block for p in rank_passages(document)} == {1, 2, 4}


def test_other_roles_weigh_nothing() -> None:
    plain = Document.from_text(NEWS.replace("夜里的新桥灯光与江水，市民在桥头拍照留念。\n\n", ""))
    document = with_roles(Document.from_text(NEWS), b3="caption")
    texts = [[p.text for p in rank_passages(one)] for one in (plain, document)]
    assert texts[0] == texts[1]


def test_a_document_of_nothing_else_is_summarised() -> None:
    document = with_roles(Document.from_text(NEWS), **{f"b{n}": "boilerplate" for n in range(1, 6)})
    assert cited_blocks(document)


def test_a_document_of_claims_alone_is_taken_as_it_is() -> None:
    document = Document.from_text(NEWS.rsplit("\n\n", 1)[0])
    assert restrict_to_claims(document) is document
    assert list(original_numbers(document, document)) == [s.number for s in document.sentences]


def test_answers_are_reported_and_questions_are_not() -> None:
    document = Document.from_text(INTERVIEW)
    assert {block.role for block in cited_blocks(document, groups=5, points=5)} == {"answer"}


def test_a_shape_takes_claims_alone() -> None:
    document = with_roles(Document.from_text(NEWS), b3="caption", b5="boilerplate")
    draft = write_offline(document, Settings(shape="news")).draft
    cited = {document.sentence(n).block for _, _, s in draft.statements() for n in s.sentences}
    assert cited and not cited & {3, 5}


def test_what_was_asked_heads_the_answer() -> None:
    part = restrict_to_claims(Document.from_text(INTERVIEW))
    asked = [heading for heading in part.headings if heading.level == QUESTION_LEVEL]
    assert len(asked) > 1 and all("？" in heading.text for heading in asked)
    assert all(part.text[heading.start : heading.end].split() == heading.text.split() for heading in asked)


def test_headings_stay_above_their_sections() -> None:
    text = "标题在此\n\n## 一季度\n\n图为工地。\n\n一季度卖出三千套，比去年多一成。\n\n## 二季度\n\n二季度卖出四千套，均价没有变化。\n"
    part = restrict_to_claims(with_roles(Document.from_text(text), b1="caption"))
    assert [(heading.text, heading.before) for heading in part.headings] == [("一季度", 1), ("二季度", 2)]


@pytest.mark.parametrize(("choices", "expected"), [({}, 8), ({"groups": 2, "points": 3}, 8), ({"groups": 1, "points": 2}, 4)])
def test_a_digest_is_covered_by_the_heads_of_its_items(choices: dict[str, int], expected: int) -> None:
    document = Document.from_text(DIGEST)
    cited = [block.number for block in cited_blocks(document, **choices)]
    assert len(set(cited)) == len(cited) == expected
    statements = [statement.text for _, statement in summarize(document, Settings.model_validate(choices)).statements()]
    assert not any("全程半小时" in text for text in statements), "what follows the head of an item"
