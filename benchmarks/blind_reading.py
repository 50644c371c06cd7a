"""Blind reading: the offline engine beside LexRank and the lead, for readers who do not know which is which.

    python -m benchmarks.blind_reading make OUT --key KEY --python PYTHON [--before CHECKOUT] ARTICLE…
                                                                                        files to read, and the key
    python -m benchmarks.blind_reading record ANSWERS --key KEY --to readings/NAME.jsonl   answers with the key, no text
    python -m benchmarks.blind_reading figures readings/NAME.jsonl                      their figures
    python -m benchmarks.blind_reading titles readings/titles_4.jsonl                   figures of titles alone

ARTICLE is a text file, or `SET:N`, the N-th row of `sum_SET.jsonl` in the public data (`--data`). `make` writes for each
article `NN.txt` with three summaries of equal length in one layout and shuffled order, and `NN.groups.txt` with the
groups and titles of our summary; KEY keeps which summary is whose, and no text. PYTHON is an interpreter that has sumy.
CHECKOUT is a folder with an older version of the package, whose summary is then a fourth one, at its own length.

An answer is `NN.json`: `{"ranking": ["B", "A", "C"], "core_right": {"A": true, …}, "boilerplate": {"A": [3], …},
"fragment": {"A": [2], …}, "damaged": {"A": [], …}, "titles_good": [true, false, …]}`, where numbers are those of the
points, 0 that of the main statement, and `titles_good` has one entry a group, if titles were judged; or `titles_judged`, with `good`, `plain` (an honest word that names nothing) or
`bad` for each. A tie in the ranking is a list within the list.

`readings/titles.jsonl` has readings of titles alone, of two versions of an article in shuffled order: `version`
(`crossheads`: groups of neighbours below a clause; `lists`: below two or three noun phrases, which was not taken;
`shared`: points that one title names, before English names with a description were kept out; the last 30 lines are `crossheads` beside it),
`language`, `kind`, and for each title its form, the number of points below it, and what the reader said. Readers were
told that a title is bad that names one of several points.

`readings/titles_2.jsonl` is of six readings after that, with the version that was rather read (`preferred`, a half for a
tie). `joined` was what stood: points that have the head of a phrase stood below it, single ones shared a title, and an odd
one joined a group. The others were tried beside it, each on articles of its own: `functions` (what points do in the
article, as Figures, Background, Statements), `subjects` and `topics` (the same with what the article is about), `news` (a
clause of the Core Viewpoint above several points), and `strict`, which was taken: every point has all words of its title.

`readings/titles_3.jsonl` is of five readings after that, by stricter readers: what the whole article is about was plain to
them. `strict` is what stood. Each of the others adds to the one before it: `sole` (more clauses, phrases above one point
only of some length, none of what the Core Viewpoint names), `clauses` (no phrase above one point), `verbatim` (Chinese
phrases as they stand in each point), and `first`, which was taken: a point stands below a clause of its own if it has one.
The fourth reading is of 19 articles in which that made a difference (`shared`, and `unshared` with it).

`readings/lists.jsonl` is of three readings of news after that, by which version was rather read: `groups` with these titles, or
`list`, one group of all points in the article's order. In the first two half of the points or more have no title, in the third
fewer, but titles stand above single points.

`readings/titles_4.jsonl` is of three readings of titles that say what the article is about, above that list. In the first, of titles alone, two phrases are
joined by a word (`joined`) or a colon (`colon`); in the second, several `candidates` were judged for each list, as a pair, a name or a phrase alone; the third is of whole
summaries, the version before (`clauses`) and the list with a title where enough points take it up (`subject`).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import summarizer
from summarizer.models import Document, Group, Summary

from .data import data_argument, need, rows
from .readability import is_plain_title

OURS, LEXRANK, LEAD, BEFORE = "ours", "lexrank", "lead", "before"
LETTERS = "ABCD"
ANSWERED = ("ranking", "core_right", "boilerplate", "fragment", "damaged", "titles_good", "titles_judged")
# How far the sentences of a peer may exceed our length, so that none is cut.
_SLACK = 1.05

_LEXRANK = """
import json, sys
from sumy.nlp.stemmers import Stemmer
from sumy.nlp.tokenizers import Tokenizer
from sumy.parsers.plaintext import PlaintextParser
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.utils import get_stop_words
import nltk   # sumy's English tokenizer needs a download; the same Punkt code runs without it
from nltk.tokenize import NLTKWordTokenizer
from nltk.tokenize.punkt import PunktSentenceTokenizer
nltk.tokenize.PunktTokenizer = lambda _language: PunktSentenceTokenizer()
nltk.word_tokenize = lambda text, language="english", preserve_line=True: NLTKWordTokenizer().tokenize(text)
answers = []
for language, text in json.load(sys.stdin):
    engine = LexRankSummarizer(Stemmer(language))
    engine.stop_words = get_stop_words(language)
    ranked = []
    def count(infos):
        ranked.extend((info.rating, info.order, str(info.sentence)) for info in infos)
        return []
    document = PlaintextParser.from_string(text, Tokenizer(language)).document
    engine(document, count)
    answers.append([[order, sentence] for _, order, sentence in ranked])
