"""Languages of blocks."""

from __future__ import annotations

import pytest

from summarizer.parsing import parse_text
from summarizer.text.scripts import detect_block_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("营业收入同比增长，利润持平。", "zh-Hans"),
        ("營業收入較去年增長，利潤持平。", "zh-Hant"),
        ("Revenue rose and profit was flat.", "en"),
        ("GPT-4 和 Claude 3.5 Sonnet 在 SWE-bench Verified 上 compared head to head", "mixed"),
        ("阿里巴巴在云栖大会上发布了 Qwen3-Max 模型。", "zh-Hans"),
        ("The paper calls it guanxi (关系) throughout the text.", "en"),
    ],
)
def test_block_language(text: str, language: str) -> None:
    assert detect_block_language(text) == parse_text(text).blocks[0].language == language
