"""Layout analysis of lines with positions."""

from __future__ import annotations

from summarizer.readers.pdf_layout import build_paragraphs, remove_running_heads
from summarizer.readers.pdf_rows import PageLine, build_lines


def test_a_line_that_ends_early_because_an_address_did_not_fit_goes_on() -> None:
    texts = [
        "The settings of every program are kept by the system",
        "in the folder of the user, which is by default",
        "/home/someone/.local/share/settings/of/programs and is",
        "read by all. The end.",
        "Another paragraph begins here and goes on for long,",
        "as paragraphs do.",
    ]
    lines = [PageLine(1, text, 72, 72 + 5 * len(text) - (40 if number == 1 else 0), 700 - 12 * number, 10) for number, text in enumerate(texts)]
    _, parts = build_paragraphs(lines)
    assert [part.text for part in parts] == [" ".join(texts[:4]), " ".join(texts[4:])]


def laid(*rows: tuple[float, float, float, str]) -> list[str]:
    """The paragraphs of lines given as left and base, size, and text of half the size a letter."""
    return [part.text for part in build_paragraphs(build_lines([PageLine(1, t, x, x + size / 2 * len(t), y, size) for x, y, size, t in rows]))[1]]


def test_raised_marks_do_not_cut_a_line() -> None:
    assert laid((72, 700, 10, "The area is 40 km"), (157, 704, 6, "2"), (160, 700, 10, ", said the board of all the roads of"), (72, 687, 10, "the county and of all its towns and villages.")) == [
        "The area is 40 km², said the board of all the roads of the county and of all its towns and villages."
    ]


def test_a_paragraph_within_margins_of_its_own_is_one() -> None:
    body = [(60.0, 700 - 12.0 * row, 10.0, "Text of the whole width of the page that goes on and on.") for row in range(2, 6)]
    quote = [(90.0, 700, 10.0, "The board said that all the roads of the county"), (78.0, 688, 10.0, "are to be mended by the end of the spring.")]
    assert laid(*quote, *body)[0] == "The board said that all the roads of the county are to be mended by the end of the spring."


def test_a_definition_that_hangs_is_one() -> None:
    definition = [(60.0, 700.0, 10.0, "Reading. The board hears a plan as often as the law"), (80.0, 688.0, 10.0, "wants it to be heard before it may be put to a vote.")]
    assert laid(*definition) == [" ".join(text for *_, text in definition)]


def test_rows_of_a_table_at_the_foot_of_a_page_are_no_running_heads() -> None:
    body = [PageLine(1, f"Sentence {word} of the page.", 72, 300, 700 - 12 * row, 10) for row, word in enumerate(("one", "two", "three") * 4)]
    rows = [PageLine(1, f"Q{quarter} {units},000", 72, 200, 60 - 12 * quarter, 10) for quarter, units in ((1, 580), (2, 598), (3, 612))]
    other = [PageLine(2, "The end.", 72, 200, 700, 10)]
    assert remove_running_heads([*body, *rows, *other]) == [*body, *rows, *other]


def test_running_heads_with_small_roman_numbers_go() -> None:
    numbers = ["i", "ii", "iii", "iv", *map(str, range(1, 60))]
    pages = [[PageLine(page, f"Guide of the Office {number}", 72, 300, 800, 10), *(PageLine(page, f"{chr(97 + row) * page} says so.", 72, 300, 700 - 12 * row, 10) for row in range(8))] for page, number in enumerate(numbers, 1)]
    kept = remove_running_heads([line for page in pages for line in page])
    assert len(kept) == 8 * len(pages) and not any("Guide" in line.text for line in kept)


def test_a_dash_in_a_table_is_no_hyphen() -> None:
    assert laid((72, 700, 10, "Carbon dioxide in the first year and in the second -\ufffe"), (72, 687, 10, "Nitrous oxide in the first year and in the second 50")) == [
        "Carbon dioxide in the first year and in the second - Nitrous oxide in the first year and in the second 50"
    ]


def test_a_short_chinese_line_above_an_indented_paragraph_is_its_own() -> None:
    lines = [
        (98.0, 700.0, 10.0, "一、业绩预告情况"),
        (98.0, 688.0, 10.0, "经财务部门初步测算，预计上半年净利润为负一点八亿元到负一点五亿元，与上年"),
        (78.0, 676.0, 10.0, "同期相比将出现亏损。上年同期净利润为二点四六亿元，公司当时的各项业务保持平稳，"),
        (78.0, 664.0, 10.0, "没有计提。"),
    ]
    parts = build_paragraphs([PageLine(1, text, x, x + size * len(text), y, size) for x, y, size, text in lines])[1]
    assert [part.text for part in parts] == [lines[0][3], "".join(text for *_, text in lines[1:])]


def test_the_foot_of_two_pages_goes_if_its_number_counts_them() -> None:
    def page(number: int, foot: str) -> list[PageLine]:
        body = [PageLine(number, f"{word} is what page {word} says.", 72, 300, 700 - 12 * row, 10) for row, word in enumerate(("one", "two", "three"))]
        return [*body, PageLine(number, foot, 72, 200, 30, 10)]

    kept = remove_running_heads([*page(1, "Water works | Review | 1"), *page(2, "Water works | Review | 2")])
    assert not any("Review" in line.text for line in kept) and len(kept) == 6
    kept = remove_running_heads([*page(1, "The works sold 5 pumps"), *page(2, "The works sold 9 pumps")])
    assert len(kept) == 8
