"""Topic segmentation, evaluated on gold segments and on articles' headings, compared with TextTiling and equal segments.

    python -m benchmarks.segments [--data FOLDER] [--texts FILE…] [--search]

Pk (Beeferman et al. 1999) and WindowDiff (Pevzner and Hearst 2002), in points, lower is better; the window is half the
mean gold segment, the unit the sentence. "given" makes as many segments as gold has; "own" as many as a summary has groups.
For the second, headings are removed and the text is segmented; the texts are our examples and documents, or those of `--texts`.
"""

from __future__ import annotations

import argparse
import itertools
import re
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from summarizer.extractive.salience import score_document
from summarizer.extractive.segmentation import PARAMETERS, SegmentationParameters, count_groups, find_block_boundaries
from summarizer.languages.english.english_vocabulary import english_words
from summarizer.languages.words import tokenize_words
from summarizer.models import Document

from .data import data_argument, need, rows

ROOT = Path(__file__).resolve().parent.parent
GROUPS = 5
Labels = list[int]
Case = tuple[Document, Labels]


def measure(data: Path) -> dict[str, float]:
    """Pk and WindowDiff of our cuts on the transcripts; lower is better."""
    cases = list(meetings_as_gold(data))
    figures = {}
    for name, method in (("given", _ours_given), ("own", _ours_own)):
        for metric, value in zip(("pk", "windowdiff"), scores(cases, method), strict=True):
            figures[f"zh_vcsum_long {name} {metric}!"] = round(value, 2)
    return figures


def meetings_as_gold(data: Path) -> Iterator[Case]:
    """Meetings, and the number of the gold segment that each sentence belongs to."""
    for row in rows(data, "sum_zh_vcsum_long"):
        document = Document.from_text(row["article"])
        ends = list(itertools.accumulate(segment["chars"] + 1 for segment in row["segments"]))
        labels = [sum(end <= sentence.start for end in ends[:-1]) for sentence in document.sentences]
        if labels[-1]:
            yield document, labels


def sections_as_gold(paths: Sequence[Path]) -> Iterator[Case]:
    """Texts without their headings, and the number of the section that each sentence belongs to."""
    for path in paths:
        document = Document.from_file(path)
        spans = [(heading.start, heading.end) for heading in document.headings]
        text = document.text
        for start, end in reversed(spans):
            begin = text.rfind("\n", 0, start) + 1
            text = text[:begin] + text[end:]
        hidden = Document.from_text(text)
        wanted = {sentence.text: _section(document, sentence.block) for sentence in document.sentences}
        labels, last = [], 0
        for sentence in hidden.sentences:
            last = max(last, wanted.get(sentence.text, last))
            labels.append(last)
        if 1 < len(set(labels)) < len(labels) and not hidden.headings:
            yield hidden, labels


def _section(document: Document, block: int) -> int:
    return len({heading.before for heading in document.headings if 1 < heading.before <= block})


def scores(cases: Sequence[Case], method: Callable[[Document, Labels], Labels]) -> tuple[float, float]:
    """Mean Pk and WindowDiff in points."""
    found = [_compare(gold, method(document, gold)) for document, gold in cases]
    return 100 * statistics.mean(pk for pk, _ in found), 100 * statistics.mean(diff for _, diff in found)


def _compare(gold: Labels, given: Labels) -> tuple[float, float]:
    """Pk and WindowDiff of two labellings of the same sentences."""
    size = len(gold)
    window = max(2, round(size / len(set(gold)) / 2))
    marks = [[int(a != b) for a, b in itertools.pairwise(labels)] for labels in (gold, given)]
    apart = differ = 0
    steps = max(1, size - window)
    for i in range(size - window):
        inside = [sum(mark[i : i + window]) for mark in marks]
        apart += (inside[0] > 0) != (inside[1] > 0)
        differ += inside[0] != inside[1]
    return apart / steps, differ / steps


def _labels(document: Document, starts: Sequence[int]) -> Labels:
    """The number of the segment that each sentence belongs to; segments start at blocks counted from 0."""
    return [sum(start <= sentence.block - 1 for start in starts) for sentence in document.sentences]


def _ours_given(document: Document, gold: Labels) -> Labels:
    return _labels(document, find_block_boundaries(document, score_document(document), len(set(gold))))


def _ours_own(document: Document, gold: Labels) -> Labels:
    return _labels(
        document,
        find_block_boundaries(document, score_document(document), count_groups(score_document(document), GROUPS)),
    )


