"""Passages and their features."""

from __future__ import annotations

import numpy as np

from summarizer.extractive.salience import degree_centrality, score_document, split_into_passages
from summarizer.languages import LANGUAGES
from summarizer.models import Document

NEWS = "The central bank raised its key rate to 5 percent. The rate is the highest in 20 years. Prices rose 8 percent in May. The bank expects prices to fall next year. Analysts had expected a smaller rise of the rate."


def test_degree_equals_the_sum_over_pairs() -> None:
    content = LANGUAGES["en"].compute_passage_statistics([sentence for sentence in NEWS.split(". ")])
    bags = [dict(zip(content.term[content.passage == i], content.count[content.passage == i], strict=True)) for i in range(5)]
    sizes = [sum(bag.values()) for bag in bags]
    expected = [sum(bags[j].get(term, 0) * n / np.sqrt(sizes[i] * sizes[j]) for j in range(5) if j != i for term, n in bags[i].items()) for i in range(5)]
    assert np.allclose(degree_centrality(content.passage, 5, content)[0], expected)


def test_chinese_sentences_are_divided_at_commas_into_clauses_of_eight_characters() -> None:
    passages = split_into_passages(["公司第一季度营收增长，利润却下降了两成，原因是成本上升。", "好的。"], [0, 0], "zh")
    assert passages.texts == ["公司第一季度营收增长，", "利润却下降了两成，", "原因是成本上升。", "好的。"]
    assert passages.sentence.tolist() == [0, 0, 0, 1]
    assert passages.part.tolist() == [0, 1, 2, 0]


def test_datelines_are_no_part_of_a_passage() -> None:
    passages = split_into_passages(["新华社北京5月8日电（记者王某）全国铁路运行图将调整。", "据悉，调整后车次增加。"], [0, 0], "zh")
    assert passages.texts[0].startswith("全国铁路")


def test_shortening_cuts_no_figure() -> None:
    text = "新校区位于城北的山脚下并且紧邻地铁，项目的总占地面积达到62，200平方米，决赛主队以3：1取胜，包括教学楼、学生宿舍、图书馆、体育馆和食堂等，未来可以容纳两千名学生在这里学习和生活。"
    (clause,) = (c for c in _clauses_of(text) if "62" in c)
    assert "62，200平方米" in clause
    assert any("3：1" in c for c in _clauses_of(text))


def _clauses_of(text: str) -> list[str]:
    return split_into_passages([text], [0], "zh").texts


def test_a_transcript_is_told_from_news() -> None:
    talk = "然后我觉得呢，这个事情其实我们大家都知道，对吧？那你说我们应该怎么做呢？我想就是说要慢慢来吧。" * 3
    assert score_document(Document.from_text(talk)).spokenness > 0.9
    assert score_document(Document.from_text(NEWS)).spokenness == 0.0
