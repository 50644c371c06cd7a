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
        ("Call `f(*args)` and ``a`b`` now.", "Call f(*args) and ``a`b`` now."),
        ("2 * 3 * 4 and snake_case_name and a*b*c", "2 * 3 * 4 and snake_case_name and a*b*c"),
        ("公司收入**1476.94亿元**，~~下降~~增长。", "公司收入1476.94亿元，下降增长。"),
        (r"\*not lean\* and 5\. five", "*not lean* and 5. five"),
        ("H<sub>2</sub>O and <https://example.com> and a < b > c", "H2O and https://example.com and a < b > c"),
        ("before <!-- a\nnote --> after", "before  after"),
        ("```python\n# no heading\nprint(x)\n```\nText.", "# no heading print(x)\nText."),
        ('[1]: https://example.com "Title"\nText [^1] stays.', "\nText [^1] stays."),
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
    assert strip_markup(text) == text


@given(st.text(st.sampled_from("ab *_`~[]()<>!\\#|\n-"), max_size=200))
def test_only_marks_are_taken_out(text: str) -> None:
    left = iter(strip_markup(text).replace("\n", " "))
    source = text.replace("\n", " ")
    position = 0
    for character in left:  # what is left is a subsequence of what was there
        position = source.find(character, position) + 1
        assert position > 0


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
