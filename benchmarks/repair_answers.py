"""What repairs make of statements that the rules accuse, true and false ones: recorded answers of a reader.

    python -m benchmarks.repair_answers                              what the recorded answers change
    python -m benchmarks.repair_answers --prompts FOLDER             write the questions, to be answered by hand
    python -m benchmarks.repair_answers --take FOLDER --judge NAME   record the answers that stand beside them

The statements are those of `benchmarks.adversarial`, one of each pair in a question. Without a judge, a figure or date
that differs from the source has a statement asked about; some of these are true and have to stay. The answers are
recorded by statement: they stand for what a reader says of it, whatever the rules notice now.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer import ModelError, Settings
from summarizer.concurrency import run_coroutine
from summarizer.grounding import SourceIndex
from summarizer.llm.client import Question, UsageMeter
from summarizer.llm.instructor_adapter import build_messages
from summarizer.llm.providers import resolve_endpoint
from summarizer.models import LanguageCode, Statement, Summary
from summarizer.repair.policy import RepairState
from summarizer.repair.rewriting import PROMPT, rewrite_faulty_statements
from summarizer.text.scripts import count_han

from .adversarial import cases
from .statements import Case, questions

RECORDED = Path(__file__).parent / "judgements" / "repairs.jsonl"
SETTINGS = Settings(model="recorded", base_url="http://127.0.0.1:9/v1", attempts=1, repair_tokens=100_000)


@dataclass
class RecordedModel:
    """Stands in for the model: writes down what it is asked, and answers what was recorded.

    Attributes:
        answers: by statement; none for a statement that nobody was asked about.
        folder: where questions are written.
    """

    state: RepairState
    answers: dict[str, dict[str, Any]]
    folder: Path | None = None
    name: str = ""
    endpoint = resolve_endpoint("recorded", SETTINGS)

    async def ask(self, question: Question[Any], meter: UsageMeter) -> Any:
        """The recorded answer. Raises `ModelError` where there is none, or where the question was written."""
        places = self.state.faulty_places()
        if self.folder is not None:
            text = "\n\n".join(m["content"] for m in build_messages(question.prompt, "json", question.answer, []))
            (self.folder / f"{self.name}.txt").write_text(text, encoding="utf-8")
            raise ModelError("the question was written")
        given = [{**self.answers[p], "id": n} for n, p in enumerate(places, 1) if p in self.answers]
        if not given:
            raise ModelError("nothing is recorded")
        return question.answer.model_validate({"statements": given})


def states() -> Iterator[tuple[str, RepairState]]:
    """For each question, its name and the statements it would be about, by the name of their case."""
    found = {case.id: case for case in cases()}
    for number, asked in enumerate(questions(found.values()), 1):
        statements = {name: found[name].statement for name in asked.claims}
        yield f"{number:03}", RepairState(SourceIndex(asked.document), (), statements)


def repair(state: RepairState, model: RecordedModel) -> dict[str, Statement]:
    """The statements of a question after its repair."""
    language: LanguageCode = "zh" if count_han("".join(s.text for s in state.statements.values())) else "en"
    summary = Summary(language=language, core_viewpoint=None)
    run_coroutine(rewrite_faulty_statements(state, summary, SETTINGS, model, None))  # type: ignore[arg-type]  # in place of a client
    return state.statements


def write_questions(folder: Path) -> None:
    """A file for each question, and what its numbers mean."""
    folder.mkdir(parents=True, exist_ok=True)
    names = {}
    for name, state in states():
        if places := state.faulty_places():
            names[name] = places
            repair(state, RecordedModel(state, {}, folder, name))
    (folder / "names.json").write_text(json.dumps(names), encoding="utf-8")


def take_answers(folder: Path, judge: str) -> None:
    """Record the answers in `NNN.json` beside the questions."""
    names: dict[str, list[str]] = json.loads((folder / "names.json").read_text(encoding="utf-8"))
    lines: list[dict[str, Any]] = [{"judge": judge, "prompt": PROMPT}]
    for path in sorted(folder.glob("[0-9]*.json")):
        for given in json.loads(path.read_text(encoding="utf-8"))["statements"]:
            lines.append({"statement": names[path.stem][given.pop("id") - 1], **given})
    RECORDED.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    print(f"{len(lines) - 1} answers recorded in {RECORDED}")


def recorded() -> dict[str, dict[str, Any]]:
    """The recorded answers by statement."""
    rows = map(json.loads, RECORDED.read_text(encoding="utf-8").splitlines())
    return {row.pop("statement"): row for row in rows if "statement" in row}


def measure(data: Path) -> dict[str, float]:
    """How many of the true statements asked about are changed, and of the false ones; `data` is not needed."""
    counts = count_changes({case.id: case for case in cases()})
    return {
        "true changed!": counts["true changed"] / max(1, counts["true asked"]),
        "false changed": counts["false changed"] / max(1, counts["false asked"]),
    }


def count_changes(found: dict[str, Case], show: bool = False) -> Counter[str]:
    """How many true and false statements are asked about, and changed, by the recorded answers."""
    counts, answers = Counter[str](), recorded()
    for _, state in states():
        places, before = [p for p in state.faulty_places() if p in answers], dict(state.statements)
        after = repair(state, RecordedModel(state, answers)) if places else before
        for place in places:
            label = "true" if found[place].is_true else "false"
            changed = after[place] != before[place]
            counts += Counter({f"{label} asked": 1, f"{label} changed": int(changed)})
            if show and changed:
                print(f"{label} {place}\n  - {before[place].text} {before[place].citations}")
                print(f"  + {after[place].text} {after[place].citations}")
    return counts


def main() -> None:
    """Measure and print, or write or record questions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--prompts", type=Path, metavar="FOLDER")
    parser.add_argument("--take", type=Path, metavar="FOLDER")
    parser.add_argument("--judge", default="a reader", metavar="NAME", help="who answered the questions of --take")
    parser.add_argument("--show", action="store_true", help="print the statements that change")
    options = parser.parse_args()
    if options.prompts:
        return write_questions(options.prompts)
    if options.take:
        return take_answers(options.take, options.judge)
    if not RECORDED.exists():
        sys.exit(f"no answers in {RECORDED}")
    counts = count_changes({case.id: case for case in cases()}, options.show)
    print("; ".join(f"{counts[key]} {key}" for key in ("true asked", "true changed", "false asked", "false changed")))
    return None


if __name__ == "__main__":
    main()
