"""Notes that a prompt could hold of the parse: names, dates and figures in the summary's language. A trial, not in use.

    python -m benchmarks.prompt_notes ARTICLE:LANGUAGE…

prints them with their tokens; `benchmarks.preferences requests --notes PART` puts them into requests. What came of it
stands in benchmarks/README.md.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import cast

import regex

import summarizer
from summarizer.grounding.data import read_lines
from summarizer.grounding.gazetteer import find_known_names
from summarizer.grounding.passage import Passage
from summarizer.llm.prompts import neutralize_markup
from summarizer.models import Document, LanguageCode
from summarizer.quantities import FigureContext, Quantity, find_quantities, format_quantity
from summarizer.quantities.document_context import build_figure_context
from summarizer.text.token_counts import estimate_tokens

# A figure with a scale word that the other language has not: 万, 亿, 万亿; million, billion, trillion.
_SCALED = regex.compile(
    r"[\d.,]*\d\s?(?:万|萬|亿|億|百万|千万)[亿億]?[\p{Han}]{0,4}|[$€£¥]?\d[\d.,]*\s(?:million|billion|trillion)(?:\s\p{Lu}?\p{Ll}+)?",
    regex.I,
)
# Words for a time that only the date of the article settles.
_RELATIVE = regex.compile(
    r"(?:去|今|前|明|后|後)年(?:第?[一二三四1-4]季度|[上下]半年|\d{1,2}月)?|[上本下]个?(?:季度|月)|昨[天日晚]|今[天日晚]|明[天日晚]"
    r"|\b(?:last|this|next) (?:year|quarter|month)\b|\b(?:yesterday|today|tomorrow)\b",
    regex.I,
)


@dataclass(frozen=True, slots=True)
class NoteLimits:
    """How much a prompt is told. Set on 2026-11-30, so that notes cost at most a twentieth of a prompt.

    Attributes:
        names, dates, figures: at most so many of each.
    """

    names: int = 12
    dates: int = 6
    figures: int = 40


LIMITS = NoteLimits()
PARTS = ("names", "dates", "figures")


def describe_notes(document: Document, language: LanguageCode, parts: Iterable[str] = PARTS) -> str:
    """The notes as a sentence of the task; nothing where there is nothing to note.

    Args:
        language: of the summary.
    """
    finders = {"names": _names, "dates": _dates, "figures": _figures}
    noted = [pair for part in parts for pair in finders[part](document, language)]
    return f" Notes: {'; '.join(noted)}." if noted else ""


def _names(document: Document, language: LanguageCode) -> Iterator[str]:
    """Names of organisations and people with an established form, from the gazetteer."""
    if document.language == language:
        return
    passage, forms = Passage(document.text), _listed_forms()
    known = [name for name in find_known_names(passage) if len(name.entries) == 1 and name.entries[0] < len(forms)]
    found = ((passage.text[n.start : n.end], forms[n.entries[0]][language == "en"]) for n in known)
    pairs = [pair for pair in dict.fromkeys(found) if pair[1]]
    yield from (f"{neutralize_markup(a)} = {b}" for a, b in pairs[: LIMITS.names])


@cache
def _listed_forms() -> tuple[tuple[str, str], ...]:
    """The first strong form of each name of the gazetteer in Chinese and in English."""
    rows = (line.split(" = ") for line in read_lines("gazetteer.txt"))
    return tuple((_first_form(chinese), _first_form(english)) for chinese, english in rows)


def _first_form(forms: str) -> str:
    return next((form.replace("_", " ") for form in forms.strip().split("|") if not form.startswith("~")), "")


def _dates(document: Document, language: LanguageCode) -> Iterator[str]:
    """Words such as 去年 with the date that they mean in an article of its day."""
    context = build_figure_context(document).claims
    if context.date is None:
        return
    words = dict.fromkeys(found[0] for found in _RELATIVE.finditer(document.text))
    for word in list(words)[: LIMITS.dates]:
        for figure in _resolved(word, context):
            yield f"{word} = {format_quantity(figure, language).removeprefix('the year ')}"


def _resolved(word: str, context: FigureContext) -> list[Quantity]:
    found = find_quantities(word, context)
    if len(found) != 1 or found[0].text != word or found[0].when is None or not found[0].certain:
        return []
    return [replace(found[0], when=replace(found[0].when, relative=None, part=None))]


def _figures(document: Document, language: LanguageCode) -> Iterator[str]:
    """Amounts with their scale in the other language."""
    if document.language == language:
        return
    texts = dict.fromkeys(found[0] for found in _SCALED.finditer(document.text))
    shown = 0
    for text in texts:
        for figure in find_quantities(text):
            written = format_quantity(figure, language)
            if shown < LIMITS.figures and written != figure.text and figure.kind in ("money", "count", "number"):
                yield f"{figure.text} = {written}"
                shown += 1


def main() -> None:
    """Print the notes of articles."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="+", metavar="ARTICLE:LANGUAGE")
    for named in parser.parse_args().articles:
        path, _, language = named.rpartition(":")
        document = summarizer.read_document(Path(path))
        for part in PARTS:
            notes = describe_notes(document, cast(LanguageCode, language), [part])
            print(f"{Path(path).stem:16} {part:8} {estimate_tokens(notes):5} tokens{notes}")


if __name__ == "__main__":
    main()
