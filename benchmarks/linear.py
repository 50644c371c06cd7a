"""CPU time per character on adversarial texts: it must not grow with their length.

    python -m benchmarks.linear [--stage NAME] [--text NAME] [--sizes 10000,100000,1000000] [--seconds 20] [--all]

Every stage reads every text at every size; the processor's microseconds a character are printed for the worst texts of
each stage (`--all`: for all). Quadratic time shows as a figure that grows ten times from one size to the next. Every text
is read in a process of its own, whose memory at the most is the last column (some 60 MB of it are the program), and which
is cut off after 20 seconds of the processor; a size at which it would take longer, by the size before it, is left out.
Refusing a text in one line, as one of more sentences than a document may have, counts as reading it.
"""

from __future__ import annotations

import argparse
import contextlib
import html
import itertools
import math
import os
import random
import re
import resource
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from typing import NamedTuple, NoReturn

from summarizer.errors import SummarizerError

SIZES = (10_000, 100_000, 1_000_000)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # in XML
_MOST_SECONDS = 20.0
_KIB_A_MB = 1024 if sys.platform != "darwin" else 1024 * 1024  # there the system counts bytes


def _runs() -> dict[str, Callable[[int], str]]:
    """Texts that repeat one piece."""
    pieces = {
        "letters": "a",
        "digits": "7",
        "Han": "好",
        "Han numerals": "一",
        "spaces": " ",
        "newlines": "\n",
        "tabs": "\t",
        "full stops": ".",
        "ellipses": "……",
        "dashes": "—",
        "hyphens": "-",
        "colons": "：",
        "commas": ",",
        "quotes": "“",
        "closed quotes": "“”",
        "straight quotes": '"',
        "apostrophes": "'",
        "brackets": "[",
        "closing brackets": "]",
        "nested brackets": "[(（【",
        "backslashes": "\\",
        "asterisks": "*",
        "underscores": "_",
        "backticks": "`",
        "tildes": "~",
        "pipes": "|",
        "hashes": "#",
        "less than": "<",
        "ampersands": "&amp;",
        "at signs": "@a.b",
        "citations": "[1][2]",
        "one citation": "[1]",
        "open citations": "[1, ",
        "wide citations": "[1-99]",
        "Mr.": "Mr. ",
        "U.S.": "U.S. ",
        "a.m.": "a.m. ",
        "short words": "a b ",
        "short sentences": "A. ",
        "short lines": "a\n",
        "Han lines": "好。\n",
        "bullets": "- a\n",
        "numbered": "1. a\n",
        "headings": "## a\n",
        "labels": "Group 1: a - b ",
        "Han labels": "分组 1：好 - 好 ",
        "leads": "Core Viewpoint - a ",
        "group lines": "Group 1: a\n- b [1]\n",
        "sites' dashes": "a [1] – b ",
        "table rows": "| a | 1 | 2% |\n",
        "dates": "2025-09-21 02:50 ",
        "Han dates": "2025年9月21日",
        "English dates": "Sept. 21, 2025, ",
        "money": "$3.5 billion ",
        "Han money": "1476.94亿元",
        "percentages": "3.5%",
        "ranges": "20-30-",
        "ratios": "1:2:",
        "numbers": "1,234,",
        "number words": "three hundred and ",
        "ordinals": "twenty-first-",
        "fractions": "三分之一",
        "Han quantities": "第三季度同比增长",
        "points": "1.2.3.",
        "slashes": "1/2/",
        "times": "12:30:",
        "signs": "+-",
        "currencies": "$€¥£",
        "addresses": "http://a.b/c?d=e&",
        "mail addresses": "a@b.c, ",
        "tickers": "BABA(US:BABA) ",
        "sources": "虎嗅APP·2025-09-21 02:50 ",
        "bylines": "作者：张三 ",
        "names": "John Smith ",
        "capitals": "A B C ",
        "Han names": "张三李四",
        "denials": "not no never ",
        "Han denials": "没有不无",
        "families": "👩\u200d👧\u200d👦",
        "emoji": "😀",
        "marks": "e\u0301",
        "only marks": "\u0301",
        "right to left": "שלום ",
        "overrides": "\u202e",
        "joiners": "\u200d",
        "separators": "\u2028",
        "full-width": "１２３．",
        "escapes": "\x1b[31m",
        "circled": "①",
        "tags": "<b>a</b>",
        "open tags": "<div>",
        "spans": "<span>a</span> b ",
        "breaks": "a<br>",
        "open links": "[a](",
        "links": "[a](b) ",
        "images": "![a](b)",
        "open comments": "<!--",
        "fences": "```\n",
        "quotes of mail": "> > ",
        "fields": "From: a\n",
        "folded": "Subject: a\n b\n",
        "rules": "---\n",
        "front matter": "a: b\n",
        "leaders": ". . . 7\n",
        "headings and lines": "## a\nb c\n",
        "Han headings and lines": "一、好\n公司收入增长。\n",
        "two letters": "ab ",
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
    lines = (
        f"In {1900 + n % 120} Company{n} sold {n},{n % 1000:03} units, up {n % 90}%. 第{n}家公司收入{n}.5亿元，同比增长{n % 90}%。\n"
        for n in itertools.count(1)
    )
    text: list[str] = []
    length = 0
    while length < size:
        text.append(next(lines))
        length += len(text[-1])
    return "".join(text)[:size]


TEXTS: dict[str, Callable[[int], str]] = {
    **_runs(),
    "mixed": _mixed,
    "different words": _growing,
    "sentences": _sentences,
    "one long sentence": lambda size: _sentences(size).replace("\n", "").replace("。", "，").replace(". ", ", "),
    "nested quotes": _nested("“", "”"),
    "nested brackets, closed": _nested("(", ")"),
    "nested tags": _nested("<p>", "</p>"),
    "nested emphasis": _nested("**a ", "** "),
    "a huge attribute": lambda size: f'<p class="{"a" * size}">b</p>',
    "blank lines between words": lambda size: f"a b\n{chr(10) * size}c d",
    "a long number with a unit": lambda size: "9" * size + "亿元",
    "many attributes": lambda size: f"<p {'a=b ' * (size // 4)}>b</p>",
}


def _page(text: str) -> None:
    from summarizer.readers import read_bytes

    words = "<p>The company said on Monday that its revenue rose by 3.5% to $3.5 billion in the third quarter.</p>" * 5
    read_bytes(
        f"<!doctype html><html><body><article>{words}{text}</article></body></html>".encode(errors="replace"), "a.html"
    )


def _reader(name: str, before: str = "") -> Callable[[str], None]:
    def run(text: str) -> None:
        from summarizer.readers import read_bytes

        read_bytes((before + text).encode("utf-8", "replace"), name)

    return run


def _gbk(text: str) -> None:
    from summarizer.readers import read_bytes

    read_bytes(("公司表示" + text).encode("gb18030", "replace"), "a.txt")


def _pages(text: str) -> None:
    """The lines of a PDF, without PDFium."""
    from summarizer.readers.pdf_layout import PageLine, build_paragraphs

    line = text[:50_000].replace("\n", " ").strip()
    build_paragraphs([PageLine(1, line, 72, 500, 700, 10), PageLine(1, line, 72, 500, 688, 10)])
    lines = text.splitlines() if "\n" in text else [text[at : at + 80] for at in range(0, len(text), 80)]
    build_paragraphs(
        [
            PageLine(number // 50 + 1, line.strip(), 72, 72 + 5.0 * len(line), 700.0 - 12 * (number % 50), 10)
            for number, line in enumerate(lines)
        ]
    )


def _word(text: str) -> None:
    """A Word document of its lines, then of a table of them."""
    import io

    import docx
    from docx.oxml import parse_xml

    from summarizer.readers import read_bytes

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
    from summarizer import Document, key_terms

    assert key_terms(Document.from_text(text)) is not None


def _quantities(text: str) -> None:
    from summarizer.quantities import find_quantities

    find_quantities(text)


def _format(text: str) -> None:
    from summarizer.models import Summary

    Summary.parse(text)


def _statements(text: str) -> None:
    """As what anybody may have written, and behind a code fence."""
    from summarizer.published.prose import parse_statements

    for written in (text, f"```\n{text}"):
        with contextlib.suppress(SummarizerError):
            parse_statements(written)


def _summary(text: str) -> None:
    """As a statement of a summary, read and printed in every form."""
    from summarizer.models import Group, Statement, Summary

    statement = Statement(text=text, citations=(1, 2))
    summary = Summary(language="en", core_viewpoint=statement, groups=(Group(title="A", points=(statement,)),))
    for printed in (summary.to_text(), summary.to_line(), summary.to_markdown()):
        Summary.parse(printed)


def _render(text: str) -> None:
    from summarizer.models import Document, Group, Statement, Summary
    from summarizer.render.terminal import format_summary

    document = Document.from_text(text)
    statement = Statement(text=text[:300], citations=tuple(block.number for block in document.blocks[:3]))
    summary = Summary(language="en", core_viewpoint=statement, groups=(Group(title=text[:80], points=(statement,)),))
    summary.to_html(document)
    format_summary(summary)


def _word_output(text: str) -> None:
    """As the statements of a summary in Word, beside the document."""
    from summarizer.models import Document, Group, Statement, Summary
    from summarizer.render import render

    lines = [text[at : at + 300] for at in range(0, len(text), 300)]
    points = tuple(Statement(text=line, citations=(1,)) for line in lines if line.strip())
    if not points:
        return
    summary = Summary(language="en", core_viewpoint=points[0], groups=(Group(title=text[:80], points=points),))
    render(summary, "docx", document=Document.from_text(text))


def _digest(text: str) -> None:
    """As four articles of one day, and as one beside another."""
    import summarizer

    quarter = -(-len(text) // 4)
    parts = [text[at : at + quarter] for at in range(0, len(text), quarter)]
    summarizer.digest([f"A title\n\n{part}\n\n{_sentences(500)}".encode("utf-8", "replace") for part in parts])


def _report(text: str) -> None:
    """A report on its lines as statements, against it, in every form."""
    import summarizer
    from summarizer.models import Document
    from summarizer.published.prose import parse_statements
    from summarizer.render.report_markdown import report_to_markdown
    from summarizer.render.terminal import format_report

    document = Document.from_text(f"{text}\n\n{_sentences(500)}")
    summary = parse_statements(f"{text[:3000]}\n\n{_sentences(500)}")[0]
    report = summarizer.check(summary, document)
    format_report(report, document, colour=True, width=80, summary=summary)
    report_to_markdown(report, document, summary)


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
    "text": _reader("a.txt"),
    "GB 18030": _gbk,
    "Markdown": _reader("a.md"),
    "page": _page,
    "mail": _reader("a.eml", "From: a@b.c\nMessage-ID: <1>\nSubject: a\n\n"),
    "mail's fields": _reader("a.eml", "From: a@b.c\nMessage-ID: <1>\nSubject: a"),
    "Word": _word,
    "layout": _pages,
    "parsing": _parse,
    "terms": _terms,
    "quantities": _quantities,
    "format": _format,
    "statements": _statements,
    "printing": _summary,
    "rendering": _render,
    "checking": _check,
    "offline engine": _summarize,
    "digest": _digest,
    "report": _report,
    "Word output": _word_output,
}


def microseconds(stage: str, text: str) -> float:
    """The processor's microseconds a character; what is refused in our own words counts as done."""
    started = time.process_time()
    with contextlib.suppress(SummarizerError):
        STAGES[stage](text)
    return 1e6 * (time.process_time() - started) / max(len(text), 1)


class Cost(NamedTuple):
    """What a text took: the processor's microseconds a character, and megabytes at the most; None: it was cut off."""

    microseconds: float | None
    megabytes: float


def cost(stage: str, name: str, size: int, seconds: float = _MOST_SECONDS) -> Cost:
    """What a text takes, in a process of its own, ended by the system after so many seconds of the processor."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _measure(stage, name, size, seconds, writing)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        figures = pipe.read()
    _, _, used = os.wait4(child, 0)
    return Cost(float(figures) if figures else None, used.ru_maxrss / _KIB_A_MB)


def _measure(stage: str, name: str, size: int, seconds: float, writing: int) -> NoReturn:
    """What the child does."""
    status = 1
    try:
        text = TEXTS[name](size)
        most = math.ceil(time.process_time() + seconds)
        resource.setrlimit(resource.RLIMIT_CPU, (most, most))
        os.write(writing, str(microseconds(stage, text)).encode())
        status = 0
    except Exception:
        traceback.print_exc()
    finally:
        os._exit(status)


def _rows(stage: str, names: Iterable[str], sizes: list[int], seconds: float) -> list[tuple[str, list[Cost | None]]]:
    rows = []
    for name in names:
        costs: list[Cost | None] = []
        for size in sizes:
            last = costs[-1] if costs else Cost(0.0, 0.0)
            skipped = last is None or last.microseconds is None or last.microseconds * size / 1e6 > seconds
            costs.append(None if skipped else cost(stage, name, size, seconds))
        rows.append((name, costs))
    return rows


def _known(costs: Iterable[Cost | None]) -> list[float]:
    return [cost.microseconds for cost in costs if cost is not None and cost.microseconds is not None]


def _growth(costs: Iterable[Cost | None]) -> float:
    """The largest growth from one size to the next, where it is time enough to be told from noise."""
    return max((b / max(a, 1.0) for a, b in itertools.pairwise(_known(costs))), default=0.0)


def _megabytes(costs: Iterable[Cost | None]) -> float:
    return max((cost.megabytes for cost in costs if cost is not None), default=0.0)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stage", choices=STAGES, action="append")
    parser.add_argument("--text", choices=TEXTS, action="append")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--seconds", type=float, default=_MOST_SECONDS, help="of the processor, for a text")
    parser.add_argument("--all", action="store_true")
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    for stage in options.stage or STAGES:
        microseconds(stage, _sentences(3000))  # loads what is loaded once
    print(f"{'stage':15} {'text':26} " + " ".join(f"{size:>10,}" for size in sizes) + "  growth     MB")
    for stage in options.stage or STAGES:
        rows = sorted(_rows(stage, options.text or TEXTS, sizes, options.seconds), key=lambda row: -_growth(row[1]))
        for name, costs in rows if options.all else _worst(rows):
            cells = " ".join(f"{_cell(cost):>10}" for cost in costs)
            print(f"{stage:15} {name:26} {cells}  {_growth(costs):6.1f} {_megabytes(costs):6.0f}", flush=True)
    return 0


def _cell(cost: Cost | None) -> str:
    if cost is None:
        return "–"
    return "cut off" if cost.microseconds is None else f"{cost.microseconds:.2f}"


def _worst(rows: list[tuple[str, list[Cost | None]]]) -> list[tuple[str, list[Cost | None]]]:
    """Of rows by their growth: the four that grow most, the slowest two, the largest two, and those cut off."""
    slow = sorted(rows, key=lambda row: -max(_known(row[1]), default=0.0))
    large = sorted(rows, key=lambda row: -_megabytes(row[1]))
    names = {name for name, _ in (*rows[:4], *slow[:2], *large[:2])}
    return [row for row in rows if row[0] in names or "cut off" in map(_cell, row[1])]


if __name__ == "__main__":
    sys.exit(main())
