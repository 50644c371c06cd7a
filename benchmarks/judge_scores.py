"""Scores of a judge's verdicts: the share of true statements by what the judge says and what the rules noticed.

    python -m benchmarks.judge_scores [--data FOLDER]

Over the recorded judgements of `benchmarks.statements` and `benchmarks.adversarial`, true and false statements weighted
alike. The score of a verdict is (true + 1) / (all + 2), by the rule of succession: a hundred right verdicts do not make
the next one certain. `summarizer.judging.ruling.JudgeScores` holds them, rounded.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Mapping

from summarizer.judging.ruling import Verdict

from . import adversarial, statements
from .data import data_argument, need
from .statements import Case, recorded


def count_true(found: list[Case], verdicts: Mapping[str, Verdict]) -> dict[str, tuple[float, float]]:
    """The weighted numbers of true and of false statements by verdict; of supported ones with and without a finding."""
    judged = [case for case in found if case.claim is not None and case.id in verdicts]
    true = sum(case.is_true for case in judged)
    weight = {True: len(judged) / (2 * true), False: len(judged) / (2 * (len(judged) - true))}
    counts: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for case in judged:
        verdict: str = verdicts[case.id].status
        if verdict == "supported" and any(f.kind != "overlap" for f in case.statement.support.findings):
            verdict = "answered"
        counts[verdict][not case.is_true] += weight[case.is_true]
    return {verdict: (true, false) for verdict, (true, false) in counts.items()}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data_argument(parser)
    options = parser.parse_args()
    found = [*statements.cases(need(options.data)), *adversarial.cases()]
    counts = count_true(found, recorded(statements.RECORDED) | recorded(adversarial.RECORDED))
    print(f"{'verdict':12} {'true':>7} {'false':>7} {'score':>6}")
    for verdict, (true, false) in counts.items():
        print(f"{verdict:12} {true:7.1f} {false:7.1f} {(true + 1) / (true + false + 2):6.3f}")


if __name__ == "__main__":
    main()
