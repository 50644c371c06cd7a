"""Statements of a strong model on real articles, their false variants and true rewordings: what the verdicts are worth.

    python -m benchmarks.statements [--data FOLDER]             rules alone, as `summarizer check` without a model
    python -m benchmarks.statements --judged [FILE]             with the recorded judgements of a model
    python -m benchmarks.statements --verify JUDGE              with this judge: provider/model, nli/NAME or nli/FOLDER
    python -m benchmarks.statements --prompts FOLDER            write the questions to a judge, to be answered by hand
    python -m benchmarks.statements --take FOLDER --judge NAME  record the answers that stand beside them
    python -m benchmarks.statements --repair                    what repairs make of the recorded first drafts

Each row is a statement with the blocks it cites and a label; `kind` is the error put in. `precision of supported` weighs
true and false statements alike. A question holds one variant of each statement, as a summary does, in an order that
tells nothing. Recorded judgements hold numbers and verdicts only, no words of the articles, and the prompt's digest.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from summarizer import Document, Settings, UsageError
from summarizer.concurrency import run_coroutine
from summarizer.grounding import SourceIndex, ground
from summarizer.grounding.report import check_summary
from summarizer.judging import open_judge
from summarizer.judging.claims import Claim, collect_claims, statement_claims
from summarizer.judging.model_judge import PROMPT, build_question, read_verdicts
from summarizer.judging.ruling import Verdict, judge_statement
from summarizer.llm.answer_schema import MAX_VERDICTS, VerdictAnswer, build_summary_model
from summarizer.llm.client import ModelClient
from summarizer.llm.instructor_adapter import build_messages
from summarizer.models import LanguageCode, Run, Statement, Summary, Support
from summarizer.repair.policy import is_confirmed
from summarizer.repair.relocation import relocate_citations
from summarizer.text.scripts import count_han

from .data import data_argument, need, rows

RECORDED = Path(__file__).parent / "judgements" / "statements.jsonl"
_TRUE_KINDS = ("original", "paraphrase")
COUNTED = ("statements", "true", "moved", "true moved", "asked", "true asked")
_FAILING = ("unsupported", "partial")


@dataclass(frozen=True)
class Case:
    """A statement of the data with its label, and what the rules say of it.

    Attributes:
        id: `ARTICLE.STATEMENT.VARIANT`; an original may go without a variant.
    """

    id: str
    kind: str
    document: Document
    statement: Statement
    is_true: bool

    @property
    def claim(self) -> Claim | None:
        """What a judge is asked; None for a copy."""
        return next(statement_claims({self.id: self.statement}, self.document), None)


def cases(data: Path) -> Iterator[Case]:
    """All cases, article by article, checked by the rules."""
    folder = data / "statements"
    for path in sorted(folder.glob("*.cases.jsonl")):
        document = Document.from_file(folder / f"{path.name.partition('.')[0]}.txt")
        index = SourceIndex(document)
        for row in rows(folder, path.name.removesuffix(".jsonl")):
            written = Statement(text=row["text"].replace("\n", " "), citations=tuple(sorted(row["blocks"])))
            summary = Summary(language="en", core_viewpoint=written)
            checked = check_summary(summary, index).entries[0].statement
            yield Case(row["id"], row["kind"], document, checked, row["kind"] in _TRUE_KINDS)


def measure(data: Path) -> dict[str, float]:
    """Rules alone and with the recorded judgements, as the gate compares them."""
    return measure_cases(list(cases(data)), RECORDED)


def measure_cases(found: list[Case], judgements: Path) -> dict[str, float]:
    """The rates of cases by rules alone, and with the judgements recorded in a file."""
    rules = rates([(case, case.statement.support) for case in found])
    judged = rates(list(with_verdicts(found, recorded(judgements))))
    return {
        **{f"rules {name}": value for name, value in rules.items()},
        **{f"judged {n}": v for n, v in judged.items()},
    }


def rates(found: list[tuple[Case, Support]]) -> dict[str, float]:
    """The shares of true statements accused and supported, of false ones caught, and of right verdicts `supported`."""
    true = [support.status for case, support in found if case.is_true]
    false = [support.status for case, support in found if not case.is_true]
    supported, mistaken = _share(true, ("supported",)), _share(false, ("supported",))
    return {
        "true accused!": _share(true, _FAILING),
        "false caught": _share(false, _FAILING),
        "precision of supported": supported / (supported + mistaken) if supported + mistaken else 0.0,
        "true supported": supported,
    }


def _share(statuses: list[str], wanted: Iterable[str]) -> float:
    return sum(status in wanted for status in statuses) / len(statuses) if statuses else 0.0


def report(found: list[tuple[Case, Support]]) -> None:
    """Print each kind and the rates."""
    kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for case, support in found:
        kinds[case.kind][support.status] += 1
    print(f"{'kind':16} {'n':>4} flagged supported unchecked")
    for kind, count in sorted(kinds.items()):
        n = count.total()
        flagged = count["unsupported"] + count["partial"]
        print(f"{kind:16} {n:4} {flagged / n:7.1%} {count['supported'] / n:9.1%} {count['unchecked'] / n:9.1%}")
    print("; ".join(f"{name.rstrip('!')} {value:.1%}" for name, value in rates(found).items()))


# ------------------------------------------------------------------------------------------------------ judged


def prompt_digest() -> str:
    """The digest of the judge's prompt as it is now."""
    text = (files("summarizer.llm.prompts") / f"{PROMPT}.md").read_text(encoding="utf-8")
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def recorded(path: Path) -> dict[str, Verdict]:
    """The recorded verdicts by case. They stand for an answer to whatever the rules notice: words are not kept."""
    verdicts = {}
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        if "id" in row:
            verdicts[row["id"]] = Verdict(row["verdict"], row.get("kind", "overlap"), reason="recorded")
    return verdicts


