"""Any text, list or JSON as statements to check, whoever wrote it and in whatever shape.

`parse_statements` first tries the forms that `parse_summary` knows. In anything else each sentence is a statement with
the citations that stand in or behind it; headings, lead-ins that end in a colon, questions, rules, table headers and
lists of sources are none. In JSON, strings that are sentences are statements, whatever their keys are called, and
numbers beside one under a key of citations are its citations.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import zip_longest

import regex

from ..errors import InputError
from ..languages.sentences import sentence_spans
from ..models import Group, Statement, Summary
from ..text.folding import load_json, replace_surrogates
from ..text.scripts import count_han, detect_language
from .citation_styles import ends_in_address, is_list_of_sources, is_sources_label, normalize_citations
from .grammar import BULLETS, CITATION_RUN, normalize_spaces, parse_statement, precedes_words, strip_bold
from .list_numbers import unnumber_lists
from .parser import parse_summaries

_HINT = "give a summary: sentences, a list, or JSON that holds them"
_MARKS = re.compile(
    rf"\s*(?:#{{1,6}}\s+|>\s?)*(?:(?:[{BULLETS}]|\d{{1,2}}[.)、）])(?:\s+|(?<=[、）]))(?:\[[ xX]\]\s+)?)?"
)
# Links in Markdown: those alone in parentheses name a source, others are words.
_LINKED_SOURCE = re.compile(r"\s?[(（]\[[^\[\]]{1,200}\]\(https?:[^()\s]{1,500}\)[)）]")
_LINK = re.compile(r"\[([^\[\]]{1,200})\]\(https?:[^()\s]{1,500}\)")
_HEADING_MARK = re.compile(r"\s*#{1,6}\s+")
_RULE = re.compile(r"[\s|:=*_\-–—]*$")
# What begins a line in HTML, and tags within one; a comparison (`<5%`) is no tag.
_BLOCK_TAG = re.compile(r"(?i)</?(?:p|div|br|ul|ol|table|tr|section|article|li|h[1-6])(?:\s[^<>]{0,200})?/?>")
_INLINE_TAG = re.compile(r"(?i)</?(?:a|b|i|em|strong|span|u|mark|sup|sub|small|td|th)(?:\s[^<>]{0,200})?>")
_EMOJI_BULLET = regex.compile(r"(?m)^[ \t]*\p{Extended_Pictographic}\uFE0F?[ \t]*(?=\S)")
_TABLE_HEADER = re.compile(r"(?m)^[ \t]*\|.*\|[ \t]*\n(?=[ \t]*\|[ \t]*:?-{2,})")
_TABLE_ROW = re.compile(r"(?m)^[ \t]*\|(?P<cells>.*\w.*)\|[ \t]*$")
_FENCE = re.compile(r"```\w*\s*")
# A stop, and citations behind it that belong to the sentence before it.
_CITED_AFTER_STOP = re.compile(rf"(?<![.。!！?？])(?P<stop>[.。!！?？]++[”\"’）)]?)\s?(?P<run>{CITATION_RUN})")
_SENTENCE_END = re.compile(r"[.。!！;；…][”\"’）)]*$|\]$")
_QUESTION_OR_LEAD_IN = re.compile(r"[?？:：][”\"’）)*]*$")
# Keys of JSON whose values say where a statement comes from.
_CITATION_KEY = re.compile(
    r"(?i:citations?|cites?|cited|sources?|references?|refs?|evidences?|blocks?|chunks?|passages?|paragraphs?|quotes?|supports?"
    r"|provenance|footnotes?)(?:[_-]?(?:ids?|numbers?|indices|indexes|blocks?|chunks?|passages?|paragraphs?|sentences?))?$"
    r"|(?:引用|来源|來源|出处|出處|参考|參考|依据|依據|证据|證據)"
)
_CITATION_WORD = re.compile(
    r"(?i)(?:^|[_-])(?:source|citation|reference|ref|evidence|block|chunk|passage)s?[_-]?(?:ids?|numbers?)$"
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NUMBER_KEY = re.compile(r"(?i)(?:id|index|number|num|no|block|chunk|source|ref|page)(?:[_-]?(?:id|number|index))?$")
_NUMBERS = re.compile(r"(?<![\d.])[1-9]\d{0,3}(?![\d.])")
_TITLE_KEY = re.compile(
    r"(?i:title|heading|header|name|topic|section|theme|label|category)$|标题|標題|主题|主題|小标题"
)
# What a string must have to be a sentence rather than a label, an id or a date.
_MIN_WORDS = 4
_MIN_HAN = 6  # the same of Han characters
_MAX_REFERENCE = 40  # characters of a string that names a source by its number
_ADDRESS = re.compile(r"\S+$|\d{4}-\d\d-\d\d[T ]")
_Points = list[tuple[str, list[Statement]]]


def parse_statements(text: str) -> list[Summary]:
    """The summaries in a text, or one that holds each sentence of any other text, list or JSON as a statement.

    Raises:
        InputError: nothing in it is a statement.
    """
    text = _unfence(replace_surrogates(text))
    try:
        summaries = parse_summaries(text)
        if any(map(_has_structure, summaries)):
            return summaries
        points = _read_foreign(text)
    except InputError:
        points = _read_foreign(text)
        if not points:
            raise
        if not any(statements for _, statements in points):
            raise InputError("not a summary: no statement is found", _HINT) from None
    groups = tuple(Group(title=title, points=tuple(statements)) for title, statements in points if statements)
    words = " ".join(statement.text for group in groups for statement in group.points)
    return [Summary(language=detect_language(words), core_viewpoint=None, groups=groups)]


def _unfence(text: str) -> str:
    """What a code fence encloses, if it encloses all of a text; else the text."""
    lines = text.strip().split("\n")
    is_fenced = len(lines) > 2 and _FENCE.fullmatch(lines[0]) and lines[-1].strip() == "```"
    return "\n".join(lines[1:-1]) if is_fenced else text


def _has_structure(summary: Summary) -> bool:
    """Whether a summary has a core viewpoint or titled groups, and is not only sentences with citations."""
    return summary.core_viewpoint is not None or any(group.title for group in summary.groups)


def _read_foreign(text: str) -> _Points:
    stripped = text.lstrip("\ufeff \t\r\n")
    if not stripped.startswith(("{", "[{", '["', "[\n", "[ ")):
        return _read_prose(text)
    try:
        value = load_json(stripped)
    except (ValueError, RecursionError):
        return [] if stripped.startswith("{") else _read_prose(text)
    if isinstance(value, dict) and "schema_version" in value:
        return []  # ours, of another version or with a fault: the error says which
    points: _Points = [("", [])]
    _read_value(value, points, "")
    return points


# ------------------------------------------------------------------------------------------------ prose


def _read_prose(text: str) -> _Points:
    """The statements of a text under its headings."""
    points: _Points = [("", [])]
    in_sources = False
    text = _LINK.sub(r"\1", _LINKED_SOURCE.sub("", normalize_citations(_divide_lines(text))))
    lines = [raw for raw in unnumber_lists(text.splitlines()) if raw.strip()]
    for raw, below in zip_longest(lines, lines[1:], fillvalue=""):
        mark = _MARKS.match(raw)
        is_item = bool(_item_mark(raw)) and not (_item_mark(raw).isdigit() and not _item_mark(below))
        words = normalize_spaces(strip_bold(raw[mark.end() if mark else 0 :]))
        if _RULE.fullmatch(words) or (is_item and ends_in_address(words)):
            continue
        if is_sources_label(words):
            in_sources = True
        elif _HEADING_MARK.match(raw) or _is_heading(words, is_item):
            in_sources = False
            points.append((words.rstrip(":："), []))
        elif not in_sources and not is_list_of_sources(words) and not precedes_words(words):
            points[-1][1].extend(split_statements(words))
    return points


def _divide_lines(text: str) -> str:
    """The text with a line for each block of HTML and a bullet for each item, row of a table and emoji at its start."""
    if _BLOCK_TAG.search(text):
        text = _BLOCK_TAG.sub(lambda tag: "\n- " if tag[0][:3].lower() == "<li" else "\n", text)
        text = html.unescape(_INLINE_TAG.sub("", text))
    if "|" in text:
        text = _TABLE_ROW.sub(lambda row: f"- {' '.join(row['cells'].split('|'))}", _TABLE_HEADER.sub("", text))
    return text if text.isascii() else _EMOJI_BULLET.sub("- ", text)


def _item_mark(line: str) -> str:
    """The bullet or number before an item of a list; empty for other lines."""
    mark = _MARKS.match(line)
    return mark[0].strip(" #>\t").rstrip(".)、）") if mark else ""


def split_statements(text: str) -> Iterator[Statement]:
    """The sentences of a line, each with the citations in it or behind its stop. Questions and lead-ins are none."""
    moved = _CITED_AFTER_STOP.sub(r" \g<run>\g<stop>", text)
    for start, end in sentence_spans(moved):
        words, citations = parse_statement(moved[start:end])
        if re.search(r"\w", words) and not (_QUESTION_OR_LEAD_IN.search(words) and not citations):
            yield Statement(text=words, citations=citations)


def _is_heading(words: str, is_item: bool) -> bool:
    """Whether a line only names what follows: it ends in a colon, or is short, no item of a list, and has no stop."""
    if _QUESTION_OR_LEAD_IN.search(words):
        return True
    return not is_item and not _SENTENCE_END.search(words) and not _is_sentence(words)


def _is_sentence(text: str) -> bool:
    """Whether words may be a statement: as many as one has, or a stop at the end."""
    enough = count_han(text) >= _MIN_HAN * 2 or len(text.split()) > _MIN_WORDS * 2
    return enough or bool(_SENTENCE_END.search(text))


# ------------------------------------------------------------------------------------------------ JSON


def _read_value(value: object, points: _Points, key: str) -> None:
    """Add the statements of a value, and open a group where a key or a title names several."""
    if isinstance(value, str):
        points[-1][1].extend(_read_string(value))
    elif isinstance(value, list):
        for item in value:
            _read_value(item, points, key)
    elif isinstance(value, dict):
        _read_object(value, points)


def _read_object(fields: dict[str, object], points: _Points) -> None:
    citations = {n for key, value in fields.items() if _is_citation_key(key) for n in _read_numbers(value)}
    title = next((v for k, v in fields.items() if isinstance(v, str) and _TITLE_KEY.search(k)), None)
    holds_more = any(isinstance(value, list | dict) and not _is_citation_key(key) for key, value in fields.items())
    if title and holds_more:
        points.append((normalize_spaces(title), []))
    for key, value in fields.items():
        if _is_citation_key(key) or (title is not None and value is title):
            continue
        if isinstance(value, str):
            found = list(_read_string(value, is_cited=bool(citations)))
            points[-1][1].extend(_cite(statement, citations) for statement in found)
        elif isinstance(value, list | dict):
            if not title and not _TITLE_KEY.search(key):
                points.append((_CAMEL.sub(" ", key).replace("_", " "), []))
            _read_value(value, points, key)


def _read_string(text: str, is_cited: bool = False) -> Iterator[Statement]:
    """The statements of a string; none of an id, a date, an address or a label.

    Args:
        is_cited: whether citations stand beside it: then a short one that ends as a sentence is no label.
    """
    is_label = count_han(text) < _MIN_HAN and (_ADDRESS.match(text) or len(text.split()) < _MIN_WORDS)
    if is_label and not (is_cited and _SENTENCE_END.search(text)):
        return
    for line in normalize_citations(text).splitlines():
        mark = _MARKS.match(line)
        yield from split_statements(normalize_spaces(strip_bold(line[mark.end() if mark else 0 :])))


def _cite(statement: Statement, numbers: set[int]) -> Statement:
    return statement.model_copy(update={"citations": tuple(sorted({*statement.citations, *numbers}))})


def _is_citation_key(key: str) -> bool:
    name = _CAMEL.sub("_", key)
    return bool(_CITATION_KEY.match(name) or _CITATION_WORD.search(name))


def _read_numbers(value: object) -> Iterator[int]:
    """The numbers of blocks in a value: `2`, `[2, 3]`, `["[2]", "block 3"]`, `[{"block": 2, "quote": …}]`."""
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        yield value
    elif isinstance(value, str) and len(value) <= _MAX_REFERENCE and "://" not in value:
        yield from map(int, _NUMBERS.findall(value))
    elif isinstance(value, list):
        for item in value:
            yield from _read_numbers(item)
    elif isinstance(value, dict):
        yield from _read_numbers([item for key, item in value.items() if _NUMBER_KEY.match(_CAMEL.sub("_", key))])
