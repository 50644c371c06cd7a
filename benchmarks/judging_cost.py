"""What judging costs beside writing: tokens of the questions for drafts as they are asked now, and of those to a judge.

    python -m benchmarks.judging_cost [--data FOLDER] [--bpe]
    python -m benchmarks.judging_cost --parts                  what each part of judging costs, in % of writing's tokens

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
from summarizer.judging.claims import Claim, collect_claims
from summarizer.judging.lead_ins import find_lead_ins
from summarizer.judging.model_judge import build_question, format_claims
from summarizer.llm.answer_schema import StatementVerdict
from summarizer.llm.client import Question
from summarizer.llm.instructor_adapter import schema_text
from summarizer.llm.writer import build_summary_question
from summarizer.text.token_counts import estimate_tokens

from .data import data_argument, need
from .statements import Drafted, drafts

Count = Callable[[str], int]
# What an answer that says something is taken to say, in place of words that are not recorded.
_REASON = "the block gives this figure for the same quarter"
_MAX_TOKENS = 4096  # of an answer: no part of a prompt
_PRICES = (1, 4, 8)  # of a token of an answer, in tokens of a prompt


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data_argument(parser)
    parser.add_argument("--bpe", action="store_true")
    parser.add_argument("--parts", action="store_true")
    options = parser.parse_args()
    count = _bpe_count() if options.bpe else estimate_tokens
    found = list(drafts(need(options.data)))
    if options.parts:
        report_parts(found, count)
    else:
        report_shares(found, count)


def report_shares(found: list[Drafted], count: Count) -> None:
    """Print the tokens of writing and judging, article by article."""
    total = [0, 0, 0, 0]
    print(f"{'article':8} {'writing in, out':>16} {'judging in, out':>16}   share of tokens, of price at 1:4, 1:8")
    for drafted in found:
        spent = (*_writing(drafted, count), *_judging(drafted, count))
        total = [a + b for a, b in zip(total, spent, strict=True)]
        _print(drafted.article, spent)
    _print("all", total)


def report_parts(found: list[Drafted], count: Count) -> None:
    """Print what each part of judging costs, as a share of writing's tokens, article by article."""
    written = {drafted.article: sum(_writing(drafted, count)) for drafted in found}
    parts = {drafted.article: judging_parts(drafted, count) for drafted in found}
    print(f"{'':24}", *(f"{article:>6}" for article in (*parts, "all")))
    for name in next(iter(parts.values())):
        shares = [parts[article][name] / written[article] for article in parts]
        whole = sum(each[name] for each in parts.values()) / sum(written.values())
        print(f"{name:24}", *(f"{share:6.1%}" for share in (*shares, whole)))


def judging_parts(drafted: Drafted, count: Count) -> dict[str, int]:
    """The tokens of a question to the judge and of its answer, by what they are spent on."""
    document, claims = drafted.document, collect_claims(drafted.summary, drafted.document)
    question = build_question(claims, document, drafted.summary.language, _MAX_TOKENS)
    cited = {n for claim in claims for n in claim.blocks}
    denying = {n for claim in claims for n in claim.beside} - cited
    beside = denying | find_lead_ins(document, cited | denying)
    listed = format_claims(claims)
    statements = sum(count(claim.text) for claim in claims)
    doubts = sum(count(f"? {doubt}\n") for claim in claims for doubt in claim.doubts)
    read = sum(count(document.block(n).text) for n in cited)
    introducing = sum(count(document.block(n).text) for n in beside)
    return {
        "statements and titles": statements,
        "blocks they cite": read,
        "blocks beside these": introducing,
        "header, headings, marks": count(question.prompt.task) - read - introducing,
        "instructions": count(question.prompt.system),
        "notes": count(question.prompt.closing) - count(listed),
        "numbers and citations": count(listed) - statements - doubts,
        "doubts of the rules": doubts,
        "schema": count(schema_text(question.answer)),
        "answer": count(_faultless_answer(claims)),
    }


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
    question = build_question(claims, drafted.document, drafted.summary.language, _MAX_TOKENS)
    return _prompt_tokens(question, count), count(_faultless_answer(claims))


def _faultless_answer(claims: list[Claim]) -> str:
    """An answer by which all is supported; what the rules noticed is answered with all fields of the schema."""
    verdicts: list[object] = []
    for number, claim in enumerate(claims, 1):
        answered = StatementVerdict(id=number, verdict="supported", reason=_REASON)
        verdicts.append(answered.model_dump() if claim.doubts else number)
    return json.dumps({"verdicts": verdicts})


def _prompt_tokens(question: Question[Any], count: Count) -> int:
    """The tokens of a question with its schema, which servers charge for as well."""
    return count("".join(m["content"] for m in question.prompt.messages()) + schema_text(question.answer))


def _bpe_count() -> Count:
    import bpe_openai

    encoding = bpe_openai.get_encoding("o200k_base")
    return lambda text: len(encoding.encode(text))


if __name__ == "__main__":
    main()
