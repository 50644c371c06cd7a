"""The parts of the offline engine: words, passages, cuts, noun phrases, shortening."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.extractive import content as content_module
from summarizer.extractive import segmentation as grouping
from summarizer.extractive import segmentation as topics
from summarizer.extractive.compression import shortened
from summarizer.extractive.content import content_of
from summarizer.extractive.features import NAMES, degree, divide, features_of
from summarizer.extractive.ranking import Ranking
from summarizer.extractive.scoring import KINDS, as_toml, model, score
from summarizer.extractive.segmentation import Part, group_count, parts_of
from summarizer.extractive.statements import statement_text
from summarizer.extractive.titles import heading_title
from summarizer.languages.chinese import jieba_tagger as tagger
from summarizer.languages.noun_phrases import noun_phrases
from summarizer.languages.words import chinese_tokenizer
from summarizer.models import Document

NEWS = "The central bank raised its key rate to 5 percent. The rate is the highest in 20 years. Prices rose 8 percent in May. The bank expects prices to fall next year. Analysts had expected a smaller rise of the rate."


# ------------------------------------------------------------------------------------------------------------ words


def test_terms_are_counted_without_function_words_and_figures() -> None:
    content = content_of(["The banks raised the rate to 5", "A bank cut rates"], "en")
    assert sorted(content.totals.tolist()) == [1.0, 1.0, 2.0, 2.0]  # raised, cut, bank(s), rate(s)
    assert content.place.tolist().count(0) == 3
    assert content.figures.tolist() == [1.0, 0.0]


def test_a_word_counts_the_same_whenever_it_is_met() -> None:
    content_module._words.cache_clear()
    first = content_of(["the bank", "The bank"], "en")
    assert first.totals.tolist() == content_of(["the bank", "The bank"], "en").totals.tolist() == [2.0]


def test_chinese_terms_are_pairs_without_function_characters() -> None:
    content = content_of(["银行加息", "银行的利息"], "zh")
    assert len(content.totals) == 4  # 银行 行加 加息 利息; 的 divides
    assert content.totals.max() == 2.0


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("He said so", "en", "leans"),
        ("Why is it so?", "en", "question"),
        ('"It is so," she said', "en", "quote"),
        ("Winner: the team poses with the cup", "en", "caption"),
        ("但是利润下降", "zh", "leans"),
        ("为什么下降？", "zh", "question"),
        ("他说：“利润下降”", "zh", "quote"),
        ("图为工厂外景", "zh", "caption"),
    ],
)
def test_flags(text: str, language: str, kind: str) -> None:
    flags = getattr(content_of(["Profit fell in May", text] if language == "en" else ["五月利润下降", text], language), kind)  # type: ignore[arg-type]  # the parameter is one of the two
    assert flags.tolist() == [0.0, 1.0]


@given(st.lists(st.text(max_size=40), min_size=1, max_size=8))
def test_content_fits_any_passages(texts: list[str]) -> None:
    for language in ("en", "zh"):
        content = content_of(texts, language)  # type: ignore[arg-type]  # as above
        assert content.passages == len(texts)
        assert len(content.place) == len(content.term) == len(content.count)
        assert np.isclose(content.count.sum(), content.totals.sum())


def test_degree_equals_the_sum_over_pairs() -> None:
    content = content_of([sentence for sentence in NEWS.split(". ")], "en")
    bags = [dict(zip(content.term[content.place == i], content.count[content.place == i], strict=True)) for i in range(5)]
    sizes = [sum(bag.values()) for bag in bags]
    expected = [sum(bags[j].get(term, 0) * n / np.sqrt(sizes[i] * sizes[j]) for j in range(5) if j != i for term, n in bags[i].items()) for i in range(5)]
    assert np.allclose(degree(content.place, 5, content)[0], expected)


# --------------------------------------------------------------------------------------------------- ranking


def test_chinese_sentences_are_divided_at_commas_into_clauses_of_eight_characters() -> None:
    passages = divide(["公司第一季度营收增长，利润却下降了两成，原因是成本上升。", "好的。"], [0, 0], "zh")
    assert passages.texts == ["公司第一季度营收增长，", "利润却下降了两成，", "原因是成本上升。", "好的。"]
    assert passages.sentence.tolist() == [0, 0, 0, 1]
    assert passages.part.tolist() == [0, 1, 2, 0]


def test_datelines_are_no_part_of_a_passage() -> None:
    passages = divide(["新华社北京5月8日电（记者王某）全国铁路运行图将调整。", "据悉，调整后车次增加。"], [0, 0], "zh")
    assert passages.texts[0].startswith("全国铁路")


def test_features_have_a_row_for_each_name_and_weights_a_figure() -> None:
    document = Document.from_text(NEWS)
    scored = score(document)
    assert features_of(scored.passages, scored.content).shape == (len(NAMES), 5)
    assert all(len(getattr(model(), kind)) == len(NAMES) for kind in KINDS)
    assert as_toml(model()).count("=") == len(KINDS) * len(NAMES)


def test_the_lead_of_news_comes_first_and_repetition_last() -> None:
    text = NEWS + " The central bank raised its key rate to 5 percent."
    order = [passage.sentence for passage in Ranking(score(Document.from_text(text)))]
    assert order[0] == 1
    assert order.index(6) > 1, "what the first sentence said is not said again at once"


def test_a_transcript_is_told_from_news() -> None:
    talk = "然后我觉得呢，这个事情其实我们大家都知道，对吧？那你说我们应该怎么做呢？我想就是说要慢慢来吧。" * 3
    assert score(Document.from_text(talk)).transcript > 0.9
    assert score(Document.from_text(NEWS)).transcript == 0.0


# ------------------------------------------------------------------------------------------------------ cuts


def test_cuts_fall_where_the_words_change() -> None:
    texts = [f"apple pear plum cherry orchard fruit {i}" for i in range(6)] + [f"engine wheel brake motor car road {i}" for i in range(6)]
    content = content_of(texts, "en")
    assert topics.cuts(texts, content.place, content, 2, "en") == [6]


def test_a_chair_who_asks_the_next_question_is_a_turn() -> None:
    answer = "我们公司今年的产能继续扩大并且成本稳步下降"
    texts = [answer] * 4 + ["好，谢谢张总。下一个问题想请教李总，您怎么看？"] + [answer] * 5
    content = content_of(texts, "zh")
    assert topics.cuts(texts, content.place, content, 2, "zh") == [4]


@given(st.integers(2, 30), st.integers(2, 8), st.randoms())
def test_cuts_are_ascending_inside_and_not_too_many(size: int, parts: int, random: object) -> None:
    texts = [" ".join(random.choice(["alpha", "beta", "gamma", "delta"]) for _ in range(6)) for _ in range(size)]  # type: ignore[attr-defined]  # hypothesis types it as object
    content = content_of(texts, "en")
    found = topics.cuts(texts, content.place, content, parts, "en")
    assert found == sorted(set(found)) and all(0 < cut < size for cut in found) and len(found) <= parts - 1


def test_sections_are_parts_and_small_neighbours_are_joined() -> None:
    body = "The plant makes steel for ships and bridges. It employs four hundred people in two halls.\n\n"
    text = "".join(f"## Part {word}\n\n{body}" for word in ("one", "two", "three", "four"))
    document = Document.from_text("Steel in the north\n\n" + text)
    assert [part.heading for part in parts_of(document, score(document), 5)] == ["Part one", "Part two", "Part three", "Part four"]
    joined = parts_of(document, score(document), 3)
    assert len(joined) == 3
    assert all(a.end == b.start for a, b in itertools.pairwise(joined))
    assert (joined[0].start, joined[-1].end) == (0, len(document.sentences))


@given(st.lists(st.tuples(st.integers(1, 6), st.sampled_from([None, "a", "b"])), min_size=1, max_size=25), st.integers(1, 6))
def test_the_shortest_pair_is_joined_first(sizes: list[tuple[int, str | None]], limit: int) -> None:
    ends = list(itertools.accumulate(size for size, _ in sizes))
    parts = [Part(end - size, end, heading) for end, (size, heading) in zip(ends, sizes, strict=True)]
    expected = list(parts)
    while len(expected) > limit:  # by looking at every pair, which is quadratic
        at = min(range(len(expected) - 1), key=lambda i: len(expected[i]) + len(expected[i + 1]))
        first, second = expected[at : at + 2]
        expected[at : at + 2] = [Part(first.start, second.end, (first if len(first) >= len(second) else second).heading)]
    assert grouping._merged(parts, limit) == expected


def test_joining_many_sections_compares_each_but_a_few_times() -> None:
    compared = 0

    class Counted(Part):
        def __len__(self) -> int:
            nonlocal compared
            compared += 1
            return self.end - self.start

    assert len(grouping._merged([Counted(at, at + 1) for at in range(3000)], 5)) == 5
    assert compared < 20 * 3000


def test_group_count_grows_with_the_text() -> None:
    counts = [group_count(score(Document.from_text(NEWS + f" {NEWS}" * times)), 5) for times in (0, 3, 8, 30)]
    assert counts == sorted(counts) and counts[0] == 1 and counts[-1] == 5


# ------------------------------------------------------------------------------------------------ noun phrases


def test_words_are_jiebas_own() -> None:
    texts = ["区块链技术推动了数字经济的发展", "北京市发展和改革委员会发布通知", "南方医科大学原副校长受贿案开庭"]
    for text, words in zip(texts, tagger.tagged(texts), strict=True):
        assert [word.text for word in words] == list(chinese_tokenizer().cut(text))


def test_traditional_characters_are_read_as_simplified_and_kept() -> None:
    words = tagger.tagged(["區塊鏈技術推動了數字經濟的發展"])[0]
    assert [word.text for word in words] == ["區塊", "鏈", "技術", "推動", "了", "數字", "經濟", "的", "發展"]
    assert words[2].tag == "n"


def test_no_two_words_of_the_dictionary_share_a_key() -> None:
    keys = tagger._dictionary()["key"]
    assert len(keys) > 340_000
    assert len(keys) - len(np.unique(keys)) <= 1  # the dictionary lists one word twice


@pytest.mark.parametrize(
    ("text", "language", "wanted", "unwanted"),
    [
        ("The shortage of chips hit the car industry. Car makers blamed the supply chain.", "en", {"shortage of chips", "car industry", "supply chain"}, {"blamed", "hit"}),
        ("Minister Anna Berg met the Bank of England's governor.", "en", {"Minister Anna Berg"}, {"Anna", "Berg"}),
        ("She won the world cross country championships at last.", "en", {"world cross country championships", "cross country championships"}, {"world cross", "world cross country"}),
        ("He lost his temper in the heat of the moment and wrote about mundane, everyday things of the past.", "en", set(), {"temper in the heat", "mundane"}),
        ("Coach Gregory van der Berg praised the team. The city council bans cars.", "en", {"Coach Gregory van der Berg", "city council"}, {"Coach Gregory van der", "Gregory van der Berg", "bans cars", "council bans"}),
        ("The board discussed a ban on private cars in Harrow.", "en", {"ban on private cars"}, {"cars in"}),
        ("CURRENT JOB: head of a school. The job wasn’t easy.", "en", set(), {"CURRENT JOB", "job wasn’t", "job wasn't"}),
        ("成都建成1小时交通圈，访问越南的李校长介绍了新的物流公司。", "zh", {"物流公司"}, {"交通", "小时交通", "访问越南", "李校长"}),
        ("中人物关系与部门调查不力，节奏调整法国队。", "zh", {"人物关系"}, {"中人物关系", "部门调查不力", "节奏调整法国队"}),
        ("The crash killed two, NBC reports. Copper prices rose.", "en", {"Copper prices"}, {"NBC reports"}),
        ("全面战略合作伙伴关系不断深化。", "zh", {"全面战略合作伙伴关系", "合作伙伴关系"}, {"全面战略", "战略合作伙伴"}),
        ("区块链技术的瓶颈在于性能和成本。", "zh", {"区块链技术的瓶颈", "性能", "成本"}, {"在于", "瓶颈在于"}),
        ("南方医科大学发布了研究成果。", "zh", {"南方医科大学", "研究成果"}, {"发布"}),
    ],
)
def test_noun_phrases(text: str, language: str, wanted: set[str], unwanted: set[str]) -> None:
    found = set(noun_phrases([text], language))  # type: ignore[arg-type]  # as above
    assert wanted <= found
    assert not unwanted & found


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("三、龙头拉开身位", "龙头拉开身位"),
        ("**2.1 Results**", "Results"),
        ("Chapter 4: The Turn", "The Turn"),
        ("一", None),
        ("x" * 80, None),
    ],
)
def test_headings_as_titles(heading: str, title: str | None) -> None:
    assert heading_title(heading) == title


# -------------------------------------------------------------------------------------------------- shortening


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
    assert statement_text(text, language) == statement  # type: ignore[arg-type]  # as above


def test_noises_of_speech_go_and_doubled_words_stay() -> None:
    assert statement_text("那我们我们慢慢来看看这个问题。", "zh", talk=True) == "我们慢慢来看看问题。"


def test_long_sentences_lose_what_hangs_on_and_never_half_a_pair() -> None:
    tail = "which it had borrowed from several banks during the long and costly expansion of its network in the south and the east"
    document = Document.from_text(f"The company repaid two billion euros of debt to its lenders in the first six months of the year, {tail}.")
    assert shortened(document, score(document), 0).endswith("the first six months of the year")
    chinese = "这份报告指出了今年以来全国工业生产保持平稳增长的主要原因和地区之间的差别，" * 2 + "不仅分析了需求的变化以及企业投资意愿的走势，而且提出了建议。"
    document = Document.from_text(chinese)
    assert "不仅" not in shortened(document, score(document), 0)


@pytest.mark.parametrize("text", ["他说“我们会继续投入。", 'The mayor said: "We will', "The plan (see below is new"])
def test_no_orphan_marks(text: str) -> None:
    statement = shortened(Document.from_text(text), score(Document.from_text(text)), 0)
    assert statement.count('"') % 2 == 0
    assert all(statement.count(a) == statement.count(b) for a, b in ("“”", "()"))