def with_verdicts(found: Iterable[Case], verdicts: Mapping[str, Verdict]) -> Iterator[tuple[Case, Support]]:
    """The cases that were judged, and copies, which need no judge."""
    for case in found:
        if case.claim is None:
            yield case, case.statement.support
        elif case.id in verdicts:
            statement = judge_statement(case.statement, verdicts[case.id], "recorded", case.document)
            yield case, statement.support


async def judge_now(found: list[Case], name: str) -> dict[str, Verdict]:
    """The verdicts of a judge, asked now."""
    settings = Settings(verify=name, cache=True)
    client = None if settings.offline else ModelClient(settings, settings.judge)
    judge, verdicts = open_judge(settings, client), dict[str, Verdict]()
    assert judge is not None
    for part in questions(found):
        judgement = await judge.judge(list(part.claims.values()), part.document, "en")
        verdicts |= judgement.verdicts
        print(f"{len(judgement.verdicts)} of {len(part.claims)} {judgement.error or ''}", file=sys.stderr)
    if client is not None:
        await client.__aexit__(None, None, None)
    return verdicts


@dataclass(frozen=True)
class Question:
    """What a judge is asked at a time: claims by their names in the records, about one document."""

    document: Document
    claims: Mapping[str, Claim]


def questions(found: Iterable[Case], drafts: Iterable[Drafted] = ()) -> Iterator[Question]:
    """The cases that need a judge, one variant of each statement of an article in a question; then those of drafts."""
    by_article: defaultdict[str, defaultdict[str, list[Case]]] = defaultdict(lambda: defaultdict(list))
    for case in found:
        if case.claim is not None:
            article, _, rest = case.id.partition(".")
            by_article[article][re.sub(r"\.[a-z]+\d*$", "", rest)].append(case)
    for article, variants in sorted(by_article.items()):
        rng = random.Random(article)
        for group in variants.values():
            rng.shuffle(group)
        for n in range(max(map(len, variants.values()))):
            members = [group[n] for group in variants.values() if n < len(group)]
            for start in range(0, len(members), MAX_VERDICTS):
                part = members[start : start + MAX_VERDICTS]
                yield Question(part[0].document, {case.id: case.claim for case in part if case.claim})
    for drafted in drafts:
        claims = collect_claims(drafted.summary, drafted.document)
        yield Question(drafted.document, {f"{drafted.article}#{claim.place}": claim for claim in claims})