json.dump(answers, sys.stdout)
"""
_BEFORE = """
import json, sys, summarizer
answers = []
for text in json.load(sys.stdin):
    summary = summarizer.summarize(summarizer.Document.from_text(text))
    core = summary.core_viewpoint.text if summary.core_viewpoint else ""
    answers.append([core, [point.text for group in summary.groups for point in group.points]])
json.dump(answers, sys.stdout)
"""


@dataclass(frozen=True)
class Listing:
    """A summary as it is shown: the statement that stands first, and the others in reading order."""

    core: str
    points: tuple[str, ...]

    @property
    def length(self) -> int:
        """Characters of all statements."""
        return len(self.core) + sum(map(len, self.points))


def list_ours(summary: Summary) -> Listing:
    """Our summary without its groups."""
    core = summary.core_viewpoint.text if summary.core_viewpoint else ""
    return Listing(core, tuple(point.text for group in summary.groups for point in group.points))


def list_ranked(ranked: Sequence[tuple[int, str]], length: int) -> Listing:
    """The best sentences up to a length: the very best first, the others in reading order."""
    chosen: list[tuple[int, str]] = []
    size = 0
    for order, sentence in ranked:
        if chosen and size + len(sentence) > _SLACK * length:
            continue
        chosen.append((order, sentence))
        size += len(sentence)
        if size >= length:
            break
    return Listing(chosen[0][1], tuple(sentence for _, sentence in sorted(chosen[1:])))


def rank_with_lexrank(python: str, documents: Sequence[Document]) -> list[list[tuple[int, str]]]:
    """The sentences of each document, best first, by sumy's LexRank in another interpreter."""
    names = {"zh": "chinese", "en": "english"}
    asked = [(names[document.language], _body(document)) for document in documents]
    done = subprocess.run([python, "-c", _LEXRANK], input=json.dumps(asked), capture_output=True, text=True, check=True)
    return [[(order, sentence) for order, sentence in answer] for answer in json.loads(done.stdout)]


def summarize_before(checkout: Path, documents: Sequence[Document]) -> list[Listing]:
    """The summaries of an older version of the package."""
    checkout = checkout.resolve()
    done = subprocess.run(
        [sys.executable, "-c", _BEFORE],
        input=json.dumps([document.text for document in documents]),
        capture_output=True,
        text=True,
        check=True,
        cwd=checkout,  # the first place where Python looks
        env=os.environ | {"PYTHONPATH": str(checkout)},
    )
    return [Listing(core, tuple(points)) for core, points in json.loads(done.stdout)]


def _body(document: Document) -> str:
    return "\n\n".join(" ".join(block.text.split()) for block in document.blocks)


def _documents(names: Sequence[str], data: Path) -> Iterator[Document]:
    for name in names:
        path = Path(name)
        if path.exists():
            yield Document.from_file(path)
        else:
            set_name, _, number = name.rpartition(":")
            yield Document.from_text(list(rows(need(data), f"sum_{set_name}"))[int(number)]["article"])


