"""Searches for texts that a stage takes long to read: fragments of figures, dates, labels and markup, repeated.

    python -m benchmarks.slow_texts [--seconds 600] [--stage checking] [--size 100000] [--most 5]

A text is one unit of a few fragments, repeated. Units are made at random and bred: those that take longest per
character, or most more for a text four times as long, are changed by a fragment and tried again. What may take longer
than `--most` seconds at `--size` characters is tried at that size, and shown with the stage's worst. `KNOWN` keeps the
units that were slow once; tests/quality/test_linear_time.py tries them.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from types import FrameType

from summarizer.errors import SummarizerError

from .linear import STAGES, TEXTS

SHORT, LONG = 1_500, 6_000
_MOST_FRAGMENTS, _POPULATION = 6, 12
_WORDS = (
    "至 到 从 分 组 1 2 20 3.5 2025 99% ` ' \" “ ” 「 」 ‘ ’ 《 》 ( ) （ ） [ ] 【 】 { } < > < / \\ | * _ ~ # = + - — – … . , ; : ： ， 。 、 ； ？ ！ ! ? & @ $ ¥ € £ % ‰ ° × "
    "万 亿 千 百 十 零 两 半 几 多 余 约 近 超 元 美元 港元 人民币 个 倍 成 点 年 月 日 季度 同比 环比 增长 下降 不 没有 未 非 无 的 了 是 在 和 与 或 第 每 / "
    "million billion trillion thousand hundred dozen half a the of to from and or not no never per cent percent bps yuan dollars USD CNY RMB Q1 FY 1Q25 H1 am pm January Sept. "
    "third twenty one two point minus plus about over under least most than up down rose fell year-on-year respectively 分别 Group 分组 Core Viewpoint 核心观点 [1] [2][3] [^1] ① (1) 【1】 "
    "- • 一、 （一） 1. 1) ## ** __ ~~ `` ``` > <b> </b> <div> <p> <!-- --> <sup> &amp; http:// a@b.c www.a.com Mr. U.S. Inc. BABA (US:BABA) 虎嗅 · 2025-09-21 02:50 12:30 张三 公司 John Smith "
    "A B x Y 0 00 000 1, 1,234 1.5 -1 +1 −1 1/2 1:2 1-2 3～5 ½ １ ． ／ ① Ⅳ \t \u3000 \u00a0 \u200b \u2028 \u0301 \u202e 😀 é ß 서 あ מ"
)
_FRAGMENTS = (*_WORDS.split(" "), " ", "\n", "\n\n", "\r\n", "  ")
# The stages and units that took longest for 100,000 characters when they were found: 17 seconds the first two, hours the
# comments of a page that is none and the line feeds behind a code fence.
KNOWN = (
    ("checking", "至分组 1`万'"),
    ("offline engine", "至分组 1`万'"),
    ("checking", "twenty&"),
    ("checking", "A. "),
    ("quantities", "2没"),
    ("rendering", " 20\r\nmp"),
    ("page", "<p>-\u202e"),
    ("terms", "元"),
    ("parsing", "“[[3]>\r\nx到"),
    ("printing", "*"),
    ("text", "<!--Sept.：-->"),
    ("offline engine", "dn百\n到"),
    ("statements", "\n"),
    ("statements", "人民币\u2028"),
    ("checking", "巴西、意大利、"),
    ("checking", "韦尔泰德"),
)
_QUIET_SECONDS = 0.055  # of the loop in `measure_slowdown` on two cores with nothing else to do, Python 3.11


class _TooSlow(Exception):
    pass


@dataclass(frozen=True)
class Trial:
    """A unit and the processor's seconds for a short and a long text of it."""

    unit: str
    short: float
    long: float

    @property
    def growth(self) -> float:
        """Of the time per character."""
        return self.long / max(self.short, 2e-3) * SHORT / LONG

    def seconds_at(self, size: int) -> float:
        """What a text of so many characters would take, growing as it did."""
        return self.long * (size / LONG) * max(1.0, self.growth if self.growth > 1.5 else 1.0) ** 2


def text_of(unit: str, size: int) -> str:
    """The unit repeated to a length."""
    return (unit * (size // len(unit) + 1))[:size]


def seconds(stage: str, text: str, limit: float) -> float:
    """The processor's seconds for a text, cut off at the limit."""

    def stop(signal_number: int, frame: FrameType | None) -> None:
        raise _TooSlow

    old = signal.signal(signal.SIGPROF, stop)
    started = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, limit)
    try:
        with contextlib.suppress(SummarizerError, _TooSlow):
            STAGES[stage](text)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, old)
    return time.process_time() - started


def measure_slowdown() -> float:
    """How many times slower this machine is now than the quiet one on which limits were set, at least 1.

    Other processes on the same core lengthen the processor's seconds too, by two to three times where two share one.
    """
    times = []
    for _ in range(3):
        started = time.process_time()
        counts: dict[str, int] = {}
        for number in range(400_000):
            key = str(number % 977)
            counts[key] = counts.get(key, 0) + number
        times.append(time.process_time() - started)
    return max(1.0, sorted(times)[1] / _QUIET_SECONDS)


def search(stage: str, chance: random.Random, budget: float) -> Iterator[Trial]:
    """Try units for so many seconds, the best ones changed, and yield each."""
    population: list[Trial] = []
    end = time.monotonic() + budget
    while time.monotonic() < end:
        fragments = _bred(chance, population)
        unit = "".join(fragments)
        if not unit.strip():
            continue
        trial = Trial(unit, seconds(stage, text_of(unit, SHORT), 5.0), seconds(stage, text_of(unit, LONG), 10.0))
        yield trial
        population = sorted([*population, trial], key=lambda t: -t.seconds_at(100_000))[:_POPULATION]


def _bred(chance: random.Random, population: list[Trial]) -> list[str]:
    if len(population) < _POPULATION or chance.random() < 0.4:
        return [chance.choice(_FRAGMENTS) for _ in range(chance.randint(1, _MOST_FRAGMENTS))]
    unit = chance.choice(population).unit
    at = chance.randint(0, len(unit))
    cut = at + chance.choice([0, 0, 1, 2])
    return [unit[:at], chance.choice(["", chance.choice(_FRAGMENTS)]), unit[cut:]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stage", choices=STAGES, action="append")
    parser.add_argument("--seconds", type=float, default=600, help="of search, shared by the stages")
    parser.add_argument("--size", type=int, default=100_000, help="characters of the texts that matter")
    parser.add_argument("--most", type=float, default=5.0, help="seconds of the processor that such a text may take")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    stages = options.stage or list(STAGES)
    slow = 0
    for stage in stages:
        seconds(stage, TEXTS["sentences"](3000), 60)
        trials = list(search(stage, random.Random(options.seed), options.seconds / len(stages)))
        known = [unit for name, unit in KNOWN if name == stage]
        trials += [Trial(u, seconds(stage, text_of(u, SHORT), 5), seconds(stage, text_of(u, LONG), 10)) for u in known]
        worst = sorted(trials, key=lambda trial: -trial.seconds_at(options.size))[:3]
        taken = [(seconds(stage, text_of(t.unit, options.size), 4 * options.most), t) for t in worst]
        for time_taken, trial in sorted(taken, key=lambda pair: -pair[0]):
            mark = "slow" if time_taken > options.most else "ok"
            slow += time_taken > options.most
            print(f"{stage:15} {len(trials):6} tried  {time_taken:6.2f} s  {mark:5} {trial.unit!r}", flush=True)
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
