"""What judging costs beside writing: tokens of the questions for drafts as they are asked now, and of those to a judge.

    python -m benchmarks.judging_cost [--data FOLDER] [--bpe]

Prompt, schema and answer count, on either side; the drafts are recorded answers. A token of an answer is paid four to eight times as much as one of a
prompt, so the share of the price is given too. Tokens are estimated from the characters; `--bpe` counts them as
o200k_base does, with the package `bpe-openai` if it is installed.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from typing import Any

from summarizer import Settings
from summarizer.judging.claims import collect_claims
from summarizer.judging.model_judge import build_question
from summarizer.llm.client import Question
from summarizer.llm.instructor_adapter import schema_text
from summarizer.llm.writer import build_summary_question
from summarizer.text.token_counts import estimate_tokens

from .data import data_argument, need
from .statements import Drafted, drafts

Count = Callable[[str], int]
# What an answer that says something is taken to say, in place of words that are not recorded.
_REASON = "the block gives this figure for the same quarter"
_PRICES = (1, 4, 8)  # of a token of an answer, in tokens of a prompt


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data_argument(parser)
    parser.add_argument("--bpe", action="store_true")
    options = parser.parse_args()
    count = _bpe_count() if options.bpe else estimate_tokens
    total, read = [0, 0, 0, 0], 0
    print(f"{'article':8} {'writing in, out':>16} {'judging in, out':>16}   share of tokens, of price at 1:4, 1:8")
    for drafted in drafts(need(options.data)):
        spent = (*_writing(drafted, count), *_judging(drafted, count))
        total = [a + b for a, b in zip(total, spent, strict=True)]
        read += _read_tokens(drafted, count)
        _print(drafted.article, spent)
    _print("all", total)
    print(f"of writing's tokens, the statements and the blocks they cite are {read / sum(total[:2]):.1%}")


def _print(name: str, spent: Any) -> None:
    written_in, written_out, judged_in, judged_out = spent
    shares = (f"{(judged_in + p * judged_out) / (written_in + p * written_out):6.1%}" for p in _PRICES)
    print(f"{name:8} {written_in:8} {written_out:7} {judged_in:8} {judged_out:7}   {' '.join(shares)}")


def _writing(drafted: Drafted, count: Count) -> tuple[int, int]:
    """The tokens of the question that the program asks now, and of the recorded draft."""
    settings = Settings(language=drafted.summary.language)
    return _prompt_tokens(build_summary_question(drafted.document, settings), count), count(drafted.answer)


def _judging(drafted: Drafted, count: Count) -> tuple[int, int]:
    """The tokens of the question about a draft, and of an answer that finds no fault, as most recorded ones do."""
    claims = collect_claims(drafted.summary, drafted.document)
    question = build_question(claims, drafted.document, drafted.summary.language, 4096)
    answer: list[object] = []
    for number, claim in enumerate(claims, 1):
        answer.append({"id": number, "verdict": "supported", "reason": _REASON} if claim.doubts else number)
    return _prompt_tokens(question, count), count(json.dumps({"verdicts": answer}))


def _read_tokens(drafted: Drafted, count: Count) -> int:
    """The tokens of what any judge has to read: the statements and titles, and the blocks they cite."""
    claims = collect_claims(drafted.summary, drafted.document)
    blocks = {n for claim in claims for n in claim.blocks}
    return sum(count(claim.text) for claim in claims) + sum(count(drafted.document.block(n).text) for n in blocks)


def _prompt_tokens(question: Question[Any], count: Count) -> int:
    """The tokens of a question with its schema, which servers charge for as well."""
    return count("".join(m["content"] for m in question.prompt.messages()) + schema_text(question.answer))


def _bpe_count() -> Count:
    import bpe_openai

    encoding = bpe_openai.get_encoding("o200k_base")
    return lambda text: len(encoding.encode(text))


if __name__ == "__main__":
    main()
