"""Which summary readers prefer: prompts compared with one another and with a plain request, judged blind.

    python -m benchmarks.preferences requests FOLDER --prompt summarize.v1 ARTICLE:LANGUAGE…
    python -m benchmarks.preferences sheets FOLDER --prompt plain --prompt summarize.v1 ARTICLE:LANGUAGE…
    python -m benchmarks.preferences record FOLDER RANKINGS.jsonl JUDGEMENT…
    python -m benchmarks.preferences report [RANKINGS]
    python -m benchmarks.preferences sizes ARTICLE:LANGUAGE…

`requests` writes `FOLDER/PROMPT/NN.txt`, the request for each article, which any model or person may answer in
`FOLDER/PROMPT/answers/NN.json` (`.txt` for the plain request). `sheets` writes of the answers one sheet for each
article, on which the summaries stand in one layout under letters whose order differs from sheet to sheet, and
`FOLDER/key.json`. A reader of a sheet writes a judgement: for each letter the number of `statements` and `citations`, the
lists of `wrong` statements and `slips`, how many `citations_wrong` and `clauses_uncited` there are, marks from 1 to 5 for
`coverage`, `core` and `readability`, and a `ranking`. `record` keeps their numbers by prompt, and no words of an article;
`report` prints what is recorded. `sizes` prints how large the summaries of articles are by the rules of `sizing`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast, get_args

import summarizer
from summarizer.languages import LANGUAGES
from summarizer.llm.answer_schema import SummaryAnswer
from summarizer.llm.client import Question
from summarizer.llm.instructor_adapter import build_messages
from summarizer.llm.prompts.brief import describe_groups
from summarizer.llm.writer import build_summary_question
from summarizer.models import Document, Draft, LanguageCode, Summary
from summarizer.settings import Length, PromptVersion, Settings
from summarizer.sizing import count_points, fit_size

from .prompt_notes import PARTS, describe_notes

PLAIN = "plain"
_PLAIN_REQUEST = (
    "Summarise this article in {language} for a business reader: a core viewpoint of one or two sentences, then up to "
    "5 titled groups of up to 4 points, each statement ending with the numbers [n] of the paragraphs it rests on. "
    "Write it as `Core Viewpoint`, `- statement [2]`, `Group 1: title`, `- statement [2][3]`, line by line."
)
RANKINGS = Path(__file__).parent / "rankings"


def main() -> None:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("requests", "sheets"):
        command = commands.add_parser(name)
        command.add_argument("folder", type=Path)
        command.add_argument("articles", nargs="+", metavar="ARTICLE:LANGUAGE")
        command.add_argument("--prompt", action="append", required=True)
        command.add_argument("--notes", action="append", default=[], choices=PARTS, help="of the parse, in requests")
    commands.add_parser("sizes").add_argument("articles", nargs="+", metavar="ARTICLE:LANGUAGE")
    record = commands.add_parser("record")
    record.add_argument("folder", type=Path)
    record.add_argument("rankings", type=Path)
    record.add_argument("judgements", type=Path, nargs="+")
    report = commands.add_parser("report")
    report.add_argument("rankings", type=Path, nargs="?", default=RANKINGS)
    options = parser.parse_args()
    if options.command == "report":
        print_report(read_rankings(options.rankings))
        return
    if options.command == "record":
        record_rankings(options.folder, options.rankings, options.judgements)
        return
    articles = [_parse_article(named) for named in options.articles]
    if options.command == "sizes":
        print_sizes(articles)
    elif options.command == "requests":
        write_requests(options.folder, options.prompt, articles, options.notes)
    else:
        write_sheets(options.folder, options.prompt, articles)


Article = tuple[str, Document, LanguageCode]


def write_requests(
    folder: Path, prompts: Sequence[str], articles: Sequence[Article], notes: Sequence[str] = ()
) -> None:
    """Write the request for each article and prompt, with notes of the parse in its task."""
    for prompt in prompts:
        (folder / prompt / "answers").mkdir(parents=True, exist_ok=True)
        for number, (_, document, language) in enumerate(articles, 1):
            if prompt == PLAIN:
                request = _plain_request(document, language)
            else:
                request = _request(document, language, prompt, describe_notes(document, language, notes))
            (folder / prompt / f"{number:02}.txt").write_text(request, encoding="utf-8")


def write_sheets(folder: Path, prompts: Sequence[str], articles: Sequence[Article]) -> None:
    """Write a sheet for each article, and the key that says which letter is which prompt."""
    key: dict[str, dict[str, str]] = {}
    (folder / "sheets").mkdir(parents=True, exist_ok=True)
    for number, (name, document, language) in enumerate(articles, 1):
        order = list(prompts)
        random.Random(hashlib.sha256(f"{name} {' '.join(sorted(prompts))}".encode()).digest()).shuffle(order)
        letters = dict(zip("ABCDEF", order, strict=False))
        lines = ["# The article", "", *_numbered(document)]
        for letter, prompt in letters.items():
            summary = _read_answer(folder, prompt, number, document, language)
            lines += ["", f"# Summary {letter}", "", *_layout(summary)]
        (folder / "sheets" / f"{number:02}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        key[f"{number:02}"] = {"article": name, "language": language, **letters}
    (folder / "key.json").write_text(json.dumps(key, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def print_sizes(articles: Sequence[Article]) -> None:
    """Print the points of the three lengths, and groups and points of a normal summary."""
    for name, document, language in articles:
        size = fit_size(document, Settings(), language)
        totals = "/".join(str(count_points(document, length)) for length in get_args(Length))
        print(
            f"{name:18} {document.kind:10} {len(document.text):6} characters  {totals:9} points, "
            f"{describe_groups(size)}, core {size.core.minimum} to {size.core.maximum}"
        )


def _parse_article(named: str) -> Article:
    name, _, language = named.rpartition(":")
    path = Path(name)
    title = path.parent.name if path.stem == "article" else path.stem  # examples/NAME/article.txt
    return title, summarizer.read_document(path), cast(LanguageCode, language)


def _question(document: Document, language: LanguageCode, prompt: str) -> Question[SummaryAnswer]:
    version = cast(PromptVersion, prompt.removeprefix("summarize."))
    return build_summary_question(document, Settings(model="any/model", language=language, prompts=version))


def _request(document: Document, language: LanguageCode, prompt: str, notes: str = "") -> str:
    question = _question(document, language, prompt)
    line, rest = question.prompt.task.split("\n", 1)
    asked = replace(question.prompt, task=f"{line}{notes}\n{rest}")
    messages = build_messages(asked, "json", question.answer, [])
    return "\n\n".join(f"=== {message['role']} ===\n\n{message['content']}" for message in messages) + "\n"


def _plain_request(document: Document, language: LanguageCode) -> str:
    request = _PLAIN_REQUEST.format(language=LANGUAGES[language].english_name)
    return "\n".join(["=== user ===", "", request, "", *_numbered(document)]) + "\n"


def _numbered(document: Document) -> Iterator[str]:
    """The article with its paragraphs numbered as citations count them, headings included."""
    yield from (text for text in (document.title, document.byline, document.source, document.published_at) if text)
    headings = list(document.headings)
    for block in document.blocks:
        while headings and headings[0].before <= block.number:
            yield f"\n{headings.pop(0).text}"
        speaker = f"{block.speaker}: " if block.speaker else ""
        yield f"\n[{block.number}] {speaker}{block.text}"


def _read_answer(
    folder: Path, prompt: str, number: int, document: Document, language: LanguageCode
) -> list[tuple[str | None, str]]:
    """The title (None for the core viewpoint) and the printed form of each statement."""
    stem = folder / prompt / "answers" / f"{number:02}"
    if prompt == PLAIN:
        return list(_printed_summary(summarizer.parse_summary(stem.with_suffix(".txt").read_text(encoding="utf-8"))))
    answer = _question(document, language, prompt).answer
    text = stem.with_suffix(".json").read_text(encoding="utf-8")
    return list(_printed_draft(answer.model_validate_json(text).draft(), document))


def _printed_summary(summary: Summary) -> Iterator[tuple[str | None, str]]:
    if summary.core_viewpoint:
        yield None, summary.core_viewpoint.text + _marks(summary.core_viewpoint.citations)
    for group in summary.groups:
        yield from ((group.title, point.text + _marks(point.citations)) for point in group.points)


def _printed_draft(draft: Draft, document: Document) -> Iterator[tuple[str | None, str]]:
    for _, title, statement in draft.statements():
        blocks = sorted({document.sentences[n - 1].block for n in statement.sentences})
        yield title, statement.text + _marks(blocks)


def _marks(citations: Sequence[int]) -> str:
    return " " + "".join(f"[{n}]" for n in citations)


def _layout(statements: Sequence[tuple[str | None, str]]) -> Iterator[str]:
    last: str | None = None
    yield "Core viewpoint"
    for title, text in statements:
        if title != last:
            yield f"\n{title}"
            last = title
        yield f"- {text}"


def record_rankings(folder: Path, rankings: Path, judgements: Sequence[Path]) -> None:
    """Write what readers said of sheets as numbers by prompt, a line for each sheet."""
    key = json.loads((folder / "key.json").read_text(encoding="utf-8"))
    lines = []
    for path in sorted(judgements, key=lambda path: path.stem):
        judged, about = json.loads(path.read_text(encoding="utf-8")), key[path.stem]
        letters = judged["ranking"]
        kept = {
            "article": about["article"],
            "language": about["language"],
            "ranking": [about[letter] for letter in letters],
            "summaries": {about[letter]: _to_numbers(judged[letter]) for letter in letters},
        }
        lines.append(json.dumps(kept, ensure_ascii=False))
    rankings.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _to_numbers(found: Mapping[str, Any]) -> dict[str, int]:
    return {name: len(value) if isinstance(value, list) else value for name, value in found.items()}


def read_rankings(folder: Path) -> list[dict[str, Any]]:
    """The judgements in a file, or in the files of a folder, each on the summaries of one article, by prompt."""
    return [
        json.loads(line)
        for path in ([folder] if folder.is_file() else sorted(folder.glob("*.jsonl")))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def print_report(rankings: Sequence[Mapping[str, Any]]) -> None:
    """Print how often each prompt was preferred to each other, and what the readers found."""
    prompts = sorted({prompt for judged in rankings for prompt in judged["ranking"]})
    print(f"{len(rankings)} articles")
    for first in prompts:
        for second in prompts:
            pairs = [r["ranking"] for r in rankings if {first, second} <= set(r["ranking"]) and first != second]
            if pairs:
                won = sum(ranking.index(first) < ranking.index(second) for ranking in pairs)
                print(f"{first:16} preferred to {second:16} {won:3} of {len(pairs)}  {won / len(pairs):.0%}")
    for prompt in prompts:
        found = [r["summaries"][prompt] for r in rankings if prompt in r["summaries"]]
        total = {name: sum(f[name] for f in found) for name in found[0]}
        means = "  ".join(f"{name} {total[name] / len(found):.2f}" for name in ("coverage", "core", "readability"))
        print(
            f"{prompt:16} {total['statements']} statements: {total['wrong']} wrong "
            f"({total['wrong'] / total['statements']:.2%}), {total['slips']} slips; citations: precision "
            f"{1 - total['citations_wrong'] / total['citations']:.1%}, uncited clauses {total['clauses_uncited']}; {means}"
        )


if __name__ == "__main__":
    main()
