"""Citations as other programs write them, rewritten to the `[n]` that the grammar knows.

`【1】 ［2］ 〔3〕 [^4] [ID:1] [Source 1] [来源1] [citation:3] [[1]](#c1) [1](https://…) <sup>1</sup> 【3†source】` are
citations wherever they stand. `(1)`, `¹` and `①` also mark list items, notes and units: they are
citations only where a page has no others and a clause ends after them. A backslash before any of them keeps it as it
is, and `escape_foreign` sets it, so that a summary that we print is read back with the same words. Lists of sources
below a summary are known here as well.
"""

from __future__ import annotations

import re
import unicodedata

_N = r"[1-9]\d{0,2}"
_AND = r"\s?(?:[,，、;；]|[-–~～])\s?"
# What programs call the thing that is cited, before its number.
_NOUN = (
    r"(?:id|source|src|s|doc|document|ref|reference|citation|cite|block|chunk|passage|paragraph|para"
    r"|来源|來源|资料|資料|文档|文檔|文献|文獻|参考|參考|引用|出处|出處|段落|材料|第)"
)
_NAMED = rf"{_NOUN}\s?[:：#_]?\s?{_N}\s?段?"
_SOURCE = rf"(?:source|citation|ref|来源|來源|出处|出處|引用)\s?[:：#]?\s?{_N}"
# Brackets around numbers, in the order in which they are tried; each holds its numbers in the group of its name. The
# lookaheads are for speed: they name the first characters of all alternatives, and skip the plain `[1]` of most pages.
_CERTAIN = re.compile(
    rf"(?=[\\\[【［〔<(（\ue200])(?!\[[1-9]\d{{0,2}}\](?![(\-–~～\]]))(?:\\."
    rf"|\[\^(?:[A-Za-z][\w.]{{0,20}}-|[A-Za-z]{{1,12}})?(?P<note>{_N})\^?\](?!:)"
    rf"|\[?\[\s?(?:\^|<sup>)?(?:(?i:{_NOUN})\s?[:：#_]?\s?)?(?P<link>{_N})(?:</sup>)?\s?\]\]?\((?:#|https?:)[^()\s]{{0,500}}\)"
    rf"|\[\[\s?(?P<double>{_N}(?:{_AND}{_N})*)\s?\]\]"
    rf"|<sup[^<>]{{0,60}}>\s?(?:<a\s[^<>]{{0,200}}>)?\[?(?P<raised>{_N}(?:(?:{_AND}|\]\s?\[){_N})*)\]?(?:</a>)?\s?</sup>"
    rf"|[\[【［〔]\s?(?P<named>(?i:{_NAMED}(?:{_AND}(?:{_NAMED}|{_N}))*))\s?[\]】］〕](?!\()"
    rf"|[(（](?P<round>(?i:{_SOURCE}(?:{_AND}(?:{_SOURCE}|{_N}))*))[)）]"
    rf"|[【\[](?:\d{{1,3}}:)?(?P<tool>\d{{1,3}})†[^】\]]{{0,200}}[】\]]"
    rf"|[【［〔]\s?(?P<wide>{_N}(?:{_AND}{_N})*)\s?[】］〕]"
    rf"|(?P<range>\[{_N}\][-–~～]\[{_N}\])"
    rf"|(?<![A-Za-z0-9_)\]])[\[【［〔](?i:{_NOUN}\s?[:：#_]?\s?)?(?P<zero>0)[\]】］〕](?!\()"
    rf"|\ue200cite(?P<search>\ue202[^\ue200\ue201]{{1,200}})\ue201)"
)
_GROUPS = ("note", "link", "double", "raised", "named", "tool", "wide", "range", "round", "zero", "search")
_HINTS = ("[", "【", "［", "〔", "<sup", "(", "（", "\ue200")
_PLAIN = re.compile(rf"(?<!\\)\[ ?{_N}(?: ?[,，、;；\-–] ?{_N})* ?\]|(?<!\S)\[\](?!\S)")
# A clause ends here: at a stop, a line, a dash between spaces, or the next mark.
_CLAUSE_ENDS = r"(?=[^\S\n]*(?:$|\n|[。！？；，]|[.!?;,](?!\w)|-\s|[(（①-⑳]))"
_AFTER_WORDS = r"(?<=[^\W\d_]|[.。!！?？;；,，%％)）”\"’])"
_RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_CIRCLED = "①-⑳㉑-㉟"
# A raised digit after fewer than three letters is an exponent: m², km³, mc².
_AMBIGUOUS = re.compile(
    rf"\\.|{_AFTER_WORDS}\s?[(（](?P<round>{_N}(?:{_AND}{_N})*)[)）]{_CLAUSE_ENDS}"
    rf"|(?:(?<=[^\W\d_]{{3}})|(?<=[.。!！?？;；,，%％)）”\"’]))(?P<raised>[¹²³⁴-⁹][{_RAISED_DIGITS}]{{0,2}}(?:[,，]?[¹²³⁴-⁹][{_RAISED_DIGITS}]?)*)"
    rf"|{_AFTER_WORDS}\s?(?P<circled>[{_CIRCLED}]+){_CLAUSE_ENDS}"
)
_GLUED = re.compile(
    r"(?<=[a-z)”\"][.!?])\d{1,6}(?=\s+[A-Z]|\s*$)|(?<=[a-z]{3})\d{1,6}(?=\.(?:\s|$))"
    r"|(?<=\d\.)(?P<decimal>\d{1,3})(?=\s+[A-Z][a-z])",
    re.MULTILINE,
)
_BETWEEN_CARETS = re.compile(r"\^(\[\d[\d,，\[\] ]{0,30}\])\^")  # raised in Markdown: ^[1][2]^
_REMOVED = "\0"  # stands for a citation that is taken out, until the space before it is too
_REMOVED_MARK = re.compile(r"[^\S\n]?\0")
_NUMBER = re.compile(rf"{_N}(?:\s?[-–~～]\s?{_N})?")
_BRACKET = re.compile(r"[\[【［〔<]|^[(（]")
# Once is a coincidence: a list item at the end of a line, a footnote mark.
_MIN_AMBIGUOUS = 2
# The heading of a list of sources below a summary.
_SOURCE_WORDS = (
    r"(?:(?i:(?:sources?|references?|citations?|footnotes?|bibliography|works\scited)(?:\s(?:list|cited|used))?)"
    r"|(?:参考|參考|引用|[资資]料|信息|[数數][据據])?(?:[来來]源|文[献獻]|[资資]料|[链鏈]接|出[处處]|引用)(?:列表)?)"
)
_SOURCES = re.compile(rf"(?:=+\s)?{_SOURCE_WORDS}\s?(?:[:：]|=+)?$")
_SOURCES_START = re.compile(rf"(?P<words>{_SOURCE_WORDS})\s?[:：]\s?(?=\S)")
_INLINE_SOURCES = re.compile(rf"(?<=[\].。!?！？])[^\S\n]+(?={_SOURCE_WORDS}\s?[:：]\s?\[1\])")
# The line of one source: its number, and the name or address of a file after it.
_NUMBERED_SOURCE = re.compile(rf"{_SOURCE_WORDS}\s?(?:\[{_N}\]\s?(?=\[|https?:|\S+\.\w{{2,5}}$)|{_N}\s?[:：])")
_URL = re.compile(r"https?://|www\.")
_FINAL_URL = re.compile(r"(?:^|[.,，。:：;；]\s?|\s[-–—|]\s)https?://\S+$")
# The characters before which `escape_foreign` sets a backslash, beyond those of ASCII.
OPENINGS = "【［〔¹²³⁴⁵⁶⁷⁸⁹①-⑳㉑-㉟（"


