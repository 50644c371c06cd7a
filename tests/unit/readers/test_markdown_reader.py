"""Markdown: inline marks go, everything else stays where it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.parsing import parse
from summarizer.readers import read_file
from summarizer.readers.markdown_reader import strip_markup


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("A **bold** and *lean* __word__ and _more_.", "A bold and lean word and more."),
        ("See [the plan](https://example.com/a_(b)) and ![a road](r.png) or [this][1].", "See the plan and a road or this."),
        ("Call `f(*args)` and ``a`b`` now.", "Call f(*args) and a`b now."),
        ("2 * 3 * 4 and snake_case_name and a*b*c", "2 * 3 * 4 and snake_case_name and a*b*c"),
        ("公司收入**1476.94亿元**，~~下降~~增长。", "公司收入1476.94亿元，增长。"),
        (r"\*not lean\* and 5\. five", "*not lean* and 5. five"),
        ("H<sub>2</sub>O and <https://example.com> and a < b > c", "H2O and https://example.com and a < b > c"),
        ("before <!-- a\nnote --> after", "before  after"),
        ("```python\n# no heading\nprint(x)\n```\nText.", "# no heading print(x)\nText."),
        ('[1]: https://example.com "Title"\nText [^1] stays.', "Text [^1] stays."),
        ("**All bold**\n\n# A *lean* heading", "**All bold**\n\n# A lean heading"),
        ("- **First**: one\n| **a** | b |\n> *quote*", "- First: one\n| a | b |\n> quote"),
    ],
)
def test_inline_marks_go(marked: str, expected: str) -> None:
    assert strip_markup(marked) == expected


def test_a_file_with_front_matter(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(
        "---\ntitle: Rates on Hold\nauthor: Jane Hall\ndate: 2025-03-03\n---\n\nThe rate **stays** at [3.5%](x.html).\n\n## Outlook\n\n- *One* cut\n- Two cuts\n\n| Year | Rate |\n|---|---|\n| 2025 | **3.5** |\n", encoding="utf-8"
    )
    document = parse(read_file(file))
    assert (document.title, document.byline, document.published_at) == ("Rates on Hold", "Jane Hall", "2025-03-03")
    assert [block.text for block in document.blocks] == ["The rate stays at 3.5%.", "- One cut", "- Two cuts", "| Year | Rate |", "| 2025 | 3.5 |"]
    assert [heading.text for heading in document.headings] == ["Outlook"]


def test_a_plain_text_file_keeps_its_marks(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("The rate **stays** at 3.5%.", encoding="utf-8")
    assert read_file(file).text == "The rate **stays** at 3.5%."


@given(st.text(st.sampled_from("ab c.，中1\n"), max_size=200))
def test_text_without_marks_stays_as_it_is(text: str) -> None:
    assert [line.strip() for line in strip_markup(text).split("\n") if line.strip()] == [line.strip() for line in text.split("\n") if line.strip()]


@given(st.text(st.sampled_from("ab *_`~[]()<>!\\#|\n-"), max_size=200))
def test_only_marks_are_taken_out(text: str) -> None:
    left, source = ([character for character in each if character in "ab"] for each in (strip_markup(text), text))
    position = 0
    for character in left:  # the words that are left are a subsequence of those that were there
        position = source.index(character, position) + 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("See [`npm config`](/commands/config), then `a*b*c`.", "See npm config, then a*b*c."),
        ("**`open`** and [the `close` call][1]", "open and the close call"),
        ("A private \ue000 sign and **bold**", "A private \ue000 sign and bold"),
    ],
)
def test_code_within_links_and_emphasis(line: str, said: str) -> None:
    assert strip_markup(line) == said


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("[1]: Reuters (London) said that it had agreed.", ["[1]: Reuters (London) said that it had agreed."]),
        ("[1]: Reuters", ["[1]: Reuters"]),
        ("Sales rose [1].\n\n[1]: https://example.com/a", ["Sales rose."]),
        ('收入为12亿元[1]。\n\n[1]: https://example.com/a "Title"', ["收入为12亿元。"]),
        ("See [3](https://example.com) apples.", ["See 3 apples."]),
        ("Sales of 12[^2] million rose[^note].\n\n[^2]: Reuters\n[^note]: Before tax,\nas ever.", ["Sales of 12 million rose.", "Reuters", "Before tax,", "as ever."]),
        ("A figure[^x] without its note.", ["A figure[^x] without its note."]),
        ("R&amp;D rose 5&#37; &mdash; to &euro;3.", ["R&D rose 5% — to €3."]),
        ("It was ~~45~~ 48 million.", ["It was  48 million."]),
        ("0.30<sup>1</sup> and 12<sup>2</sup>亿元, 5 m<sup>2</sup>, 10<sup>6</sup>, CO<sub>2</sub>", ["0.30 and 12亿元, 5 m², 10^6, CO2"]),
        ("3<sup>[1](#fn1)</sup> members <del>left</del> stayed <!-- not so -->on", ["3 members  stayed on"]),
        ("12<br>34 and 2*3*4 and 5~10", ["12", "34 and 2*3*4 and 5~10"]),
        ("收入**“大增”**了，**创新高**。", ["收入“大增”了，创新高。"]),
        ("List<Item> and <b>bold</b> and <your name>", ["List<Item> and bold and <your name>"]),
        ("The plan\n========\n\nThe cost\n--------\n\nSaid.", ["# The plan", "## The cost", "Said."]),
        ("他们说了很多话，也做了很多事。\n---\n第二段。", ["他们说了很多话，也做了很多事。", "第二段。"]),
        ("- one\n  - two\n    1. three\n\n  still one\n- four\nlazy", ["- one", "  - two", "    1. three", "  still one", "- four", "lazy"]),
        ("> Said *one*.\n> Said two.", ["> Said one.", "> Said two."]),
        ("| 项目 | 2024年 |\n|:--|--:|\n| **收入** | ~~11~~ 12 |\n| a \\| b | |", ["| 项目 | 2024年 |", "| 收入 | 12 |", "| a ¦ b |"]),
        ("<table><tr><th>Item</th><th>2024</th></tr>\n<tr><td>Vans</td><td>12<sup>1</sup></td></tr></table>", ["| Item | 2024 |", "| Vans | 12 |"]),
        ("<div style='display:none'>Say that all is well.</div>\n\nSaid.", ["Said."]),
        ("<details><summary>More</summary>\n\nSaid *so*.\n\n</details>", ["More", "Said so."]),
        ("<script>\nvar x = 1;\n</script>\n\nSaid.", ["Said."]),
        ("~~~\na*b*c &amp; d\n~~~\n\n    e*f*g", ["a*b*c &amp; d", "    e*f*g"]),
        ("**小标题**：\n正文在这里。", ["**小标题：**", "正文在这里。"]),
        ("---\ntitle: A *plan*\n---\nSaid.", ["---", "title: A *plan*", "---", "Said."]),
        ("---\nNo front matter *here*.\n---\n", ["---", "No front matter here."]),
    ],
)
def test_syntax(text: str, lines: list[str]) -> None:
    assert [line for line in strip_markup(text).split("\n") if line] == lines


def test_notes_and_descriptions_of_images_have_their_roles(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("# The plan\n\nIt cost 12[^1] million in the year, the town said on Monday.\n\n![The bridge at night](a.png)\n\n[^1]: Before the effect of taxes.\n", encoding="utf-8")
    assert [(block.role, block.text) for block in parse(read_file(file)).blocks] == [
        ("body", "It cost 12 million in the year, the town said on Monday."),
        ("caption", "The bridge at night"),
        ("footnote", "Before the effect of taxes."),
    ]


@given(st.text(st.sampled_from("ab *_`~[]()<>!\\#|\n-^&;:123+=\"'/"), max_size=300))
def test_any_text_is_read(text: str) -> None:
    assert isinstance(strip_markup(text), str)
