"""What stands behind an article of a page: comments, and boxes of links to others."""

from __future__ import annotations

import pytest

from summarizer.parsing import parse
from summarizer.readers import read_bytes
from summarizer.readers.extracted_text import TextBlock
from summarizer.readers.html_cleanup import drop_trailing_boilerplate, find_linked_lines

pytest.importorskip("trafilatura", reason="needs the extra `html`")

SENTENCE = "The committee met on Monday to discuss the annual plan and the cost of roads."
PROSE = [f"{SENTENCE} It was reading number {number}." for number in range(4)]
LINKED = frozenset(("Secondstory", "Thirdstory", "Fourthstory", "Moreofthem"))
BOX = ["## More of them", "- Second story", "- Third story", "- Fourth story"]


def kept(*texts: str) -> list[str]:
    return [part.text for part in drop_trailing_boilerplate([TextBlock(text) for text in texts], LINKED)]


def test_a_box_of_links_behind_the_last_sentence_is_left_out() -> None:
    assert kept(*PROSE, "Jane Hall, Berlin", *BOX, "Editor: Jane") == [*PROSE, "Jane Hall, Berlin", "Editor: Jane"]


def test_links_within_the_article_stay() -> None:
    assert kept(*PROSE[:2], *BOX, *PROSE[2:]) == [*PROSE[:2], *BOX, *PROSE[2:]]


def test_a_list_that_is_no_links_stays() -> None:
    fruit = ["## What was bought", "- Apples", "- Pears", "- Plums"]
    assert kept(*PROSE, *fruit) == [*PROSE, *fruit]


def test_a_page_of_links_stays() -> None:
    assert kept(SENTENCE, *BOX * 5) == [SENTENCE, *BOX * 5]


@pytest.mark.parametrize("heading", ["## Comments", "12 Comments", "网友评论", "### 评论（31）", "Leave a reply"])
def test_comments_are_left_out_whatever_they_say(heading: str) -> None:
    assert kept(*PROSE, heading, *PROSE) == PROSE


@pytest.mark.parametrize("heading", ["## 评论", "## Comments of the board", "## Related risks"])
def test_headings_of_the_article_itself_are_no_end(heading: str) -> None:
    assert kept(*PROSE, heading, *PROSE) == [*PROSE, heading, *PROSE]


def test_other_articles_are_an_end_unless_much_follows() -> None:
    assert kept(*PROSE, "相关阅读", "A teaser.") == PROSE
    assert kept(*PROSE, "相关阅读", *PROSE) == [*PROSE, "相关阅读", *PROSE]


def test_linked_lines_are_short_and_half_of_links() -> None:
    from lxml import html

    tree = html.document_fromstring(f"<body><li><h4><a href='x'>Second story</a></h4> 2025-01-01</li><p>See <a href='y'>this</a> for what was said.</p><p><a href='z'>{'long ' * 80}</a></p></body>")
    assert find_linked_lines(tree) == {"Secondstory", "Secondstory2025-01-01", "this"}


def page(body: str) -> list[str]:
    whole = f"<html><body><article><h1>Roads</h1>{''.join(f'<p>{text}</p>' for text in PROSE)}{body}</article></body></html>"
    return [block.text for block in parse(read_bytes(whole.encode(), "a.html")).blocks][len(PROSE) :]


def test_code_within_a_sentence_does_not_cut_it() -> None:
    assert page(f"<p>Call <code>open</code>, then <code>close</code>, and wait.</p><p>{SENTENCE}</p>") == ["Call open, then close, and wait.", SENTENCE]


def test_links_of_a_table_with_heads_keep_their_text() -> None:
    table = "<table><tr><th>Name</th><th>Kind</th></tr><tr><td>x</td><td><a href='a'>TLS</a>, <a href='b'>SSL</a></td></tr></table>"
    assert page(f"{table}<p>{SENTENCE}</p>") == ["| Name | Kind |", "| x | TLS, SSL |", SENTENCE]


def test_an_article_laid_out_as_an_item_of_a_list_is_paragraphs() -> None:
    paragraphs = "".join(f"<p>{text}</p>" for text in PROSE)
    blocks = parse(read_bytes(f"<html><body><ul><li><h2>Roads</h2>{paragraphs}</li></ul></body></html>".encode(), "a.html")).blocks
    assert [block.text for block in blocks] == PROSE