def normalize_citations(text: str) -> str:
    """The text with its citations as `[n]`; those of our own form, and what has a backslash, are left as they are."""
    if any(hint in text for hint in _HINTS):
        has_mark = _REMOVED in text  # then spaces before citations that are taken out stay
        text = _CERTAIN.sub(_rewrite_certain, text)
        text = _REMOVED_MARK.sub("", text) if _REMOVED in text and not has_mark else text
    if "]^" in text:
        text = _BETWEEN_CARETS.sub(r"\1", text)
    if _PLAIN.search(text):
        return _INLINE_SOURCES.sub("\n", text)
    found = sum(match.lastgroup is not None for match in _AMBIGUOUS.finditer(text))
    return _AMBIGUOUS.sub(_rewrite_ambiguous, text) if found >= _MIN_AMBIGUOUS else _rewrite_glued(text)


def escape_foreign(text: str, is_cited: bool) -> str:
    """The text with a backslash before whatever `normalize_citations` would take for a citation.

    Args:
        is_cited: whether citations of our own form follow on the page, beside which the ambiguous forms are words.
    """
    if match := _SOURCES_START.match(text):
        text = f"{text[: match.end('words')]}\\{text[match.end('words') :].lstrip()}"
    if any(hint in text for hint in _HINTS):
        text = _CERTAIN.sub(lambda m: m[0] if _numbers_of(m) is None else _BRACKET.sub(r"\\\g<0>", m[0]), text)
    return text if is_cited else _escape_glued(_AMBIGUOUS.sub(_escape_ambiguous, text))


