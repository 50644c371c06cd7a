"""Whether a mark ends a sentence: one decision for each kind of mark, each with windows of fixed length."""

from __future__ import annotations

import re
from typing import NamedTuple


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# A name follows: the full stop never ends a sentence.
TITLES = _words("""
    mr mrs ms messrs mme mlle dr drs prof profs rev fr hon gen lt col maj capt cmdr cpl sgt adm brig pvt sgts
    gov govs sen sens rep reps pres supt det insp mgr msgr amb atty attys ste hrh
""")
# A number follows: the full stop ends a sentence unless a number, a Roman number or a bracket stands behind it.
BEFORE_NUMBERS = _words("""
    no nos n° nr fig figs eq eqs eqn eqns ref refs sec secs sect vol vols ch chap chaps art arts p pp pg pgs par
    para tab app ver v pt pts bk ex div reg rm ext tel
""")
# The sentence goes on in all but odd cases.
INNER = _words("""
    vs viz e.g eg i.e ie cf ca c incl excl esp resp max min avg approx est dept depts univ inst assn assoc natl
    intl conf soc fed ed eds trans orig op ibid aka asst dist gmbh
""")
# May end a sentence or stand within one: what follows decides.
EITHER = _words("""
    inc co corp ltd llc plc cos bros jr sr phd esq al am pm jan feb mar apr jun jul aug sep sept oct nov dec mon
    tue tues wed thu thur thurs fri sat sun ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass
    mich minn miss mo mont neb nev okla ore pa penn tenn tex va vt wash wis wyo cal ont que ave blvd rd st sq
    hwy mt ft lbs oz ag bhd pty dem govt
""")
# Of these, the ones that are ordinary words as well: abbreviations only in capitals or before a number.
ORDINARY = _words("""
    no art arts fig par tab app ex ref pt max min am mar jun mon wed sat sun fri ark del ill ind la mass miss
    ore pa wash ave ed soc fed trans inst conf hon col det pres rep reps gen fr dist dem div bk mo
""")
# `8 a.m. Eastern time`, `6 p.m. Monday`: what goes on after the time of day.
AFTER_TIME = _words("""
    eastern pacific central mountain gmt est edt pst pdt cst cdt mst mdt utc et pt ct cet bst hkt jst ist local
    on monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
    january february march april may june july august september october november december jan feb mar apr jun
    jul aug sep sept oct nov dec today tomorrow tonight
""")
# Words that open a sentence in capitals and stand in lower case within one.
OPENERS = _words("""
    a about after again all also although am among an and another any anyone are as at be because before both
    but by can could did do does during each either even every few finally first for from further given had has
    have he her here his how however i i'd i'll i'm i've if in indeed instead into is it it's its just last
    later let let's many may maybe meanwhile more moreover most much my neither never next nobody nor not
    nothing now of on once one only or other our over perhaps please shares she should since so some someone
    sometimes still such than thank thanks that that's the their then there there's therefore these they they're
    this those though through thus to today two under unless until up was we we're well were what when where
    whether which while who whose why will with within without would yes yesterday yet you you're your
""")
# Words after which a single capital letter is an initial (`by J. Smith`), not a noun's own (`vitamin C. Studies`).
BEFORE_INITIALS = _words("""
    a an and as at by for from in is of on or the to was were with than that when while after before but who
    whom mr mrs ms dr prof sir president judge justice
""")
# Verbs of a speech tag: `"Can it fly?" Hailey asked.`
SAID = _words("""
    said says say asked asks added adds wrote writes told replied replies recalled explained exclaimed shouted
    cried whispered quipped joked laughed insisted wondered declared noted announced continued answered argued
""")


_WINDOW = 32
_QUOTES = "\"'”’」』"
_BRACKETS = {")": "(", "）": "（", "]": "[", "】": "【"}
_OPENING = "\"'“‘「『(（[【《〈"
# Quotes so short that they are read as one, and titles of works, are not cut open.
_WHOLE = (("《", "》", 60), ("〈", "〉", 60), ("“", "”", 24), ("「", "」", 24), ("『", "』", 24))
WHOLE_OPENINGS = "".join(opening for opening, _, _ in _WHOLE)
WHOLE_LENGTH = max(length for _, _, length in _WHOLE)
# Matched from right to left, so that it is anchored.
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
_GLUED = re.compile(r"(?!(?:Com|Net|Org|Co|Io|Ai|Js|Cn)\b)[A-Z][a-z]*(?=[\s,]|['’][a-z]+\s|[.?!](?:\s|$))")
_NAME_SAID = re.compile(r"(?:[A-Z][\w.’'-]*\s+){1,4}(?:[a-z]+ly\s+|later\s+|then\s+)?(?P<verb>[a-z]+)\b")
_ZH_SAYS = re.compile(
    r"(?:\w{0,6}?)(?:说|說|道|问|問|答|喊|叫|写|寫|表示|指出|回答|强调|強調|介绍|介紹|解释|解釋|坦言|感慨|认为|認為)"
    r"(?:[。！!]|[，,：:]\s?[“「\"])|的(?!确|確|话|話)"
)
_TIME_BEFORE = re.compile(r"(?:at|by|on|from|until|around|before|after|about|since)\s", re.IGNORECASE)


