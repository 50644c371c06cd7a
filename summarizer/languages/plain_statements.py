"""A sentence as a statement: all its words, without what only ties it to the text around it.

Nothing else is left out of a sentence: who says it, its hedges, negations, conditions, dates and figures stay. The
offline engine prints statements in this form, and a statement in it is a copy of its sentence to the checks.
"""

from __future__ import annotations

import re

from ..models import LanguageCode
from ..text.scripts import join_wrapped
from . import LANGUAGES

_MIN_STATEMENT = 4  # characters that must be left of a sentence; else it stays as it is. Set by hand, 2026-11-24
_FINAL_MARKS = " \t。．.；;，,、：:"
_MARKUP = re.compile(
    r"!\[[^\]]*\]\([^)]*\)|\[(?P<link>[^\]]+)\]\([^)\s]*\)|"
    # Stars within a word or between figures are its own: 138****5678, 2*10*3.
    r"(?P<mark>(?<![a-zA-Z\d*])\*{1,3}(?![*\s])|__|`)(?P<marked>[^*`\n]+?)(?P=mark)(?!(?<=\*)[a-zA-Z\d*])|"
    # A name of a program has such a mark within it: load_file.
    r"(?<![\w_])_(?P<slanted>[^_*`\n]+)_(?![\w_])|</?[a-zA-Z][^>]*>"
)
# Bold type that another sentence opens or closes.
_HALF_BOLD = re.compile(r"(?<![\w*])\*\*(?![*\s])|(?<![*\s])\*\*(?![\w*])")
_NESTED_MARKUP = 2  # bold type within a link
_MARKUP_CHARACTERS = "*`[<_"
# A figure and a bracket make a mark before anything; a figure and a stop do not before another figure: 2.5%.
_LIST_MARK = re.compile(
    r"(?:[-*+]\s+|[•·●○▪■◆➢►>]\s*|\d{1,2}\s?[.、]\s*(?!\d)|\d{1,2}\s?[)）]\s*|[（(]\s?\d{1,2}\s?[)）]\s*|[①-⑳]\s*|"
    # 二、加快进度, not 一、二线城市.
    r"[一二三四五六七八九十]{1,2}、\s*(?![一二三四五六七八九十][、线線季])|[（(][一二三四五六七八九十]{1,2}[)）]\s*)+"
)
# The first mark of a list behind the label of its sentence: 投资建议：1）电力.
_LABELLED_MARK = re.compile(r"(?P<label>[^。，,：:]{2,16}[：:])\s?(?:1\s?[)）]|[（(]\s?1\s?[)）]|①)\s*")
# Marks of references beside a stop, as an encyclopedia has them: `in 1998.[3][4]`, 决议[1]，; or a raised figure.
_REFERENCES = re.compile(
    r"(?<=[.,;:!?。，；：！？”\"’)）])(?:\[\d{1,3}\])+(?!\()|(?<=[\u4e00-\u9fff])(?:\[\d{1,3}\])+(?=[，。；：])|"
    r"(?<=[a-z]\.)\d{1,2}$"
)
_QUOTATION_MARKS = (("“", "”"), ("「", "」"), ("『", "』"))
# Single quotation marks; within a word they are apostrophes.
_SINGLE_OPENING = re.compile(r"(?<![\w.,!?])['‘](?=[\w\[£$])")
_SINGLE_CLOSING = re.compile(
    r"(?<=[\w.,!?…%)+-])(?<!\d days)(?<!\d weeks)(?<!\d months)(?<!\d years)(?<!\d hours)['’](?!\w)|"
    r"(?<= )['’](?=[ .,;]|$)"
)
_INCHES = re.compile(r"(?<=\d)\"")
# One that closes nothing, behind the stop of a sentence.
_LAST_CLOSING = re.compile(r"(?<=[.!?…])['’]$")


def plain_statement(text: str, code: LanguageCode) -> str:
    """A sentence without list mark, markup, dateline, opening connective, half a quotation's mark and final stop."""
    text = strip_markup(text)
    shorter = LANGUAGES[code].statements.strip_opening(text)
    if len(shorter) >= _MIN_STATEMENT:
        text = shorter
    text = drop_half_quotations(text).strip()
    return strip_final_stop(text) or text


def strip_markup(text: str) -> str:
    """The text without list mark, marks of references and inline Markdown, white space collapsed."""
    text = _REFERENCES.sub("", join_wrapped(text))
    if mark := _LIST_MARK.match(text):
        text = text[mark.end() :] or text
    if labelled := _LABELLED_MARK.match(text):
        text = labelled["label"] + text[labelled.end() :]
    if any(character in text for character in _MARKUP_CHARACTERS):
        for _ in range(_NESTED_MARKUP):
            text = _MARKUP.sub(lambda match: match["link"] or match["marked"] or match["slanted"] or "", text)
        text = _HALF_BOLD.sub("", text)
    return text


def strip_final_stop(text: str) -> str:
    """The text without the marks that end a sentence or a clause; an ellipsis stays."""
    return text if text.endswith(("...", "…")) else text.rstrip(_FINAL_MARKS)


def drop_half_quotations(text: str) -> str:
    """The text without quotation marks whose partner stands in another sentence."""
    for opening, closing in _QUOTATION_MARKS:
        if text.count(opening) != text.count(closing):
            text = text.replace(opening, "").replace(closing, "")
    if "'" in text or "‘" in text or "’" in text:
        opened = list(_SINGLE_OPENING.finditer(text))
        surplus = len(opened) - len(_SINGLE_CLOSING.findall(text))
        if surplus < 0:
            text = _LAST_CLOSING.sub("", text)
        for mark in reversed(opened[len(opened) - max(0, surplus) :]):
            text = text[: mark.start()] + text[mark.end() :]
    marks = text.count('"')
    is_measured = marks % 2 and (marks - len(_INCHES.findall(text))) % 2 == 0  # a 34" screen
    return text.replace('"', "") if marks % 2 and not is_measured else text