def make(names: Sequence[str], out: Path, key: Path, python: str, data: Path, before: Path | None = None) -> None:
    """Write the files to read, and the key."""
    out.mkdir(parents=True, exist_ok=True)
    documents = list(_documents(names, data))
    shuffled = random.Random(len(names))
    kept: dict[str, Any] = {}
    older = summarize_before(before, documents) if before else []
    for number, (document, ranked) in enumerate(zip(documents, rank_with_lexrank(python, documents), strict=True), 1):
        summary = summarizer.summarize(document)
        ours = list_ours(summary)
        lead = [(index, sentence.text) for index, sentence in enumerate(document.sentences)]
        listings = {
            OURS: ours,
            LEXRANK: list_ranked(ranked, ours.length),
            LEAD: list_ranked(lead, ours.length),
        }
        if older:
            listings[BEFORE] = older[number - 1]
        order = shuffled.sample(list(listings), len(listings))
        name = f"{number:02}"
        (out / f"{name}.txt").write_text(_show(document, [listings[system] for system in order]), "utf-8")
        (out / f"{name}.groups.txt").write_text(summary.to_text(), "utf-8")
        kept[name] = {
            "language": document.language,
            "kind": document.kind,
            "systems": dict(zip(LETTERS, order, strict=False)),
            "points": {system: len(listing.points) for system, listing in listings.items()},
            "titles": len(summary.groups),
            "title_forms": [_form_of_title(group, document) for group in summary.groups],
        }
    key.write_text(json.dumps(kept, indent=1), "utf-8")


def _form_of_title(group: Group, document: Document) -> str:
    """Whether a title is a `heading` of the article, a `plain` word or a `phrase`.

    The recorded readings are of titles that were a `crosshead`, a `pair` of phrases, or a `phrase of one point` among
    several, as well.
    """
    title = group.title
    if is_plain_title(title, document.language):
        return "plain"
    if any(title in heading.text or heading.text in title for heading in document.headings):
        return "heading"
    return "phrase"


def _show(document: Document, listings: Sequence[Listing]) -> str:
    lines = [f"ARTICLE: {document.title or '(no title)'}", ""]
    headings = {heading.before: heading.text for heading in document.headings}
    for block in document.blocks:
        if block.number in headings:
            lines += [f"## {headings[block.number]}", ""]
        speaker = f"{block.speaker}: " if block.speaker else ""
        lines += [speaker + " ".join(block.text.split()), ""]
    for letter, listing in zip(LETTERS, listings, strict=False):
        lines += [f"=== SUMMARY {letter} ===", f"Main statement: {_flat(listing.core)}"]
        lines += [f"{number}. {_flat(point)}" for number, point in enumerate(listing.points, 1)]
        lines.append("")
    return "\n".join(lines)


def _flat(text: str) -> str:
    return " ".join(text.split()).rstrip("。.")


def record(answers: Path, key: Path, to: Path) -> None:
    """Append the answers of a folder to a file of recorded readings, each with its part of the key; without notes.

    Raises:
        SystemExit: there is no answer.
    """
    kept: dict[str, Any] = json.loads(key.read_text("utf-8"))
    given = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(answers.glob("*.json"))}
    lines = [
        json.dumps(kept[name] | {field: answer[field] for field in ANSWERED if field in answer}, ensure_ascii=False)
        for name, answer in given.items()
        if name in kept
    ]
    if not lines:
        raise SystemExit(f"no answers in {answers}")
    to.parent.mkdir(parents=True, exist_ok=True)
    with to.open("a", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)


def figures(readings: Path) -> dict[str, float]:
    """What recorded readings say, in percent."""
    given = [json.loads(line) for line in readings.read_text("utf-8").splitlines()]
    found: dict[str, float] = {"articles read": len(given)}
    systems = [name for name in (OURS, BEFORE, LEXRANK, LEAD) if name in given[0]["systems"].values()]
    for peer in systems[1:]:
        wins = [_preference(reading["ranking"], reading["systems"], peer) for reading in given]
        found[f"preferred to {peer}"] = _percent(wins)
    for system in systems:
        points = sum(reading["points"][system] + 1 for reading in given)
        for fault in ("boilerplate", "fragment", "damaged"):
            faulty = [reading[fault].get(_letter(reading["systems"], system), ()) for reading in given]
            found[f"{system}: statements that are {fault}"] = round(100 * sum(map(len, faulty)) / points, 1)
        right = [reading["core_right"].get(_letter(reading["systems"], system), False) for reading in given]
        found[f"{system}: core right"] = _percent(list(map(float, right)))
    titles = [(reading["title_forms"], _judged_titles(reading)) for reading in given if _judged_titles(reading)]
    if not titles:
        return found
    found["titles good"] = _percent([float(judged == "good") for _, answers in titles for judged in answers])
    if any("titles_judged" in reading for reading in given):
        found["titles plain"] = _percent([float(judged == "plain") for _, answers in titles for judged in answers])
    forms: dict[str, list[float]] = {}
    for written, answers in titles:
        for form, judged in zip(written, answers, strict=True):
            forms.setdefault(form, []).append(float(judged == "good"))
    for form, values in sorted(forms.items()):
        found[f"titles good, of {len(values)} of form {form}"] = _percent(values)
    return found


