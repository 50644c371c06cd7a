"""Layout analysis of lines with positions."""

from __future__ import annotations

from summarizer.readers.pdf_layout import PageLine, build_paragraphs, remove_running_heads


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
    return [part.text for part in build_paragraphs([PageLine(1, t, x, x + size / 2 * len(t), y, size) for x, y, size, t in rows])[1]]


def test_raised_marks_do_not_cut_a_line() -> None:
    assert laid((72, 700, 10, "The area is 40 km"), (157, 704, 6, "2"), (160, 700, 10, ", said the board of all the roads of"), (72, 687, 10, "the county and of all its towns and villages.")) == [
        "The area is 40 km2, said the board of all the roads of the county and of all its towns and villages."
    ]


def test_a_paragraph_within_margins_of_its_own_is_one() -> None:
    body = [(60.0, 700 - 12.0 * row, 10.0, "Text of the whole width of the page that goes on and on.") for row in range(2, 6)]
    quote = [(90.0, 700, 10.0, "The board said that all the roads of the county"), (78.0, 688, 10.0, "are to be mended by the end of the spring.")]
    assert laid(*quote, *body)[0] == "The board said that all the roads of the county are to be mended by the end of the spring."


def test_a_definition_that_hangs_is_one() -> None:
    definition = [(60.0, 700.0, 10.0, "Reading. The board hears a plan as often as the law"), (80.0, 688.0, 10.0, "wants it to be heard before it may be put to a vote.")]
    assert laid(*definition) == [" ".join(text for *_, text in definition)]


def test_running_heads_with_small_roman_numbers_go() -> None:
    numbers = ["i", "ii", "iii", "iv", *map(str, range(1, 60))]
    pages = [[PageLine(page, f"Guide of the Office {number}", 72, 300, 800, 10), *(PageLine(page, f"{chr(97 + row) * page} says so.", 72, 300, 700 - 12 * row, 10) for row in range(8))] for page, number in enumerate(numbers, 1)]
    kept = remove_running_heads([line for page in pages for line in page])
    assert len(kept) == 8 * len(pages) and not any("Guide" in line.text for line in kept)


def test_a_dash_in_a_table_is_no_hyphen() -> None:
    assert laid((72, 700, 10, "Carbon dioxide in the first year and in the second -\ufffe"), (72, 687, 10, "Nitrous oxide in the first year and in the second 50")) == [
        "Carbon dioxide in the first year and in the second - Nitrous oxide in the first year and in the second 50"
    ]
