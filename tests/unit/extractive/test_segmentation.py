"""Topic boundaries, sections and the number of groups."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from summarizer.extractive import segmentation
from summarizer.extractive.salience import score_document
from summarizer.extractive.segmentation import TopicSegment, count_groups, segment_document
from summarizer.languages import LANGUAGES
from summarizer.models import Document, Heading

NEWS = "The central bank raised its key rate to 5 percent. The rate is the highest in 20 years. Prices rose 8 percent in May. The bank expects prices to fall next year. Analysts had expected a smaller rise of the rate."


def test_cuts_fall_where_the_words_change() -> None:
    texts = [f"apple pear plum cherry orchard fruit {i}" for i in range(6)] + [f"engine wheel brake motor car road {i}" for i in range(6)]
    content = LANGUAGES["en"].compute_passage_statistics(texts)
    assert segmentation.find_boundaries(texts, content.passage, content, 2, "en") == [6]


def test_a_chair_who_asks_the_next_question_is_a_turn() -> None:
    answer = "我们公司今年的产能继续扩大并且成本稳步下降"
    texts = [answer] * 4 + ["好，谢谢张总。下一个问题想请教李总，您怎么看？"] + [answer] * 5
    content = LANGUAGES["zh"].compute_passage_statistics(texts)
    assert segmentation.find_boundaries(texts, content.passage, content, 2, "zh") == [4]


@given(st.integers(2, 30), st.integers(2, 8), st.randoms())
def test_cuts_are_ascending_inside_and_not_too_many(size: int, parts: int, random: object) -> None:
    texts = [" ".join(random.choice(["alpha", "beta", "gamma", "delta"]) for _ in range(6)) for _ in range(size)]  # type: ignore[attr-defined]  # hypothesis types it as object
    content = LANGUAGES["en"].compute_passage_statistics(texts)
    found = segmentation.find_boundaries(texts, content.passage, content, parts, "en")
    assert found == sorted(set(found)) and all(0 < cut < size for cut in found) and len(found) <= parts - 1


def test_sections_are_parts_and_small_neighbours_are_joined() -> None:
    body = "The plant makes steel for ships and bridges. It employs four hundred people in two halls.\n\n"
    text = "".join(f"## Part {word}\n\n{body}" for word in ("one", "two", "three", "four"))
    document = Document.from_text("Steel in the north\n\n" + text)
    assert [heading.text for part in segment_document(document, score_document(document), 5) for _, heading in part.headings] == ["Part one", "Part two", "Part three", "Part four"]
    joined = segment_document(document, score_document(document), 3)
    assert len(joined) == 3
    assert all(a.end == b.start for a, b in itertools.pairwise(joined))
    assert (joined[0].start, joined[-1].end) == (0, len(document.sentences))


HEADINGS = {text: Heading(level=2, before=1, start=0, end=1, text=text) for text in "ab"}


@given(st.lists(st.tuples(st.integers(1, 6), st.sampled_from([None, "a", "b"])), min_size=1, max_size=25), st.integers(1, 6))
def test_the_shortest_pair_is_joined_first(sizes: list[tuple[int, str | None]], limit: int) -> None:
    ends = list(itertools.accumulate(size for size, _ in sizes))
    parts = [TopicSegment(end - size, end, ((end - size, HEADINGS[heading]),) if heading else ()) for end, (size, heading) in zip(ends, sizes, strict=True)]
    expected = list(parts)
    while len(expected) > limit:  # by looking at every pair, which is quadratic
        at = min(range(len(expected) - 1), key=lambda i: len(expected[i]) + len(expected[i + 1]))
        first, second = expected[at : at + 2]
        expected[at : at + 2] = [TopicSegment(first.start, second.end, first.headings + second.headings)]
    assert segmentation._merge_sections(parts, limit) == expected


def test_joining_many_sections_compares_each_but_a_few_times() -> None:
    compared = 0

    class Counted(TopicSegment):
        def __len__(self) -> int:
            nonlocal compared
            compared += 1
            return self.end - self.start

    assert len(segmentation._merge_sections([Counted(at, at + 1) for at in range(3000)], 5)) == 5
    assert compared < 20 * 3000


def test_group_count_grows_with_the_text() -> None:
    counts = [count_groups(score_document(Document.from_text(NEWS + f" {NEWS}" * times)), 5) for times in (0, 3, 8, 30)]
    assert counts == sorted(counts) and counts[0] == 1 and counts[-1] == 5


def test_a_long_section_is_divided_by_its_topics() -> None:
    ships = "The yard in Harrow built nine electric ferries for the northern route and hired welders. " * 6
    tax = "The council raised the water tax for farmers and cut the levy on rain barrels by half. " * 6
    text = f"# Report\n\n## The town\n\n{ships}\n\n{ships}\n\n{ships}\n\n{tax}\n\n{tax}\n\n{tax}\n\n## The end\n\nThe year was long. The town is well."
    document = Document.from_text(text)
    parts = segment_document(document, score_document(document), 5)
    assert len(parts) > 2
    assert [a.end == b.start for a, b in itertools.pairwise(parts)] == [True] * (len(parts) - 1)
    assert [heading.text for _, heading in parts[0].headings] == ["The town"] and not parts[1].headings
    assert parts[1].topic == parts[1].continued == "The town" and parts[-1].headings[0][1].text == "The end"
    first_tax = next(s.number - 1 for s in document.sentences if "tax" in s.text)
    assert first_tax in {part.start for part in parts}
