"""English."""

from __future__ import annotations

from ..base import Labels, Language, Lengths, han_share

# Share of Han characters among the letters above which a text is not English, which may keep some names in Chinese.
# Set by hand, 2026-11; `tests/unit/llm/test_response.py`.
_MAX_HAN_SHARE = 0.7


class English(Language):
    """English: words between spaces, sentences end in `.`."""

    code = "en"
    english_name = "English"
    native_name = "English"
    html_tag = "en"
    word_separator = " "
    sentence_separator = ". "
    statement_lengths = Lengths(12, 480)
    title_lengths = Lengths(2, 120)
    labels = Labels(
        core="Core Viewpoint",
        group_name="Group",
        colon=": ",
        unparsed="Not understood",
        statuses={
            "supported": "supported",
            "partial": "partly supported",
            "unsupported": "not supported",
            "unchecked": "not checked",
        },
        findings={
            "number": "number",
            "date": "date",
            "name": "name",
            "direction": "direction",
            "negation": "negation",
            "quote": "quote",
            "citation": "citation",
            "uncited": "no citation",
            "overlap": "little in common",
        },
        tally="{total} statement{s}",
    )

    def is_written_in(self, text: str) -> bool:
        """Whether at most seven letters in ten are Han characters."""
        return han_share(text) <= _MAX_HAN_SHARE