def write_questions(asked: Iterable[Question], folder: Path) -> None:
    """A file for each question, as a judge is sent it that is given the schema in words."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, part in enumerate(asked, 1):
        question = build_question(list(part.claims.values()), part.document, "en", 4096)
        messages = build_messages(question.prompt, "json", question.answer, [])
        (folder / f"{number:03}.txt").write_text("\n\n".join(m["content"] for m in messages), encoding="utf-8")


def take_answers(asked: Iterable[Question], folder: Path, judge: str, target: Path = RECORDED) -> None:
    """Record the answers in `NNN.json` beside the questions; those without an answer are left out."""
    lines: list[dict[str, Any]] = [{"judge": judge, "prompt": PROMPT, "digest": prompt_digest()}]
    for number, part in enumerate(asked, 1):
        path, names = folder / f"{number:03}.json", list(part.claims)
        if not path.exists():
            continue
        answer = VerdictAnswer.model_validate_json(path.read_text(encoding="utf-8"))
        for place, verdict in sorted(read_verdicts(answer, len(names)).items()):
            line: dict[str, Any] = {"id": names[place - 1], "verdict": verdict.status}
            if verdict.status != "supported":
                line["kind"] = verdict.kind
            lines.append(line)
    target.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    print(f"{len(lines) - 1} judgements recorded in {target}")


# ------------------------------------------------------------------------------------------------------ repair


@dataclass(frozen=True)
class Drafted:
    """A recorded first draft as a summary, grounded, before it is judged.

    Attributes:
        answer: the draft as the model wrote it.
        true: the places of statements that a reader found right, with the right citations.
    """

    article: str
    document: Document
    answer: str
    summary: Summary
    true: frozenset[str]


def drafts(data: Path) -> Iterator[Drafted]:
    """The recorded drafts, article by article."""
    folder = data / "statements"
    for path in sorted((folder / "answers").glob("*.json")):
        exchange = json.loads(path.read_text(encoding="utf-8"))
        if "core_viewpoint" not in exchange["answer"]:
            continue
        article = exchange["article"]
        document = Document.from_file(folder / f"{article}.txt")
        asked = build_summary_model(document, summary_language_of(exchange["answer"]), Settings(groups=12, points=12))
        draft = asked.model_validate(exchange["answer"]).draft()
        summary = ground(draft, SourceIndex(document), Run())
        good = {r["id"] for r in rows(folder, f"{article}.judged") if r["article"] == "yes" and not r["missing"]}
        true = frozenset(place for place, _ in summary.statements() if _reader_name(article, place) in good)
        yield Drafted(article, document, json.dumps(exchange["answer"], ensure_ascii=False), summary, true)


def summary_language_of(answer: Mapping[str, Any]) -> LanguageCode:
    """The language in which a recorded answer is written."""
    return "zh" if count_han(answer["core_viewpoint"]["text"]) else "en"


def _reader_name(article: str, place: str) -> str:
    """`zh_01.g0.1`, as the readers' judgements name `groups[0].points[1]`."""
    numbers = re.findall(r"\d+", place)
    return f"{article}.g{'.'.join(numbers)}" if numbers else f"{article}.core"


def count_repairs(data: Path, verdicts: Mapping[str, Verdict] | None = None) -> Counter[str]:
    """What happens to the statements of the drafts: how many have citations moved, and how many are asked for again.

    Args:
        verdicts: of a judge, who reads the statements first; None for the rules alone.
    """
    counts: Counter[str] = Counter()
    for drafted in drafts(data):
        index = SourceIndex(drafted.document)
        for place, statement in drafted.summary.statements():
            verdict = (verdicts or {}).get(f"{drafted.article}#{place}")
            moved = relocate_citations(statement, index) is not None
            judged = judge_statement(statement, verdict, "recorded", drafted.document) if verdict else statement
            asked, is_true = is_confirmed(judged.support), place in drafted.true
            counts += Counter(statements=1, moved=moved, asked=asked, true=is_true)
            counts += Counter({"true moved": moved and is_true, "true asked": asked and is_true})
    return counts


def main() -> None:
    """Measure and print, or write or record questions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data_argument(parser)
    parser.add_argument("--judged", nargs="?", type=Path, const=RECORDED, metavar="FILE")
    parser.add_argument("--verify", metavar="JUDGE")
    parser.add_argument("--prompts", type=Path, metavar="FOLDER")
    parser.add_argument("--take", type=Path, metavar="FOLDER")
    parser.add_argument("--judge", default="a reader", metavar="NAME", help="who answered the questions of --take")
    parser.add_argument("--repair", action="store_true")
    options = parser.parse_args()
    found = list(cases(need(options.data)))
    if options.prompts:
        write_questions(questions(found, drafts(options.data)), options.prompts)
    elif options.take:
        take_answers(questions(found, drafts(options.data)), options.take, options.judge)
    elif options.repair:
        for name, verdicts in (("rules alone", None), ("judged", recorded(RECORDED))):
            counts = count_repairs(options.data, verdicts)
            print(f"{name}: {', '.join(f'{counts[key]} {key}' for key in COUNTED)}")
    elif options.verify:
        try:
            verdicts = run_coroutine(judge_now(found, options.verify))
        except UsageError as error:
            sys.exit(f"benchmarks: {error}")
        report([*with_verdicts(found, {case.id: Verdict("unchecked") for case in found} | verdicts)])
    elif options.judged:
        report(list(with_verdicts(found, recorded(options.judged))))
    else:
        report([(case, case.statement.support) for case in found])


if __name__ == "__main__":
    main()