def is_sources_label(line: str) -> bool:
    """Whether a line is the heading of a list of sources, such as `Sources:`, or of one, such as `Source 1: a.pdf`."""
    return bool(_SOURCES.match(line) or _NUMBERED_SOURCE.match(line))


def ends_in_address(item: str) -> bool:
    """Whether an item of a list ends in an address and cites nothing: one source of several."""
    return bool(_FINAL_URL.search(item)) and not _PLAIN.search(item)


def is_list_of_sources(line: str) -> bool:
    """Whether a line holds sources after their heading, as `Sources: [1] Daily News; [2] …`, and no statement."""
    match = _SOURCES_START.match(line)
    if match is None:
        return False
    return not _PLAIN.search(line) or bool(_PLAIN.match(line, match.end()) or _URL.search(line))


def _rewrite_certain(match: re.Match[str]) -> str:
    numbers = _numbers_of(match)
    if numbers is None:
        return match[0]
    if match["tool"] == "0" or match["zero"] or match["search"]:  # counted in a way in which our blocks are not
        return _REMOVED
    return _format_numbers(re.sub(r"\]([-–~～])\[", r"\1", numbers))


def _numbers_of(match: re.Match[str]) -> str | None:
    return next((match[name] for name in _GROUPS if match[name] is not None), None)


def _rewrite_ambiguous(match: re.Match[str]) -> str:
    if match.lastgroup is None:
        return match[0]
    if match["round"]:
        return f" {_format_numbers(match['round'])}"
    if match["raised"]:
        digits = re.sub(r"[¹²³⁴-⁹⁰]+", lambda m: unicodedata.normalize("NFKC", m[0]), match["raised"])
        return _format_numbers(digits)
    return "".join(f"[{int(unicodedata.numeric(mark))}]" for mark in match["circled"])


def _rewrite_glued(text: str) -> str:
    """The text with `[n]` for numbers that lost their raised form and stick to a word or stop: `nine cities.12`.

    Citations are numbered in the order in which they are first made. Where all such numbers of a text can be read so,
    they are citations; where one cannot, as the `5` of `No.5`, none is. What may be a decimal is one where it cannot.
    """
    highest, read, sure = 0, list[list[int]](), 0
    for match in _GLUED.finditer(text):
        numbers = _read_in_order(match[0], highest)
        if numbers is None and match["decimal"]:
            read.append([])
            continue
        if numbers is None:
            return text
        highest = max(highest, *numbers)
        read.append(numbers)
        sure += match["decimal"] is None
    if sure < _MIN_AMBIGUOUS:
        return text
    found = iter(read)
    return _GLUED.sub(lambda match: "".join(f"[{n}]" for n in next(found)) or match[0], text)


def _read_in_order(digits: str, highest: int) -> list[int] | None:
    """The numbers that digits stand for, none more than one above the highest before it; the longest first."""
    numbers: list[int] = []
    while digits:
        lengths = (n for n in (3, 2, 1) if n <= len(digits) and digits[0] != "0")
        length = next((n for n in lengths if int(digits[:n]) <= highest + 1), None)
        if length is None:
            return None
        numbers.append(int(digits[:length]))
        highest = max(highest, numbers[-1])
        digits = digits[length:]
    return numbers


def _escape_ambiguous(match: re.Match[str]) -> str:
    if match.lastgroup is None:
        return match[0]
    marks = match[0].lstrip()
    return f"{match[0][: len(match[0]) - len(marks)]}\\{marks}"


def _escape_glued(text: str) -> str:
    """The text with a backslash before the stop beside each number that `_rewrite_glued` might take for a citation."""
    for match in reversed(list(_GLUED.finditer(text))):
        if match["decimal"] is None:
            stop = match.end() if text.startswith(".", match.end()) else match.start() - 1
            text = f"{text[:stop]}\\{text[stop:]}"
    return text


def _format_numbers(numbers: str) -> str:
    """`[1][3-5]` of numbers with anything between them."""
    return "".join(f"[{re.sub(r'[–~～]', '-', found.replace(' ', ''))}]" for found in _NUMBER.findall(numbers))
