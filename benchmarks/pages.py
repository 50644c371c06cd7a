"""Web pages: recall and precision of the article's text, beside other extractors, in one run.

    python -m benchmarks.pages [--readability FOLDER] [--trafilatura FOLDER] [--limit N] [--list]

Two public sets, which are no part of the repository. `test/test-pages` of mozilla/readability holds `source.html` and
`expected.html`: precision and recall of words (Chinese and Japanese: characters), as multisets, averaged over pages.
`tests` of adbar/trafilatura holds `evaldata.json` with phrases that the article of each page has and phrases that it has
not: precision and recall of phrases. Other extractors take part if they are installed: trafilatura, readability-lxml,
jusText, boilerpy3. A page that a system refuses counts as empty; any error of ours is printed.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from summarizer.errors import SummarizerError
from summarizer.readers import read_bytes

from .files import score_overlap


class Score(NamedTuple):
    """How much of a set's text is extracted, and how much of what is extracted is text of the article."""

    pages: int
    precision: float
    recall: float
    empty: int
    seconds: float

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall or 1)


def read_ours(data: bytes) -> str:
    """The text behind the header lines, as blocks read it; empty if the page is refused."""
    try:
        source = read_bytes(data, "page.html")
    except SummarizerError:
        return ""
    return source.text[source.metadata.body_start :] if source.metadata else source.text


def _read_trafilatura(data: bytes) -> str:
    import trafilatura

    return trafilatura.extract(data, include_comments=False) or ""


def _read_readability(data: bytes) -> str:
    from lxml import html
    from readability import Document

    summary = Document(data.decode("utf-8", "replace")).summary()
    return " ".join(html.document_fromstring(summary).itertext())


def _read_justext(data: bytes) -> str:
    import justext

    words = justext.get_stoplist("English") | justext.get_stoplist("German")
    return "\n".join(part.text for part in justext.justext(data, words) if not part.is_boilerplate)


def _read_boilerpy(data: bytes) -> str:
    from boilerpy3 import extractors

    extractor = extractors.ArticleExtractor(raise_on_failure=False)
    return str(extractor.get_content(data.decode("utf-8", "replace")))


SYSTEMS: dict[str, tuple[str, Callable[[bytes], str]]] = {
    "summarizer": ("summarizer", read_ours),
    "trafilatura": ("trafilatura", _read_trafilatura),
    "readability-lxml": ("readability", _read_readability),
    "jusText": ("justext", _read_justext),
    "boilerpy3": ("boilerpy3", _read_boilerpy),
}


class Page(NamedTuple):
    """A page with its reference: the article's text, or phrases that it has and has not."""

    name: str
    data: bytes
    text: str = ""
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


def readability_pages(folder: Path) -> Iterator[Page]:
    """The test pages of mozilla/readability."""
    from lxml import html

    for source in sorted(folder.glob("*/source.html")):
        expected = html.document_fromstring(source.with_name("expected.html").read_text("utf-8"))
        yield Page(source.parent.name, source.read_bytes(), " ".join(map(str, expected.itertext())))


def trafilatura_pages(folder: Path) -> Iterator[Page]:
    """The annotated pages of trafilatura."""
    for item in json.loads((folder / "evaldata.json").read_text("utf-8")).values():
        paths = (folder / place / item["file"] for place in ("cache", "eval"))
        if path := next((path for path in paths if path.is_file()), None):
            yield Page(path.name, path.read_bytes(), "", tuple(item["with"]), tuple(item["without"]))


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def count_phrases(page: Page, text: str) -> Counter[str]:
    """Phrases found and missed, and phrases that should not be there."""
    text = _squeeze(text)
    found = sum(_squeeze(phrase) in text for phrase in page.present)
    return Counter(found=found, missed=len(page.present) - found, wrong=sum(_squeeze(p) in text for p in page.absent))


def score_pages(pages: list[Page], system: str, listed: bool = False) -> Score:
    """The score of a system on a set."""
    phrases: Counter[str] = Counter()
    words: list[tuple[float, float]] = []
    empty, started = 0, time.process_time()
    for page in pages:
        try:
            text = SYSTEMS[system][1](page.data)
        except Exception as error:  # of ours: a fault; of another's: a page without text
            print(f"failed: {system}: {page.name}: {type(error).__name__}: {str(error)[:200]}", flush=True)
            text = ""
        empty += not text
        if page.text:
            words.append(score_overlap(text, page.text)[:2])
        else:
            phrases += count_phrases(page, text)
        if listed:
            counts = count_phrases(page, text)
            cells = words[-1] if page.text else (counts["wrong"], counts["missed"])
            print(f"{system:16} {page.name:60.60} {cells[0]:6.3f} {cells[1]:6.3f}")
    seconds = time.process_time() - started
    if words:
        precision, recall = (statistics.mean(column) for column in zip(*words, strict=True))
    else:
        precision = phrases["found"] / ((phrases["found"] + phrases["wrong"]) or 1)
        recall = phrases["found"] / ((phrases["found"] + phrases["missed"]) or 1)
    return Score(len(pages), precision, recall, empty, seconds / len(pages))


def main() -> None:
    """Print a row for each set and system."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readability", type=Path, help="`test/test-pages` of mozilla/readability")
    parser.add_argument("--trafilatura", type=Path, help="`tests` of adbar/trafilatura")
    parser.add_argument("--limit", type=int, help="pages of each set, evenly spread")
    parser.add_argument("--system", choices=SYSTEMS, action="append")
    parser.add_argument(
        "--list", action="store_true", help="print each page's precision and recall, or wrong and missed"
    )
    options = parser.parse_args()
    sets = {
        "readability": list(readability_pages(options.readability)) if options.readability else [],
        "trafilatura": list(trafilatura_pages(options.trafilatura)) if options.trafilatura else [],
    }
    if not any(sets.values()):
        parser.exit(2, "benchmarks.pages: no page found; name a folder with --readability or --trafilatura\n")
    print("| set | system | pages | precision | recall | F1 | empty | s/page |\n|---|---|---|---|---|---|---|---|")
    for name, pages in sets.items():
        if options.limit and pages:
            pages = pages[:: max(1, len(pages) // options.limit)]
        for system in options.system or SYSTEMS:
            if pages and find_spec(SYSTEMS[system][0]):
                score = score_pages(pages, system, options.list)
                print(
                    f"| {name} | {system} | {score.pages} | {score.precision:.3f} | {score.recall:.3f}"
                    f" | {score.f1:.3f} | {score.empty} | {score.seconds:.3f} |",
                    flush=True,
                )


if __name__ == "__main__":
    main()
