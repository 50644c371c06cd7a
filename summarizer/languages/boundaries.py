"""Whether a punctuation mark ends a sentence, in Chinese, English and mixed text.

One decision for each kind of mark. Each looks at windows of fixed length, so that the time is linear.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .english.abbreviations import (
    AFTER_TIME_OF_DAY,
    ALSO_WORDS,
    AMBIGUOUS,
    BEFORE_INITIALS,
    BEFORE_NUMBERS,
    NON_FINAL,
    PERSONAL_TITLES,
    SENTENCE_OPENERS,
    SPEECH_VERBS,
)

_WINDOW = 32  # characters looked at before and after a mark; longer than any abbreviation or name that decides
_QUOTES = "\"'”’」』"
_BRACKETS = {")": "(", "）": "（", "]": "[", "】": "【"}
_OPENING = "\"'“‘「『(（[【《〈"
# Titles of works and short quotations are not divided: their marks, and up to how many characters.
_UNITS = (("《", "》", 60), ("〈", "〉", 60), ("“", "”", 24), ("「", "」", 24), ("『", "』", 24))
UNIT_OPENINGS = "".join(opening for opening, _, _ in _UNITS)
MAX_UNIT_LENGTH = max(length for _, _, length in _UNITS)
# Matched on the reversed text, so that it is anchored.
_TOKEN_BACKWARDS = re.compile(r"[^\s\"“”‘(（\[【「『*_\u2e80-\uffef]*+")
_WORD = re.compile(r"[^\W_]+(?:['’][a-z]+)?")
_NUMBER = re.compile(r"(?:\d|[IVXLC]{1,6}\b|[(（\[#?])")
_WIDE = re.compile("[。！？｡．]")
_PLAIN_WORD = re.compile(r"[^\W\d_][\w&'’\-/@]*(?<=[^\W\d_])$")
_ACRONYM = re.compile(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,3}$")
_CAMEL_CASE = re.compile(r"[a-z]+[A-Z]")
_FIRST_PERSON = re.compile(r"I\b")
_SMALL_LETTERS = re.compile(r"[a-z]{3}$")
_LAST_CLAUSE = re.compile(r"[^，、；：。！？…\s]*$")
_ORDINAL_OR_NUMBER = re.compile(r"\d+(?:st|nd|rd|th)$|[\d,:.\-]*\d\d$")
_VOWEL = re.compile("[aeiouyAEIOUY]")
_ITEM_NUMBER = re.compile(r"[\s•●■◆▪⁃\-(（]*(?:\d{1,3}|[A-Za-z]|[ivx]{2,5}|[IVX]{2,5})$")
_FOOTNOTE = re.compile(r"\d{1,3}(?:[ ,]{1,2}\d{1,3}){0,3}(?=\s+[A-Z])")
_NEXT_WITHOUT_SPACE = re.compile(r"(?!(?:Com|Net|Org|Co|Io|Ai|Js|Cn)\b)[A-Z][a-z]*(?=[\s,]|['’][a-z]+\s|[.?!](?:\s|$))")
_ENGLISH_SPEECH_TAG = re.compile(r"(?:[A-Z][\w.’'-]*\s+){1,4}(?:[a-z]+ly\s+|later\s+|then\s+)?(?P<verb>[a-z]+)\b")
_CHINESE_SPEECH_TAG = re.compile(
    r"(?:\w{0,6}?)(?:说|說|道|问|問|答|喊|叫|写|寫|表示|指出|回答|强调|強調|介绍|介紹|解释|解釋|坦言|感慨|认为|認為)"
    r"(?:[。！!]|[，,：:]\s?[“「\"])|的(?!确|確|话|話)"
)
_TIME_BEFORE = re.compile(r"(?:at|by|on|from|until|around|before|after|about|since)\s", re.IGNORECASE)


class Mark(NamedTuple):
    """A run of full stops, question marks …, with the closing quotes and brackets that follow.

    Attributes:
        start: offset of the sentence that it may end.
        at: offset of the mark.
        end: offset of the next sentence, before white space; at least one character follows.
        mark: the run of marks.
        closers: the closing quotes and brackets.
    """

    text: str
    start: int
    at: int
    end: int
    mark: str
    closers: str

    @property
    def before(self) -> str:
        """The text before the mark, within the window and the sentence."""
        return self.text[max(self.start, self.at - _WINDOW) : self.at]

    @property
    def word(self) -> str:
        """The word that the mark is attached to, or an empty string."""
        match = _TOKEN_BACKWARDS.match(self.before[::-1])
        return match.group()[::-1] if match else ""

    @property
    def after(self) -> str:
        """The text after it, within the window."""
        return self.text[self.end : self.end + _WINDOW]


def find_sentence_end(mark: Mark) -> int | None:
    """The offset where the mark ends a sentence; None if it ends none."""
    rest = mark.after.lstrip()
    if not rest or rest[0] in "，、；：,;:。！？!?”’」』）)》>&/=+|":
        return None
    if _WIDE.search(mark.mark):
        return mark.end if _ends_at_wide_mark(mark) else None
    if mark.mark[-1] in "…⋯":
        return mark.end if _ends_at_wide_ellipsis(mark, rest) else None
    if "?" in mark.mark or "!" in mark.mark:
        return mark.end if _ends_at_question_or_exclamation(mark, rest) else None
    return _find_full_stop_end(mark, rest)


# ------------------------------------------------------------------------------------------------ full width


def _ends_at_wide_mark(mark: Mark) -> bool:
    """Whether a full-width mark ends a sentence."""
    if mark.mark == "．" and mark.text[mark.at - 1 : mark.at].isdigit() and mark.text[mark.end].isdigit():
        return False
    if _is_inside_unit(mark) or _closes_aside(mark):
        return False
    return not (set(mark.closers) & set(_QUOTES) and _CHINESE_SPEECH_TAG.match(mark.text, mark.end, mark.end + 16))


def _ends_at_wide_ellipsis(mark: Mark, rest: str) -> bool:
    """Whether `……` ends a sentence: only a longer one; after a word or two it is hesitation."""
    if _is_inside_unit(mark):
        return False
    if rest[0].isascii():
        return rest[0].isupper() and mark.text[mark.end].isspace()
    if set(mark.closers) & set(_QUOTES):
        return not _CHINESE_SPEECH_TAG.match(mark.text, mark.end, mark.end + 16)
    last = _LAST_CLAUSE.search(mark.before)
    return len(mark.mark) > 1 and last is not None and len(last.group()) > 5 and last.group()[-1] != rest[0]


def _is_inside_unit(mark: Mark) -> bool:
    """Whether the mark is inside a title of a work or a short quotation that goes on after it."""
    for opening, closing, length in _UNITS:
        begin = mark.text.rfind(opening, max(mark.start, mark.at - length), mark.at)
        if begin >= 0 and mark.text.find(closing, begin, mark.at) < 0:
            end = mark.text.find(closing, mark.at, begin + length)
            if end >= mark.end:
                return True
    return False


def _closes_aside(mark: Mark) -> bool:
    """Whether the mark ends an aside in brackets within a sentence: （他是工程师。）在…"""
    if not mark.closers or mark.closers[-1] not in _BRACKETS:
        return False
    opening = mark.text.rfind(_BRACKETS[mark.closers[-1]], max(mark.start, mark.at - 300), mark.at)
    return opening >= 0 and (opening - mark.start > _WINDOW or bool(mark.text[mark.start : opening].strip()))


# ---------------------------------------------------------------------------------------------- ? ! and ellipses


def _ends_at_question_or_exclamation(mark: Mark, rest: str) -> bool:
    """Whether `?` or `!` ends a sentence."""
    if not mark.text[mark.end].isspace():
        return _lacks_space(mark) or (rest[0] >= "\u2e80" and not _is_inside_unit(mark))
    if mark.text[mark.at - 1 : mark.at] in ("(", "（", "[") or _is_inside_unit(mark):
        return False
    if rest[0] in "-–—":
        return False
    if mark.closers and (rest[0].islower() or _is_speech_tag(rest)):
        return False
    if rest[0].islower() and mark.mark == "!":
        return not _is_in_name(mark)
    return True


def _is_in_name(mark: Mark) -> bool:
    """Whether the mark belongs to a name within the sentence: `at Yahoo! in`."""
    word = mark.word
    return word[:1].isupper() and mark.at - len(word) > mark.start


def _is_speech_tag(rest: str) -> bool:
    """Whether a speech tag follows: `Hailey asked.`"""
    match = _ENGLISH_SPEECH_TAG.match(rest)
    return match is not None and match["verb"] in SPEECH_VERBS


# -------------------------------------------------------------------------------------------------- full stops


def _find_full_stop_end(mark: Mark, rest: str) -> int | None:
    """Where a full stop ends a sentence; None if it ends none."""
    if mark.mark.count(".") > 1:
        return _find_ellipsis_end(mark, rest)
    if mark.at - mark.start < 8 and _ITEM_NUMBER.match(mark.text, mark.start, mark.at):
        return None
    if not mark.text[mark.end].isspace():
        return _find_end_without_space(mark)
    if _closes_aside(mark) and not rest[0].isupper():
        return None
    word = mark.word
    if rest[0].islower():
        return mark.end if word and not mark.closers and _ends_before_lower_case(word, rest) else None
    return None if word and not mark.closers and _is_abbreviation(mark, word, rest) else mark.end


def _find_ellipsis_end(mark: Mark, rest: str) -> int | None:
    """Where an ellipsis ends a sentence, before a capital; `. . . .` after a word is its full stop and an ellipsis."""
    if not mark.text[mark.end].isspace() or mark.text[mark.at - 1 : mark.at] in ("[", "("):
        return None
    opens = rest[0] in _OPENING or (rest[0].isupper() and not _FIRST_PERSON.match(rest))
    if not opens or (mark.closers and _is_speech_tag(rest)):
        return None
    if mark.mark == ". . . ." and mark.text[mark.at - 1 : mark.at].isalnum():
        return mark.at + 1
    return mark.end


def _find_end_without_space(mark: Mark) -> int | None:
    """Where a full stop without a space after it ends a sentence."""
    following = mark.text[mark.end]
    if following >= "\u2e80":
        word = mark.word.lower()
        known = word in PERSONAL_TITLES or word in BEFORE_NUMBERS or word in AMBIGUOUS or word in NON_FINAL
        return None if known or word[-1:].isdigit() or "." in word else mark.end
    if (note := _FOOTNOTE.match(mark.text, mark.end, mark.end + 24)) and _SMALL_LETTERS.search(mark.before[-3:]):
        return note.end()
    return mark.end if _lacks_space(mark) else None


def _lacks_space(mark: Mark) -> bool:
    """Whether only the space is missing: `Hello world.Today is Tuesday.`"""
    word = mark.word
    plain = (len(word) > 1 and word.isalpha() and (word.islower() or len(word) > 3)) or word.replace(",", "").isdigit()
    return plain and _NEXT_WITHOUT_SPACE.match(mark.text, mark.end, mark.end + _WINDOW) is not None


def _ends_before_lower_case(word: str, rest: str) -> bool:
    """Whether a sentence ends although lower case follows, as in careless writing or before `eBay`."""
    lower = word.lower()
    if _CAMEL_CASE.match(rest) and lower not in NON_FINAL:
        return True
    if _ORDINAL_OR_NUMBER.match(word):
        return True
    if not (len(word) > 1 and _PLAIN_WORD.match(word)) or not _VOWEL.search(word):
        return False
    known = lower in PERSONAL_TITLES or lower in BEFORE_NUMBERS or lower in AMBIGUOUS or lower in NON_FINAL
    if known:
        return word.islower() and lower in ALSO_WORDS
    return word[0].islower() or len(word) > 4


def _is_abbreviation(mark: Mark, word: str, rest: str) -> bool:
    """Whether the full stop belongs to an abbreviation within a sentence; `rest` does not start in lower case."""
    lower = word.lower()
    if lower in ALSO_WORDS and word.islower() and not rest[0].isdigit():
        return False
    if len(word) == 1 and word.isupper():
        return _is_initial(mark, rest)
    if lower in PERSONAL_TITLES or lower in NON_FINAL or (lower == "p.s" and len(mark.before.split()) == 1):
        return True
    if lower in BEFORE_NUMBERS:
        return bool(_NUMBER.match(rest))
    if lower in ("a.m", "p.m", "am", "pm"):
        return _is_within_time(mark, rest)
    if lower in AMBIGUOUS or _ACRONYM.match(word):
        return not _opens_sentence(rest)
    return (
        word.isalpha()
        and len(word) > 1
        and not _VOWEL.search(word)
        and not word.isupper()
        and not _opens_sentence(rest)
    )


def _is_initial(mark: Mark, rest: str) -> bool:
    """Whether the letter before the mark is an initial: `J. Smith`, `Albert I. Jones`, not `vitamin C. Studies …`."""
    if rest[0].isdigit() or _opens_sentence(rest):
        return False
    before = mark.before[:-1].split()
    return not before or not before[-1].isalpha() or not before[-1].islower() or before[-1] in BEFORE_INITIALS


def _is_within_time(mark: Mark, rest: str) -> bool:
    """Whether a time of day goes on after `a.m.`: `8 a.m. Eastern time`."""
    word = _WORD.match(rest.lstrip("(（"))
    if word and word.group().lower() in AFTER_TIME_OF_DAY:
        return True
    sentence = mark.text[mark.start : mark.at].strip() if mark.at - mark.start < _WINDOW else ""
    return sentence.count(" ") < 4 and _TIME_BEFORE.match(sentence) is not None


def _opens_sentence(rest: str) -> bool:
    """Whether what follows looks like the start of a sentence and not like a name."""
    if rest[0] in _OPENING or rest[0].isdigit():
        return rest[0] in '"“「『'
    word = _WORD.match(rest)
    return word is not None and word.group().lower().replace("’", "'") in SENTENCE_OPENERS
