"""Time per character on texts made to be slow: it must not grow with their length.

    python -m benchmarks.linear [--stage NAME] [--text NAME] [--sizes 10000,100000,1000000] [--all]

Every stage reads every text at every size; the processor's microseconds a character are printed for the worst texts of
each stage (`--all`: for all). Quadratic time shows as a figure that grows ten times from one size to the next.
A size at which a text takes more than 20 seconds, by the size before it, is left out and marked.
"""

from __future__ import annotations

import argparse
import contextlib
import html
import itertools
import random
import re
import sys
import time
from collections.abc import Callable, Iterable

from summarizer.errors import SummarizerError

SIZES = (10_000, 100_000, 1_000_000)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")   # in XML
_MOST_SECONDS = 20.0


def _runs() -> dict[str, Callable[[int], str]]:
    """Texts that repeat one piece."""
    pieces = {
        "letters": "a", "digits": "7", "Han": "好", "Han numerals": "一", "spaces": " ", "newlines": "\n", "tabs": "\t",
        "full stops": ".", "ellipses": "……", "dashes": "—", "hyphens": "-", "colons": "：", "commas": ",", "quotes": "“",
        "closed quotes": "“”", "straight quotes": '"', "apostrophes": "'", "brackets": "[", "closing brackets": "]",
        "nested brackets": "[(（【", "backslashes": "\\", "asterisks": "*", "underscores": "_", "backticks": "`",
        "tildes": "~", "pipes": "|", "hashes": "#", "less than": "<", "ampersands": "&amp;", "at signs": "@a.b",
        "citations": "[1][2]", "one citation": "[1]", "open citations": "[1, ", "wide citations": "[1-99]",
        "Mr.": "Mr. ", "U.S.": "U.S. ", "a.m.": "a.m. ", "short words": "a b ", "short sentences": "A. ",
        "short lines": "a\n", "Han lines": "好。\n", "bullets": "- a\n", "numbered": "1. a\n", "headings": "## a\n",
        "labels": "Group 1: a - b ", "Han labels": "分组 1：好 - 好 ", "leads": "Core Viewpoint - a ",
        "group lines": "Group 1: a\n- b [1]\n", "sites' dashes": "a [1] – b ", "table rows": "| a | 1 | 2% |\n",
        "dates": "2025-09-21 02:50 ", "Han dates": "2025年9月21日", "English dates": "Sept. 21, 2025, ",
        "money": "$3.5 billion ", "Han money": "1476.94亿元", "percentages": "3.5%", "ranges": "20-30-", "ratios": "1:2:",
        "numbers": "1,234,", "number words": "three hundred and ", "ordinals": "twenty-first-", "fractions": "三分之一",
        "Han quantities": "第三季度同比增长", "points": "1.2.3.", "slashes": "1/2/", "times": "12:30:", "signs": "+-",
        "currencies": "$€¥£", "addresses": "http://a.b/c?d=e&", "mail addresses": "a@b.c, ", "tickers": "BABA(US:BABA) ",
        "sources": "虎嗅APP·2025-09-21 02:50 ", "bylines": "作者：张三 ", "names": "John Smith ", "capitals": "A B C ",
        "Han names": "张三李四", "denials": "not no never ", "Han denials": "没有不无", "families": "👩\u200d👧\u200d👦",
        "emoji": "😀", "marks": "e\u0301", "only marks": "\u0301", "right to left": "שלום ", "overrides": "\u202e",
        "joiners": "\u200d", "separators": "\u2028", "full-width": "１２３．", "escapes": "\x1b[31m", "circled": "①",
        "tags": "<b>a</b>", "open tags": "<div>", "spans": "<span>a</span> b ", "breaks": "a<br>", "open links": "[a](", "links": "[a](b) ", "images": "![a](b)",
        "open comments": "<!--", "fences": "```\n", "quotes of mail": "> > ", "fields": "From: a\n",
        "folded": "Subject: a\n b\n", "rules": "---\n", "front matter": "a: b\n", "leaders": ". . . 7\n",
    }
    return {name: lambda size, piece=piece: (piece * (size // len(piece) + 1))[:size] for name, piece in pieces.items()}


def _mixed(size: int) -> str:
    """Pieces of all kinds in no order."""
    chance = random.Random(1)
    pieces = [make(12) for make in _runs().values()]
    return "".join(itertools.islice(iter(lambda: chance.choice(pieces), None), size // 10))[:size]


def _nested(opening: str, closing: str) -> Callable[[int], str]:
    def make(size: int) -> str:
        depth = size // (len(opening) + len(closing))
        return opening * depth + closing * depth
    return make


def _growing(size: int) -> str:
    """Words that are all different."""
    return " ".join(f"w{number}" for number in range(size // 7))


def _sentences(size: int) -> str:
    """English and Chinese sentences, all different, in paragraphs."""
    lines = (f"In {1900 + n % 120} Company{n} sold {n},{n % 1000:03} units, up {n % 90}%. 第{n}家公司收入{n}.5亿元，同比增长{n % 90}%。\n"
             for n in itertools.count(1))
    text: list[str] = []
    length = 0
    while length < size:
        text.append(next(lines))
        length += len(text[-1])
    return "".join(text)[:size]


TEXTS: dict[str, Callable[[int], str]] = {
    **_runs(), "mixed": _mixed, "different words": _growing, "sentences": _sentences,
    "one long sentence": lambda size: _sentences(size).replace("\n", "").replace("。", "，").replace(". ", ", "),
    "nested quotes": _nested("“", "”"), "nested brackets, closed": _nested("(", ")"), "nested tags": _nested("<p>", "</p>"),
    "nested emphasis": _nested("**a ", "** "), "a huge attribute": lambda size: f'<p class="{"a" * size}">b</p>',
    "a long number with a unit": lambda size: "9" * size + "亿元",
    "many attributes": lambda size: f"<p {'a=b ' * (size // 4)}>b</p>",
}


def _page(text: str) -> None:
    from summarizer.read import read_bytes

    words = "<p>The company said on Monday that its revenue rose by 3.5% to $3.5 billion in the third quarter.</p>" * 5
    read_bytes(f"<!doctype html><html><body><article>{words}{text}</article></body></html>".encode(errors="replace"), "a.html")


def _reader(name: str, before: str = "") -> Callable[[str], None]:
    def run(text: str) -> None:
        from summarizer.read import read_bytes

        read_bytes((before + text).encode("utf-8", "replace"), name)
    return run


def _gbk(text: str) -> None:
    from summarizer.read import read_bytes

    read_bytes(("公司表示" + text).encode("gb18030", "replace"), "a.txt")


def _pages(text: str) -> None:
    """The lines of a PDF, without PDFium."""
    from summarizer.read.layout import PageLine, paragraphs

    line = text[:50_000].replace("\n", " ").strip()
    paragraphs([PageLine(1, line, 72, 500, 700, 10), PageLine(1, line, 72, 500, 688, 10)])
    lines = text.splitlines() if "\n" in text else [text[at:at + 80] for at in range(0, len(text), 80)]
    paragraphs([PageLine(number // 50 + 1, line.strip(), 72, 72 + 5.0 * len(line), 700.0 - 12 * (number % 50), 10)
                for number, line in enumerate(lines)])


def _word(text: str) -> None:
    """A Word document of its lines, then of a table of them."""
    import io

    import docx
    from docx.oxml import parse_xml

    from summarizer.read import read_bytes

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    said = (html.escape(_FORBIDDEN.sub(" ", line)) for line in text.splitlines())
    lines = [f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in said]
    rows = "".join(f"<w:tr><w:tc>{line}</w:tc></w:tr>" for line in lines)
    table = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{rows}</w:tbl>"
    document = docx.Document()
    end = document.element.body[-1]
    for element in list(parse_xml(f"<w:body {space}>{''.join(lines)}{table}</w:body>")):
        end.addprevious(element)
    made = io.BytesIO()
    document.save(made)
    read_bytes(made.getvalue(), "a.docx")


def _parse(text: str) -> None:
    from summarizer.models import Document

    Document.from_text(text)


def _terms(text: str) -> None:
    from summarizer.models import Document

    assert Document.from_text(text).terms is not None


def _quantities(text: str) -> None:
    from summarizer.quantities import find_quantities

    find_quantities(text)


def _format(text: str) -> None:
    from summarizer.models import Summary

    Summary.parse(text)


def _summary(text: str) -> None:
    """As a statement of a summary, read and printed in every form."""
    from summarizer.models import Group, Statement, Summary

    statement = Statement(text=text, citations=(1, 2))
    summary = Summary(language="en", core_viewpoint=statement, groups=(Group(title="A", points=(statement,)),))
    for printed in (summary.to_text(), summary.to_line(), summary.to_markdown()):
        Summary.parse(printed)


def _render(text: str) -> None:
    from summarizer.models import Document, Group, Statement, Summary
    from summarizer.render.terminal import summary_text

    document = Document.from_text(text)
    statement = Statement(text=text[:300], citations=tuple(block.number for block in document.blocks[:3]))
    summary = Summary(language="en", core_viewpoint=statement, groups=(Group(title=text[:80], points=(statement,)),))
    summary.to_html(document)
    summary_text(summary)


def _check(text: str) -> None:
    """A short claim against the text, and the text as a claim against a short source."""
    import summarizer
    from summarizer.models import Document

    summarizer.check(f"Core Viewpoint\n- {' '.join(text[:300].split())} a [1][2]\n", Document.from_text(text))
    claim = " ".join(text.split())
    summarizer.check(f"Core Viewpoint\n- {claim} a [1]\n", Document.from_text(_sentences(2000)))


def _summarize(text: str) -> None:
    import summarizer

    summarizer.summarize(f"{text}\n\n{_sentences(500)}".encode("utf-8", "replace"))


STAGES: dict[str, Callable[[str], None]] = {
    "text": _reader("a.txt"), "GB 18030": _gbk, "Markdown": _reader("a.md"), "page": _page,
    "mail": _reader("a.eml", "From: a@b.c\nMessage-ID: <1>\nSubject: a\n\n"),
    "mail's fields": _reader("a.eml", "From: a@b.c\nMessage-ID: <1>\nSubject: a"),
    "Word": _word, "layout": _pages, "parsing": _parse, "terms": _terms, "quantities": _quantities, "format": _format,
    "printing": _summary, "rendering": _render, "checking": _check, "offline engine": _summarize,
}


def microseconds(stage: str, text: str) -> float:
    """The processor's microseconds a character; what is refused in our own words counts as done."""
    started = time.process_time()
    with contextlib.suppress(SummarizerError):
        STAGES[stage](text)
    return 1e6 * (time.process_time() - started) / max(len(text), 1)


def _rows(stage: str, names: Iterable[str], sizes: list[int]) -> list[tuple[str, list[float | None]]]:
    rows = []
    for name in names:
        figures: list[float | None] = []
        for size in sizes:
            last = figures[-1] if figures else 0.0
            if last is None or last * size / 1e6 > _MOST_SECONDS:
                figures.append(None)
                continue
            figures.append(microseconds(stage, TEXTS[name](size)))
        rows.append((name, figures))
    return rows


def _growth(figures: list[float | None]) -> float:
    """The largest growth from one size to the next, where it is time enough to be told from noise."""
    known = [f for f in figures if f is not None]
    return max((b / max(a, 1.0) for a, b in itertools.pairwise(known)), default=0.0)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stage", choices=STAGES, action="append")
    parser.add_argument("--text", choices=TEXTS, action="append")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--all", action="store_true")
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    for stage in STAGES:
        microseconds(stage, _sentences(3000))   # loads what is loaded once
    print(f"{'stage':15} {'text':26} " + " ".join(f"{size:>10,}" for size in sizes) + "  growth")
    for stage in options.stage or STAGES:
        rows = sorted(_rows(stage, options.text or TEXTS, sizes), key=lambda row: -_growth(row[1]))
        slowest = sorted(rows, key=lambda row: -max(f or 0.0 for f in row[1]))
        shown = rows if options.all else _worst(rows, slowest)
        for name, figures in shown:
            cells = " ".join(f"{'–' if f is None else f'{f:.2f}':>10}" for f in figures)
            print(f"{stage:15} {name:26} {cells}  {_growth(figures):.1f}", flush=True)
    return 0


def _worst(
    grown: list[tuple[str, list[float | None]]], slow: list[tuple[str, list[float | None]]]
) -> list[tuple[str, list[float | None]]]:
    names = [name for name, _ in grown[:4] + slow[:2]]
    return [row for row in grown if row[0] in names]


if __name__ == "__main__":
    sys.exit(main())
