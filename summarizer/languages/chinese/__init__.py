"""Chinese, simplified and traditional."""

from __future__ import annotations

from ..base import Labels, Language, Lengths, han_share

# Share of Han characters among the letters below which a text is not Chinese. Chinese keeps many names in Latin
# letters; a summary in another language is nowhere near. Set by hand, 2026-11; `tests/unit/llm/test_response.py`.
_MIN_HAN_SHARE = 0.05


class Chinese(Language):
    """Chinese: no spaces between words, sentences end in `。`."""

    code = "zh"
    english_name = "Chinese"
    native_name = "中文"
    html_tag = "zh-Hans"
    word_separator = ""
    sentence_separator = "。"
    statement_lengths = Lengths(6, 240)
    title_lengths = Lengths(2, 60)
    labels = Labels(
        core="核心观点",
        group_name="分组",
        colon="：",
        unparsed="未能识别",
        statuses={"supported": "有依据", "partial": "部分有依据", "unsupported": "无依据", "unchecked": "未核对"},
        findings={
            "number": "数字",
            "date": "日期",
            "name": "名称",
            "direction": "方向",
            "negation": "否定",
            "quote": "引语",
            "citation": "引用",
            "uncited": "无引用",
            "overlap": "重合过少",
        },
        tally="共 {total} 条",
    )

    def is_written_in(self, text: str) -> bool:
        """Whether at least one letter in twenty is a Han character."""
        return han_share(text) >= _MIN_HAN_SHARE
