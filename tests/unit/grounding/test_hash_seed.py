"""A verdict and its score are the same in every process, whatever order Python gives the elements of a set."""

from __future__ import annotations

import os
import subprocess
import sys

_CHECK = """
from summarizer import check
from summarizer.grounding import bilingual_lexicon
article = "公司全年募集资金380亿元，同比增长12.5%，创历史新高。\\n\\n董事长表示，旗下工厂明年不会裁员，但或将推迟投产。"
summary = "Core Viewpoint\\n- The company raised 38 billion yuan in the year, up 12.5%, a record [1]\\n- Its plants will cut jobs next year and start late [2]"
for entry in check(summary, article).entries:
    print(entry.statement.support)
for words in sorted(bilingual_lexicon._words_by_key().values())[::40]:
    print([sorted(bilingual_lexicon._most_telling(word)) for word, _ in words])
"""


def test_verdicts_and_scores_do_not_depend_on_the_hash_seed() -> None:
    answers = [_answer_with_seed(seed) for seed in ("1", "2")]
    assert answers[0] == answers[1] and "score=" in answers[0]


def _answer_with_seed(seed: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"}
    return subprocess.run([sys.executable, "-c", _CHECK], env=environment, capture_output=True, text=True, check=True).stdout