def _equal_given(document: Document, gold: Labels) -> Labels:
    return _equal(document, len(set(gold)))


def _equal_own(document: Document, gold: Labels) -> Labels:
    return _equal(document, count_groups(score_document(document), GROUPS))


def _equal(document: Document, parts: int) -> Labels:
    return [i * parts // len(document.sentences) for i in range(len(document.sentences))]


def _texttiling(document: Document, gold: Labels) -> Labels:
    """nltk's TextTiling on the same blocks, tokenised, with our stop words; one segment when it finds none."""
    try:
        from nltk.tokenize.texttiling import TextTilingTokenizer
    except ImportError:
        raise SystemExit("benchmarks: TextTiling needs nltk: pip install 'cited-summarizer[bench]'") from None
    stop = set(english_words().stop_words) | set("的了是在和也就都我你他们这那有不")
    blocks = [" ".join(tokenize_words(block.text)) for block in document.blocks]
    # It knows words of ASCII letters and digits only: each Chinese word is encoded as one.
    spelt = [re.sub(r"[^\x00-\x7f]+", lambda m: "z" + m.group().encode("utf-16-be").hex(), block) for block in blocks]
    try:
        tiles = TextTilingTokenizer(stopwords=stop).tokenize("\n\n" + "\n\n".join(spelt))
    except ValueError:  # "No paragraph breaks were found", or a text too short for its window
        return [0] * len(gold)
    sizes = [len(re.findall(r"\S[^\n]*", tile)) for tile in tiles]
    return _labels(document, list(itertools.accumulate(sizes))[:-1])


METHODS: dict[str, Callable[[Document, Labels], Labels]] = {
    "ours, given": _ours_given,
    "equal, given": _equal_given,
    "ours, own": _ours_own,
    "equal, own": _equal_own,
    "TextTiling (nltk)": _texttiling,
}


def table(data: Path, texts: Sequence[Path]) -> list[tuple[str, tuple[float, float], tuple[float, float]]]:
    """Each method's Pk and WindowDiff on the transcripts and on the texts with headings."""
    meetings, articles = list(meetings_as_gold(data)), list(sections_as_gold(texts))
    return [(name, scores(meetings, method), scores(articles, method)) for name, method in METHODS.items()]


def default_texts() -> list[Path]:
    """Our examples and documents, of which those with headings are used."""
    found = [
        *ROOT.glob("examples/*/article.txt"),
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob("benchmarks/*.md"),
    ]
    return sorted(path for path in found if path.name != "CHANGELOG.md")


def main() -> None:
    """Print the table, or search for parameters."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data_argument(parser)
    parser.add_argument("--texts", nargs="+", type=Path, help="files with headings")
    parser.add_argument("--search", action="store_true", help="try other values of `segmentation.PARAMETERS`")
    options = parser.parse_args()
    if options.search:
        search(need(options.data), options.texts or default_texts())
        return
    print(f"{'':20} {'transcripts':>20} {'own headings':>20}\n{'':20} {'Pk':>9} {'WD':>10} {'Pk':>9} {'WD':>10}")
    for name, meetings, articles in table(need(options.data), options.texts or default_texts()):
        print(f"{name:20} {meetings[0]:9.1f} {meetings[1]:10.1f} {articles[0]:9.1f} {articles[1]:10.1f}")


def search(data: Path, texts: Sequence[Path]) -> None:
    """Print figures for other parameters, with the number of segments given: both halves of the transcripts, and the texts with headings."""
    meetings, articles = list(meetings_as_gold(data)), list(sections_as_gold(texts))
    print(f"{'shift':>5} {'even':>5}   transcripts (even, odd)      headings")
    for shift, evenness in itertools.product((0.0, 0.25, 0.5, 1.0, 1.5), (0.5, 1.0, 2.0, 4.0, 8.0)):
        parameters = replace(PARAMETERS, topic_shift=shift, evenness=evenness)

        def cut(document: Document, gold: Labels, parameters: SegmentationParameters = parameters) -> Labels:
            scored = score_document(document)
            return _labels(document, find_block_boundaries(document, scored, len(set(gold)), parameters))

        found = [scores(cases, cut) for cases in (meetings[::2], meetings[1::2], articles)]
        print(f"{shift:5.2f} {evenness:5.1f}   " + "   ".join(f"{pk:5.1f} {diff:5.1f}" for pk, diff in found))


if __name__ == "__main__":
    main()
