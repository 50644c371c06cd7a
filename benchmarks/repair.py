"""Repair: the share of known faults of a scripted model that are repaired, and the cost.

    python -m benchmarks.repair [--data FOLDER] [--seed 1] [--each 20] [--show]

The model answers with a true summary, made of sentences of the article that cite themselves, in which three of ten
statements are made wrong in one respect each (`benchmarks.injection`: figures, dates, directions, negations, names,
citations). It judges without error what its summary says. Asked to rewrite a statement it corrects it; one time in four
it first repeats the fault. A fault counts as repairable if it is caught, and as repaired if the statement ends up true
and supported. The tokens of all repairs of a summary, without those of judging its first draft, are compared with those
of requesting the whole summary again.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from summarizer import Document, Settings, Summary, summarize
from summarizer.llm.answer_schema import clean_statement
from summarizer.llm.prompts import left_out_sentences, neutralize_markup
from tests.servers.judging import is_judging, judge_all
from tests.servers.scripted import RIGHT, ScriptedServer

from .data import data_argument, need, rows
from .injection import Pool, han_names, inject, latin_names

ARTICLES = ("sum_zh_xinhua_headline", "sum_en_bbc", "sum_en_cnndm_frank")
KINDS = ("digit", "scale", "currency", "percent", "year", "direction", "negation", "name", "citation")
_GROUPS = 3
_POINTS = 3  # in each group
_FAULTS = 3  # wrong statements in a summary
_INSISTENCE = 0.25  # how often the model repeats a wrong statement once before it corrects it
_NAME_SEARCH_CHARACTERS = 500  # characters of an article; finding names is slow
_LENGTHS = {"en": (30, 400), "zh": (12, 200)}  # within those the schema allows
_ITEM = re.compile(r"^(\d+)\. (.*) \(cites [\d, ]*\)$", re.M)
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass
class Counts:
    """What became of the faults, by kind, and what repairs cost in tokens."""

    injected: Counter[str] = field(default_factory=Counter)
    caught: Counter[str] = field(default_factory=Counter)
    repaired: Counter[str] = field(default_factory=Counter)
    moved: int = 0
    summaries: int = 0
    repair_tokens: int = 0
    anew_tokens: int = 0
    dearer: int = 0
    harmed: int = 0
    true: int = 0


class ErringModel:
    """The scripted model of one article."""

    def __init__(self, document: Document, pool: Pool, rng: random.Random) -> None:
        self._rng = rng
        self._pool = pool
        self.true = _statements(document, rng)
        self._true_texts = {neutralize_markup(text) for text, _ in self.true}
        self.kinds: dict[int, str] = {}  # of the fault in each wrong statement
        self._right: dict[str, tuple[str, int]] = {}  # the correction of each wrong text
        self._stubborn: set[str] = set()
        self.statements = [self._err(n, document) for n in range(len(self.true))]

    def __call__(self, request: dict[str, Any]) -> str:
        """The answer to a request: the summary, or rewritten statements."""
        asked = request["messages"][-1]["content"]
        if is_judging(request):
            return judge_all(request, self._is_true)
        if "The statements, by number" not in asked:
            return self._summary()
        answers = [self._rewrite(int(n), text) for n, text in _ITEM.findall(asked.partition("The statements, by")[2])]
        return json.dumps({"statements": answers}, ensure_ascii=False)

    def _is_true(self, text: str) -> bool:
        return text in self._true_texts

    def _err(self, number: int, document: Document) -> tuple[str, int]:
        text, sentence = self.true[number]
        if len(self.kinds) == _FAULTS:
            return text, sentence
        kinds = self._rng.sample(KINDS, len(KINDS))
        if self._rng.random() < 0.8:  # a citation can always be made wrong; the others would be rare beside it
            kinds.sort(key="citation".__eq__)
        for kind in kinds:
            if (wrong := self._wrong(kind, text, sentence, document)) != (text, sentence):
                self.kinds[number] = kind
                self._right[neutralize_markup(wrong[0])] = (text, sentence)
                return wrong
        return text, sentence

    def _wrong(self, kind: str, text: str, sentence: int, document: Document) -> tuple[str, int]:
        if kind == "citation":
            block = document.sentence(sentence).block
            others = [s.number for s in document.sentences if s.block != block]
            return (text, self._rng.choice(others)) if others else (text, sentence)
        changed = inject(kind, text, self._pool, self._rng)
        return (changed if changed and clean_statement(changed) == changed else text), sentence

    def _summary(self) -> str:
        said = [{"sentences": [sentence], "text": text} for text, sentence in self.statements]
        groups = [
            {"title": f"Topic {n + 1}", "points": said[1 + n * _POINTS : 1 + (n + 1) * _POINTS]} for n in range(_GROUPS)
        ]
        return json.dumps({"core_viewpoint": said[0], "groups": groups}, ensure_ascii=False)

    def _rewrite(self, number: int, text: str) -> dict[str, Any]:
        """The statement corrected or, once, as it was."""
        right, sentence = self._right.get(text, (text, 1))
        if text not in self._stubborn and self._rng.random() < _INSISTENCE:
            self._stubborn.add(text)
            right, sentence = next(said for said in self.statements if neutralize_markup(said[0]) == text)
        return {"id": number, "action": "rewrite", "reason": "", "sentences": [sentence], "text": right}


def measure(data: Path, seed: int = 1, each: int = 12) -> dict[str, float]:
    """Shares repaired and what that costs, as the gate compares them."""
    counts = run(articles(data, each, seed), seed)
    caught, repaired = counts.caught.total(), counts.repaired.total()
    return {
        "repaired of repairable": repaired / caught,
        "repairable of injected": caught / counts.injected.total(),
        "tokens of repair to asking anew!": counts.repair_tokens / counts.anew_tokens,
        "summaries dearer than anew!": counts.dearer / counts.summaries,
        "true statements changed!": counts.harmed / counts.true,
    }


def run(documents: list[Document], seed: int, show: bool = False) -> Counts:
    """Summarise articles with the erring model and count."""
    counts, rng, pool = Counts(), random.Random(seed), _names(documents)
    for document in documents:
        model = ErringModel(document, pool, rng)
        with ScriptedServer([RIGHT], model, _count) as server:
            settings = Settings(model="scripted", base_url=server.url, groups=_GROUPS, points=_POINTS, cache=False)
            summary = summarize(document, settings)
            first = sum(_count(server.requests[0], model._summary()))
            judged = [r for r in server.requests[1:2] if is_judging(r)]  # the first draft
            judging = sum(sum(_count(r, model(r))) for r in judged)
        spent = summary.run.tokens.input + summary.run.tokens.output - first - judging
        counts.repair_tokens += spent
        counts.anew_tokens += first
        counts.dearer += spent >= first
        _note(summary, document, model, counts, show)
    return counts


def _note(summary: Summary, document: Document, model: ErringModel, counts: Counts, show: bool) -> None:
    counts.summaries += 1
    counts.moved += sum(r.action == "moved_citation" for r in summary.run.repairs)
    touched = {r.statement for r in summary.run.repairs}
    for number, (place, statement) in enumerate(summary.statements()):
        text, sentence = model.true[number]
        kind = model.kinds.get(number)
        correct = statement.text == text and (
            document.sentence(sentence).block in statement.citations or statement.support.status == "supported"
        )
        if kind is None:
            counts.true += 1
            counts.harmed += not correct
            continue
        counts.injected[kind] += 1
        failing = statement.support.status in ("unsupported", "partial")
        if place in touched or failing:
            counts.caught[kind] += 1
            good = correct and statement.support.status == "supported"
            counts.repaired[kind] += good
            if show and not good:
                print(
                    f"{kind}: {model.statements[number]} -> {statement.text!r} {statement.citations} {statement.support}\n"
                )


def articles(data: Path, each: int, seed: int) -> list[Document]:
    """Articles that are long enough, `each` of every set."""
    rng, found = random.Random(seed), []
    for name in ARTICLES:
        records = list(rows(data, name))
        documents = (Document.from_text(record["article"]) for record in rng.sample(records, len(records)))
        long_enough = (d for d in documents if len(_usable(d)) > _GROUPS * _POINTS + 2 and len(d.blocks) > 3)
        found += list(islice(long_enough, each))
    return found


def _names(articles: list[Document]) -> Pool:
    """The names in all articles, with which to replace those of one article."""
    pool = Pool()
    for text in (document.text[:_NAME_SEARCH_CHARACTERS] for document in articles):
        pool.latin += sorted({text[a:b] for a, b in latin_names(text)})
        pool.han += sorted({text[a:b] for a, b in han_names(text)}) if _HAN.search(text) else []
    return pool


def _usable(document: Document) -> list[tuple[str, int]]:
    """Sentences that can serve as statements unchanged, without duplicates."""
    low, high = _LENGTHS[document.language]
    shown = [s for s in document.sentences if s.number not in left_out_sentences(document)]
    texts = {clean_statement(s.text): s.number for s in reversed(shown) if low <= len(s.text) <= high}
    return [(t, n) for t, n in texts.items() if neutralize_markup(t) == t and document.sentence(n).text.startswith(t)]


def _statements(document: Document, rng: random.Random) -> list[tuple[str, int]]:
    chosen = rng.sample(_usable(document), 1 + _GROUPS * _POINTS)
    return sorted(chosen, key=lambda pair: pair[1])


def _count(request: dict[str, Any], answer: str) -> tuple[int, int]:
    """Input and output tokens, estimated: one for a Chinese character, one for four others."""
    asked = "".join(message["content"] for message in request["messages"]) + json.dumps(request.get("response_format"))

    def tokens(text: str) -> int:
        han = len(_HAN.findall(text))
        return han + (len(text) - han) // 4 + 1

    return tokens(asked), tokens(answer)


def main() -> None:
    """Print what was repaired and what it cost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data_argument(parser)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=20, help="articles of each set")
    parser.add_argument("--show", action="store_true", help="show what was not repaired")
    options = parser.parse_args()
    counts = run(articles(need(options.data), options.each, options.seed), options.seed, options.show)
    print(f"{'kind':10} injected caught repaired")
    for kind in KINDS:
        print(f"{kind:10} {counts.injected[kind]:8} {counts.caught[kind]:6} {counts.repaired[kind]:8}")
    print(f"{'all':10} {counts.injected.total():8} {counts.caught.total():6} {counts.repaired.total():8}")
    print(f"\n{counts.summaries} summaries, {counts.moved} citations moved without a model")
    print(
        f"tokens: {counts.repair_tokens} for repairs, {counts.anew_tokens} for asking anew once: "
        f"{counts.repair_tokens / counts.anew_tokens:.0%}; dearer than anew: {counts.dearer}"
    )
    print(f"true statements changed: {counts.harmed} of {counts.true}")


if __name__ == "__main__":
    main()
