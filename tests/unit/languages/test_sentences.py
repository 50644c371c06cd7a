"""Sentence boundaries: cases by phenomenon (a bar shows where a sentence ends), and the laws of spans."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.languages.sentences import divide_long, sentence_spans

CASES = {
    "decimals": [
        "公司营业收入1476.94亿元，同比增长3.5%。|净利润持平。",
        "他买了３．５公斤苹果。|价格是2.8元。",
        "Revenue was $3.5 billion.| Costs were 2.25 billion.",
        "She has $100.00 in her bag.| It is hers.",
    ],
    "titles": ["Dr. No met Gen. Lee and Mrs. Hall.| They spoke.", "Were Prof. Wu and St. John there?| No."],
    "companies": [
        "They bought Acme Corp. at noon.| It closed at one.",
        "Apple Inc. Chief Executive Cook spoke.| Nobody asked.",
        "They sold Hill & Co.| It closed yesterday.",
        "Ask Jane and co.| They know.",
    ],
    "acronyms": [
        "I live in the U.S.| How about you?",
        "He works for the U.S. Government in Virginia.",
        "He has lived in the U.K. for long.",
        "She took a Ph.D. in Bonn.| Then she left.",
    ],
    "times of day": ["It opens at 9 a.m. Monday in Tokyo.| Come early.", "We left at 6 p.m.| Mr. Hall stayed.", "At 5 a.m. Mr. Hall went out.", "The call starts at 10 a.m. (EST) today."],
    "before numbers": ["See Fig. 3 and No. 5 on p. 55.| Then go on.", "No.| He would not.", "On Oct. 5 they left.| It rained."],
    "initials": ["J. K. Hall met George W. Moore.| They spoke.", "He takes vitamin C.| Studies show it helps.", "You and I.| Did you see Albert I. Jones?"],
    "addresses": ["Her email is Jane.Doe@example.com.| Write to her.", "See https://www.example.50.com/a_b.html.| It is down.", "Node.js and ASP.NET are frameworks.| So is Vue.js."],
    "closing quotes": [
        "他说：“我们会继续投入。”|会议随后结束。",
        "他問：「誰會來呢？」。|沒有人回答。",
        "她說：『走吧。』|大家走了。",
        'He said, "This is great."| She left.',
        'She said, "This is great." and left.',
        "(He had left.)| She had not.",
    ],
    "straight quotes in Chinese": ['他走了。|"我来了。"她说。', '"你好吗？"他问。|"我很好。"她说。'],
    "speech tags": ["“我们会继续投入。”他说。|会议结束。", '"Can it fly?" Hailey later asked.| Nobody knew.', "“Stop!” he cried.| She ran."],
    "short quotes and titles of works stay whole": ["他喊道：“快跑！快跑！”|大家都跑了。", "我们去看《摔跤吧！爸爸》好吗？|好！"],
    "brackets within a sentence": ["他毕业于清华大学（当时叫清华学堂。）后来去了美国。", "He taught (he had been an engineer.) at the school.", "The decision [see Sec. 4.2.1] holds.| Good."],
    "ellipses": [
        "I never meant that....| She left.",
        "Well ... what I mean . . . is this.",
        "The text [...] goes on.| It ends.",
        "我……我不知道。",
        "他想了很久很久才终于开口……|第二天他就走了。",
        "Not abandoned.| . . . The practice went on.",
    ],
    "several marks": ["真的吗？！|我不信。|好！！！", "Hello?!| Is that you?", "What??| No way!"],
    "exclamation within a name": ["She works at Yahoo! in the accounts office.| He does not."],
    "small letters": ["he went home.| then he slept.", "It sold shares.| eBay fell."],
    "list numbers": ["1. Build it.| 2. Test it.", "1) build it| 2) test it| 3) ship it", "a. The first| b. The second", "We (1) build and (2) test it.", "• 9. The first| • 10. The second", "（1）先做这个。|（2）再做那个。"],
    "references": ["He was a martyr.[1]| The emperor issued a decree.", "There was a gap in care.11 12| Take the common cold."],
    "no space behind": ["Hello there.|Today is Tuesday.|It rains.", "It ran.|他走了。", "真的?|是的!|好."],
    "mixed lines": ["公司发布了GPT-4.5模型。|The model costs $2.5 per million tokens.|价格不变。", "我们用Python 3.11.2版本。|It works."],
    "line breaks": ["cut off in the\nmiddle because of the page", "features\n|contact manager\n|events, activities", "Heading\n\n|the text goes on", "To do:\n|- build it\n|- test it"],
}


@pytest.mark.parametrize("marked", [pytest.param(c, id=f"{name} {i}") for name, cases in CASES.items() for i, c in enumerate(cases)])
def test_boundaries(marked: str) -> None:
    text = marked.replace("|", "")
    assert [text[a:b] for a, b in sentence_spans(text)] == [piece.strip() for piece in marked.split("|")]


TEXTS = st.one_of(
    st.text(max_size=200),
    st.text(st.sampled_from("aAI. 。.!?！？…\n\r\t“”\"'「」（）()[]1）)·：:;,，中文U S e g Mr No . 》《\u3000\u00a0•"), max_size=300),
    st.lists(st.sampled_from(["Mr. ", "U.S. ", "1) ", "2) ", "他说：“好。”", "……", ". . . ", "a.m. ", "Fig. ", "3.5", "\n", "《对！》", '."', "Yahoo! "]), max_size=40).map("".join),
)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_spans_are_ordered_and_cover_every_character(text: str) -> None:
    last, covered = 0, []
    for start, end in sentence_spans(text):
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        covered.append(text[start:end])
        last = end
    assert "".join("".join(covered).split()) == "".join(text.split())


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.integers(1, 40))
def test_divided_spans_are_short_and_cover_the_same(text: str, limit: int) -> None:
    spans = sentence_spans(text)
    divided = divide_long(text, spans, limit)
    assert all(0 < end - start <= limit for start, end in divided)
    assert sorted(divided) == divided
    assert "".join("".join(text[a:b].split()) for a, b in divided) == "".join(text.split())


@pytest.mark.parametrize("unit", ["a. ", "U.S. ", "(a.) ", "1) a 2) b ", '."', "。”", "“a。", "《a！", "\n", ". ", "a. b. ", "……", ".[1]", "公司收入1.5亿元。", "Mr. "])
def test_time_is_linear(unit: str) -> None:
    """Eight times the text takes about eight times as long, far from sixty-four."""

    def seconds(size: int) -> float:
        text = (unit * (size // len(unit) + 1))[:size]
        started = time.process_time()
        sentence_spans(text)
        return time.process_time() - started

    most = 30 * min(seconds(10_000) for _ in range(5)) + 0.03
    assert any(seconds(80_000) < most for _ in range(5))