class Mark(NamedTuple):
    """Full stops, question marks … in a row, with the closing quotes and brackets behind them.

    Attributes:
        start: where the sentence it may end begins.
        at: where the mark stands.
        end: where the next sentence would begin, white space aside; at least one character follows.
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
        """What stands before the mark, a window of it."""
        return self.text[max(self.start, self.at - _WINDOW) : self.at]

    @property
    def word(self) -> str:
        """The word the mark is attached to, or an empty string."""
        match = _TOKEN_BACKWARDS.match(self.before[::-1])
        return match.group()[::-1] if match else ""

    @property
    def after(self) -> str:
        """What stands behind it, a window of it."""
        return self.text[self.end : self.end + _WINDOW]


def boundary(mark: Mark) -> int | None:
    """Where the sentence ends that the mark ends; None when it ends none."""
    rest = mark.after.lstrip()
    if not rest or rest[0] in "，、；：,;:。！？!?”’」』）)》>&/=+|":
        return None
    if _WIDE.search(mark.mark):
        return mark.end if _wide(mark) else None
    if mark.mark[-1] in "…⋯":
        return mark.end if _wide_ellipsis(mark, rest) else None
    if "?" in mark.mark or "!" in mark.mark:
        return mark.end if _question_or_exclamation(mark, rest) else None
    return _full_stop(mark, rest)


# ------------------------------------------------------------------------------------------------ full width


def _wide(mark: Mark) -> bool:
    if mark.mark == "．" and mark.text[mark.at - 1 : mark.at].isdigit() and mark.text[mark.end].isdigit():
        return False
    if _inside_whole(mark) or _closes_aside(mark):
        return False
    return not (set(mark.closers) & set(_QUOTES) and _ZH_SAYS.match(mark.text, mark.end, mark.end + 16))


def _wide_ellipsis(mark: Mark, rest: str) -> bool:
    """`……` ends a sentence of some length; after a word or two it is hesitation."""
    if _inside_whole(mark):
        return False
    if rest[0].isascii():
        return rest[0].isupper() and mark.text[mark.end].isspace()
    if set(mark.closers) & set(_QUOTES):
        return not _ZH_SAYS.match(mark.text, mark.end, mark.end + 16)
    last = _LAST_CLAUSE.search(mark.before)
    return len(mark.mark) > 1 and last is not None and len(last.group()) > 5 and last.group()[-1] != rest[0]


def _inside_whole(mark: Mark) -> bool:
    """Whether the mark stands inside a title of a work or a short quote that goes on behind it."""
    for opening, closing, length in _WHOLE:
        begin = mark.text.rfind(opening, max(mark.start, mark.at - length), mark.at)
        if begin >= 0 and mark.text.find(closing, begin, mark.at) < 0:
            end = mark.text.find(closing, mark.at, begin + length)
            if end >= mark.end:
                return True
    return False


def _closes_aside(mark: Mark) -> bool:
    """Whether the mark ends what stands in brackets within a sentence: （他是工程师。）在…"""
    if not mark.closers or mark.closers[-1] not in _BRACKETS:
        return False
    opening = mark.text.rfind(_BRACKETS[mark.closers[-1]], max(mark.start, mark.at - 300), mark.at)
    return opening >= 0 and (opening - mark.start > _WINDOW or bool(mark.text[mark.start : opening].strip()))


# ---------------------------------------------------------------------------------------------- ? ! and ellipses


def _question_or_exclamation(mark: Mark, rest: str) -> bool:
    if not mark.text[mark.end].isspace():
        return _glued(mark) or (rest[0] >= "\u2e80" and not _inside_whole(mark))
    if mark.text[mark.at - 1 : mark.at] in ("(", "（", "[") or _inside_whole(mark):
        return False
    if rest[0] in "-–—":
        return False
    if mark.closers and (rest[0].islower() or _name_said(rest)):
        return False
    if rest[0].islower() and mark.mark == "!":
        return not _is_name(mark)
    return True


def _is_name(mark: Mark) -> bool:
    """`at Yahoo! in`: a capital within the sentence, small letters behind it."""
    word = mark.word
    return word[:1].isupper() and mark.at - len(word) > mark.start


def _name_said(rest: str) -> bool:
    match = _NAME_SAID.match(rest)
    return match is not None and match["verb"] in SAID


# -------------------------------------------------------------------------------------------------- full stops


def _full_stop(mark: Mark, rest: str) -> int | None:
    dots = mark.mark.count(".")
    if dots > 1:
        return _ellipsis(mark, rest, dots)
    if mark.at - mark.start < 8 and _ITEM_NUMBER.match(mark.text, mark.start, mark.at):
        return None
    if not mark.text[mark.end].isspace():
        return _full_stop_glued(mark)
    if _closes_aside(mark) and not rest[0].isupper():
        return None
    word = mark.word
    if rest[0].islower():
        return mark.end if word and not mark.closers and _ends_before_small_letter(word, rest) else None
    return None if word and not mark.closers and _abbreviates(mark, word, rest) else mark.end


def _ellipsis(mark: Mark, rest: str, dots: int) -> int | None:
    """`. . . .` behind a word is its full stop and an ellipsis; any other ends a sentence before a capital."""
    if not mark.text[mark.end].isspace() or mark.text[mark.at - 1 : mark.at] in ("[", "("):
        return None
    opens = rest[0] in _OPENING or (rest[0].isupper() and not _FIRST_PERSON.match(rest))
    if not opens or (mark.closers and _name_said(rest)):
        return None
    if mark.mark == ". . . ." and mark.text[mark.at - 1 : mark.at].isalnum():
        return mark.at + 1
    return mark.end


def _full_stop_glued(mark: Mark) -> int | None:
    following = mark.text[mark.end]
    if following >= "\u2e80":
        word = mark.word.lower()
        known = word in TITLES or word in BEFORE_NUMBERS or word in EITHER or word in INNER
        return None if known or word[-1:].isdigit() or "." in word else mark.end
    if (note := _FOOTNOTE.match(mark.text, mark.end, mark.end + 24)) and _SMALL_LETTERS.search(mark.before[-3:]):
        return note.end()
    return mark.end if _glued(mark) else None


def _glued(mark: Mark) -> bool:
    """`Hello world.Today is Tuesday.`: no space, yet a word in small letters before and one in capitals behind."""
    word = mark.word
    plain = (len(word) > 1 and word.isalpha() and (word.islower() or len(word) > 3)) or word.replace(",", "").isdigit()
    return plain and _GLUED.match(mark.text, mark.end, mark.end + _WINDOW) is not None


def _ends_before_small_letter(word: str, rest: str) -> bool:
    """Whether a sentence ends although the next one begins with a small letter, as in hasty writing or `eBay`."""
    lower = word.lower()
    if _CAMEL_CASE.match(rest) and lower not in INNER:
        return True
    if _ORDINAL_OR_NUMBER.match(word):
        return True
    if not (len(word) > 1 and _PLAIN_WORD.match(word)) or not _VOWEL.search(word):
        return False
    known = lower in TITLES or lower in BEFORE_NUMBERS or lower in EITHER or lower in INNER
    if known:
        return word.islower() and lower in ORDINARY
    return word[0].islower() or len(word) > 4


def _abbreviates(mark: Mark, word: str, rest: str) -> bool:
    """Whether the full stop belongs to an abbreviation within a sentence; `rest` begins with no small letter."""
    lower = word.lower()
    if lower in ORDINARY and word.islower() and not rest[0].isdigit():
        return False
    if len(word) == 1 and word.isupper():
        return _is_initial(mark, rest)
    if lower in TITLES or lower in INNER or (lower == "p.s" and len(mark.before.split()) == 1):
        return True
    if lower in BEFORE_NUMBERS:
        return bool(_NUMBER.match(rest))
    if lower in ("a.m", "p.m", "am", "pm"):
        return _time_goes_on(mark, rest)
    if lower in EITHER or _ACRONYM.match(word):
        return not _opens(rest)
    return word.isalpha() and len(word) > 1 and not _VOWEL.search(word) and not word.isupper() and not _opens(rest)


def _is_initial(mark: Mark, rest: str) -> bool:
    """`J. Smith`, `Albert I. Jones`, and not `vitamin C. Studies …`."""
    if rest[0].isdigit() or _opens(rest):
        return False
    before = mark.before[:-1].split()
    return not before or not before[-1].isalpha() or not before[-1].islower() or before[-1] in BEFORE_INITIALS


def _time_goes_on(mark: Mark, rest: str) -> bool:
    word = _WORD.match(rest.lstrip("(（"))
    if word and word.group().lower() in AFTER_TIME:
        return True
    sentence = mark.text[mark.start : mark.at].strip() if mark.at - mark.start < _WINDOW else ""
    return sentence.count(" ") < 4 and _TIME_BEFORE.match(sentence) is not None


def _opens(rest: str) -> bool:
    """Whether what follows looks like the opening of a sentence and not like a name."""
    if rest[0] in _OPENING or rest[0].isdigit():
        return rest[0] in '"“「『'
    word = _WORD.match(rest)
    return word is not None and word.group().lower().replace("’", "'") in OPENERS