def title_figures(readings: Path) -> dict[str, float]:
    """In percent for each version: titles that are good, plain and bad, and good by form and number of points.

    Where readers said which version they would rather read, how often they did as well; a tie is a half. What stood, the
    first of the file, is given beside each version that was tried as well, on the articles that both were read on.
    """
    judged: dict[str, list[float]] = {}
    given = [json.loads(line) for line in readings.read_text("utf-8").splitlines()]
    stood = given[0]["version"]
    tried = {reading.get("reading"): reading["version"] for reading in given if reading["version"] != stood}
    for reading in given:
        version = reading["version"]
        beside = f"{version} beside {tried[reading['reading']]}" if version == stood and "reading" in reading else ""
        if "preferred" in reading:
            judged.setdefault(f"{version}: preferred", []).append(reading["preferred"])
        titles = zip(reading["title_forms"], reading["title_points"], reading["titles_judged"], strict=True)
        for form, points, answer in titles:
            several = "one point" if points == 1 else "several points"
            for kind in ("good", "plain", "bad"):
                for name in filter(None, (version, beside)):
                    judged.setdefault(f"{name}: {kind}", []).append(float(answer == kind))
            judged.setdefault(f"{version}: good, {form} above {several}", []).append(float(answer == "good"))
    return {f"{name}, of {len(values)}": _percent(values) for name, values in sorted(judged.items())}


def _judged_titles(reading: Mapping[str, Any]) -> list[str]:
    """What a reader said of each title: good, plain or bad."""
    good_or_bad = ["good" if good else "bad" for good in reading.get("titles_good", ())]
    given: list[str] = reading.get("titles_judged") or good_or_bad
    return given


def _letter(systems: Mapping[str, str], system: str) -> str:
    return next(letter for letter, name in systems.items() if name == system)


def _preference(ranking: Sequence[Any], systems: Mapping[str, str], peer: str) -> float:
    """1 where ours is ranked before a peer, half of it for a tie."""
    places = {letter: place for place, letters in enumerate(ranking) for letter in letters}
    ours, other = places[_letter(systems, OURS)], places[_letter(systems, peer)]
    return 0.5 if ours == other else float(ours < other)


def _percent(values: Sequence[float]) -> float:
    return round(100 * sum(values) / max(1, len(values)), 1)


def main() -> None:
    """Make a reading set, or print the figures of its answers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data_argument(parser)
    parser.add_argument("task", choices=("make", "record", "figures", "titles"))
    parser.add_argument(
        "path", type=Path, help="where the files to read go, the folder of answers, or recorded readings"
    )
    parser.add_argument("articles", nargs="*")
    parser.add_argument("--key", type=Path, help="the file that keeps which summary is whose")
    parser.add_argument("--to", type=Path, help="the recorded readings that answers are added to")
    parser.add_argument("--before", type=Path, help="a checkout of an older version, to be read beside this one")
    parser.add_argument("--python", default="python3", help="an interpreter that has sumy")
    options = parser.parse_intermixed_args()
    if options.task in ("figures", "titles"):
        for name, value in (figures if options.task == "figures" else title_figures)(options.path).items():
            print(f"{name:60} {value:6.1f}")
    elif options.task == "record" and options.key and options.to:
        record(options.path, options.key, options.to)
    elif options.task == "make" and options.key:
        make(options.articles, options.path, options.key, options.python, options.data, options.before)
    else:
        parser.error(f"{options.task} needs --key" + " and --to" * (options.task == "record"))


if __name__ == "__main__":
    main()
