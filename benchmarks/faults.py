"""Fault injection: the share of single errors injected into true statements that the checks detect.

    python -m benchmarks.faults [--data FOLDER] [--seed 1] [--each 150] [--show KIND/PAIR]

True statements are whole sentences of the `sum_*` articles with their own block as citation, the supported claims of
`faith_en_summedits` with the whole source cited, and the supported translations of `faith_x_mqm_news_zh2en` with the
segment they translate, in both directions (en-zh: English source, Chinese claim). A fault is caught when the statement
is neither `supported` nor `unchecked` and a finding says why; a finding on an untouched statement is a false alarm.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from summarizer.grounding import SourceIndex
from summarizer.grounding.report import check_summary
from summarizer.models import Document, Statement, Summary

from .data import data_argument, need, rows
from .injection import FIGURES, KINDS, WORDS, Pool, han_names, inject, latin_names

SUMMARIES = ("sum_zh_xinhua_headline", "sum_zh_vcsum", "sum_en_bbc", "sum_en_cnndm_frank", "sum_en_summeval")
PAIRS = ("zh-zh", "en-en", "zh-en", "en-zh")  # source-claim
# Sentences of one article, so that no article dominates.
_SENTENCES = 6
# Untouched statements of a data set and pair, for false alarms.
_ORIGINALS = 400
# Characters of the shortest sentence that is a statement.
_MIN_SENTENCE = 15
# Faults of a kind and pair below which a share says nothing.
_MIN_FAULTS = 20
# Statements whose names are put in the place of others'.
_POOLED = 600


@dataclass(frozen=True)
class TrueStatement:
    """A statement known to be true, and the blocks that support it.

    Attributes:
        pair: languages of source and claim: `zh-en` is a Chinese source with an English claim.
        set: the data set it comes from.
    """

    pair: str
    set: str
    document: Document
    claim: str
    blocks: tuple[int, ...]


@dataclass
class Counts:
    """Faults and false alarms of one run, by kind (or set of data) and language pair."""

    faults: Counter[tuple[str, str]] = field(default_factory=Counter)
    caught: Counter[tuple[str, str]] = field(default_factory=Counter)
    originals: Counter[tuple[str, str]] = field(default_factory=Counter)
    alarms: Counter[tuple[str, str]] = field(default_factory=Counter)
    supported: Counter[tuple[str, str]] = field(default_factory=Counter)


def measure(data: Path, seed: int = 1, each: int = 120) -> dict[str, float]:
    """The shares of faults caught by kind and language pair, and of false alarms, for the gate."""
    counts = run(data, seed, each)
    result: dict[str, float] = {}
    for (kind, pair), total in sorted(counts.faults.items()):
        if total >= _MIN_FAULTS:
            result[f"{kind} {pair}"] = counts.caught[kind, pair] / total
    for name, kinds in (("figures", FIGURES), ("words", WORDS)):
        for pair in PAIRS:
            total = sum(counts.faults[k, pair] for k in kinds)
            result[f"{name} {pair}"] = sum(counts.caught[k, pair] for k in kinds) / total if total else 1.0
    for pair in PAIRS:
        total = sum(n for (_, p), n in counts.originals.items() if p == pair)
        result[f"false alarms {pair}!"] = sum(n for (_, p), n in counts.alarms.items() if p == pair) / total
    return result


def run(data: Path, seed: int, each: int, show: str | None = None) -> Counts:
    """Inject faults into true statements, and count what the checks make of them and of the untouched ones."""
    rng = random.Random(seed)
    statements = list(true_statements(data, rng))
    pool = pool_of(statements, rng)
    counts = Counts()
    for pair in PAIRS:
        of_pair = [s for s in statements if s.pair == pair]
        rng.shuffle(of_pair)
        _count_alarms(of_pair, counts, show)
        for kind in KINDS:
            for true, claim, blocks in islice(_faulty(kind, of_pair, pool, rng), each):
                _count(kind, true, check(true, claim, blocks), counts, show)
    return counts


def _count_alarms(statements: list[TrueStatement], counts: Counts, show: str | None) -> None:
    taken: Counter[str] = Counter()
    for true in statements:
        if taken[true.set] >= _ORIGINALS:
            continue
        taken[true.set] += 1
        key = (true.set, true.pair)
        checked = check(true, true.claim, true.blocks)
        counts.originals[key] += 1
        counts.supported[key] += checked.support.status == "supported"
        if checked.support.findings:
            counts.alarms[key] += 1
            if show == f"alarms/{true.pair}":
                _print(true, true.claim, checked)


def _faulty(
    kind: str, statements: list[TrueStatement], pool: Pool, rng: random.Random
) -> Iterator[tuple[TrueStatement, str, tuple[int, ...]]]:
    """The statements that can have a fault of a kind, each with the claim and the citations made wrong."""
    for true in statements:
        if kind == "citation":
            claim, blocks = true.claim, _other_block(true, rng)
        else:
            claim, blocks = inject(kind, true.claim, pool, rng), true.blocks
        if claim is not None and blocks:
            yield true, claim, blocks


def _count(kind: str, true: TrueStatement, checked: Statement, counts: Counts, show: str | None) -> None:
    caught = checked.support.status in ("unsupported", "partial") and bool(checked.support.findings)
    counts.faults[kind, true.pair] += 1
    counts.caught[kind, true.pair] += caught
    if show == f"{kind}/{true.pair}" and not caught:
        _print(true, checked.text, checked)


def check(true: TrueStatement, claim: str, blocks: tuple[int, ...]) -> Statement:
    """The claim as the core viewpoint of a summary, checked."""
    summary = Summary(language="en", core_viewpoint=Statement(text=claim, citations=blocks))
    return check_summary(summary, SourceIndex(true.document)).entries[0].statement


def _other_block(true: TrueStatement, rng: random.Random) -> tuple[int, ...]:
    others = [b.number for b in true.document.blocks if b.number not in true.blocks]
    return (rng.choice(others),) if others else ()


def _print(true: TrueStatement, claim: str, checked: Statement) -> None:
    cited = " ".join(true.document.block(n).text for n in true.blocks)
    print(f"--- {true.set} {checked.support.status}\nWAS  {true.claim}\nNOW  {claim}\nCITE {cited[:600]}")
    for finding in checked.support.findings:
        print(f"  ! {finding.kind}: {finding.claim} | {finding.message}")


# ------------------------------------------------------------------------------------------------ true statements


def true_statements(data: Path, rng: random.Random) -> Iterator[TrueStatement]:
    """All true statements, some sentences of each article."""
    for name in SUMMARIES:
        for row in rows(data, name):
            yield from _sentences(name, row["article"], rng)
    for row in rows(data, "faith_en_summedits"):
        if row["label"] == "supported":
            document = Document.from_text(row["source"])
            yield TrueStatement(
                "en-en", "faith_en_summedits", document, row["claim"], tuple(b.number for b in document.blocks)
            )
    for row in rows(data, "faith_x_mqm_news_zh2en"):
        if row["label"] == "supported":
            yield from _translations(row)


def _sentences(name: str, article: str, rng: random.Random) -> Iterator[TrueStatement]:
    document = Document.from_text(article)
    candidates = [s for s in document.sentences if len(s.text) >= _MIN_SENTENCE]
    for sentence in rng.sample(candidates, min(_SENTENCES, len(candidates))):
        language = "zh" if "_zh_" in name else "en"
        yield TrueStatement(f"{language}-{language}", name, document, sentence.text, (sentence.block,))


def _translations(row: dict[str, str]) -> Iterator[TrueStatement]:
    name = "faith_x_mqm_news_zh2en"
    document = Document.from_text(row["source"])
    blocks = tuple(b.number for b in document.blocks if row["source_segment"] in b.text)
    if blocks:  # a headline is no block
        yield TrueStatement("zh-en", name, document, row["claim"], blocks[:1])
    english = Document.from_text(row["claim"])
    yield TrueStatement("en-zh", name, english, row["source_segment"], tuple(b.number for b in english.blocks))


def pool_of(statements: list[TrueStatement], rng: random.Random) -> Pool:
    """Names in both scripts, from a sample of the statements."""
    found: dict[str, set[str]] = defaultdict(set)
    for true in rng.sample(statements, min(_POOLED, len(statements))):
        found["latin"].update(true.claim[s:e] for s, e in latin_names(true.claim))
        if true.pair == "zh-zh":
            found["han"].update(true.claim[s:e] for s, e in han_names(true.claim))
    return Pool(sorted(found["latin"]), sorted(found["han"]))


# ------------------------------------------------------------------------------------------------ the table


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data_argument(parser)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=150, help="faults of each kind and language pair")
    parser.add_argument("--show", help="print what is missed, such as digit/zh-en, or alarms/en-en")
    options = parser.parse_args()
    counts = run(need(options.data), options.seed, options.each, options.show)
    print(f"{'caught':12s}" + "".join(f"{pair:>16s}" for pair in PAIRS))
    for kind in KINDS:
        print(f"{kind:12s}" + "".join(_cell(counts.caught, counts.faults, kind, pair) for pair in PAIRS))
    for name, kinds in (("= figures", FIGURES), ("= words", WORDS)):
        cells = [(sum(counts.caught[k, p] for k in kinds), sum(counts.faults[k, p] for k in kinds)) for p in PAIRS]
        print(f"{name:12s}" + "".join(f"{_share(*c):>16s}" for c in cells))
    print(f"\n{'untouched':26s} {'pair':6s} {'alarms':>16s} {'supported':>16s}")
    for (name, pair), total in sorted(counts.originals.items()):
        print(
            f"{name:26s} {pair:6s} {_share(counts.alarms[name, pair], total):>16s} {_share(counts.supported[name, pair], total):>16s}"
        )


def _cell(caught: Counter[tuple[str, str]], faults: Counter[tuple[str, str]], kind: str, pair: str) -> str:
    return f"{_share(caught[kind, pair], faults[kind, pair]):>16s}"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:6.1f}% of {whole:3d}" if whole else "-"


if __name__ == "__main__":
    main()
