"""English pronouns and demonstratives whose noun a statement does not have."""

from __future__ import annotations

import re

from ..statement_rules import find_first_ends
from .english_vocabulary import english_words

# What only the text before a sentence names, at its start.
ORPHAN = re.compile(
    r"(?:He|She|They|These|Those|His|Her|Hers|Its|Their|Such|One such|Both|Neither|Either|Another|Others)\b|"
    r"(?:This|That)\b(?! (?:year|month|week|quarter|summer|winter|spring|autumn|time|morning|evening)\b)|"
    r"It\b(?! (?:is|was|has been|will be|would be|remains|became|appears|seems) (?!an?\b|one\b|the\b)"
    r"(?:\w+ ){0,2}(?:that|to|for)\b)|"
    r"The (?:former|latter|pair|duo|two|three|same|others?|following|above)\b|"
    # An ordinal without its noun, and the answer to what was asked before.
    r"The ones\b|"
    r"I (?:would |['’]d )?(?:say|think|guess|believe|mean|hope),? (?:that )?(?:this|that|it|these|those|they)\b"
    r"(?! (?:is|was|will be|would be) (?:\w+ ){0,2}(?:that|to|for)\b)|"
    r"The (?:one|first|second|third|fourth|fifth|last|next)(?:,[^,]{1,30},)? "
    r"(?:is|are|was|were|has|had|will|would|may|can|comes?|came|concerns?)\b|"
    r"One (?:is|was|comes|came|concerns)\b|"
    r"(?:The )?(?:majority|rest|remainder|bulk|most|part|half|some|all|much|none|one|two|both|each|"
    r"(?:About |Around |Nearly |Almost |Over |Roughly )?\$?[\d.,]+%?(?: \w+llion)?) of "
    r"(?:it|that|this|them|these|those)\b|"
    r"The (?:main |real |short |simple )?answers? "
    r"(?:is|are|was|were|came|comes|lies|lay|may|might|could)\b|"
    r"The (?:first|second|third|fourth|last|next|other|main) (?:thing|reason|point|one|step|factor|question|issue)s?\b|"
    r"(?:One|Two|Three|Four|Some|Many|Most|Several|All|None|Each) of (?:them|these|those|which)\b|"
    r"(?:\w+ ){1,2}(?:minutes|hours|days|weeks|months|years) (?:later|earlier|before)\b|In response\b|"
    r"Within (?:\w+ )?(?:minutes|hours|days|weeks|months)\b|"
    r"(?:Soon|Shortly|Immediately|Just) (?:after|before)(?:wards)?\b|"
    r"(?:Next|Then) (?:came|comes|is|was|up)\b|(?:Back|By|Until|Since) then\b|(?:At|By) that (?:time|point|stage)\b|"
    r"At the time,|"
    r"Of the (?:[\d.,]+|two|three|four|five|six|seven|eight|nine|ten)(?: \w+llion)? (?:that|who|which|were|are)\b|"
    r"(?:Also|Afterwards?|Later(?! (?:this|next)\b)|Then(?!-)|Elsewhere|Instead(?! of\b)|Thereafter|Not only that)\b|"
    r"(?:At|In|On|By|From|During) (?:the same|this|that|these|those|such|the latter|the former|which|return|turn)\b"
    r"(?! (?:year|month|week|quarter|day|time|summer|winter|spring|autumn|case)\b)|"
    # A number or one without its noun; what only the text before relates.
    r"(?:One|Two|Three|Four|Five|Several|Many|Some|Most|All|None|Others) (?:more |even )?"
    r"(?:is|are|was|were|has|had|have|took|said|says|came|went|will|would|can|could|did|does|even|also)\b|"
    r"(?:Who|Whose|Whom|Which|Where)\b|Not (?:so|only|just|at all|really)\b|"
    # A reply, a torn conjunct, and what leads over to a pronoun.
    r"To (?:continue|answer|respond|follow up|build on|add to)(?:,| (?:my|your|the question|that|what|with|on)\b)|"
    r"I (?:don['’]t think so|think so|hope so|agree|doubt it)\b|"
    r"(?:No|Nope|Exactly|Correct|Absolutely|Fair enough|(?:Good|Great) (?:question|point))[,.!]|"
    r"(?:Or|Nor|Plus|Except|Especially|Particularly|Including|Whereas)\b|Maybe (?:even|just|not)\b|"
    r"Just (?:to|on|going|briefly|in terms)\b|"
    r"(?:So|And|But|Yet|Now|Then|Because|Since),? (?:he|she|it|they|this|that|these|those|his|her|its|their)\b|"
    r"(?:One|Another) (?:\w+ )?(?:thing|example|reason|point|factor|piece)s?\b(?! (?:for|why|that|of|in|behind)\b)|"
    r"One in particular\b|(?:In|By|When|While) (?:so )?doing (?:so|that|this)\b|In so doing\b|Here(?:['’]s| is| are)\b|"
    r"(?:When|If|While|As|After|Before|Because|Although|Though) (?:he|she|they|it|this|that)\b|"
    # What there is, and not where or of what: There should be demand.
    r"There(?:['’]s| is| are| was| were| has been| have been| (?:will|should|would|could|may|might|must) be)"
    r"(?: (?!(?:in|for|at|on|to|of|from|between|among|within|behind|that|who|which|with|about|over|as|than|when|"
    r"where|if|\w+ing)\b|\S*\d)[^\s,;:]+)+(?:$|[,;])"
)
# A word that can only be a verb, as far as words tell.
VERB = (
    r"(?:is|are|was|were|am|has|have|had|do|does|did|will|would|can|could|may|might|must|should|shall|need|"
    rf"{'|'.join(sorted(english_words().verbs))}|\w{{2,}}ed)\b"
)
# What adds to, or is compared with, something that is not shown: a noun alone, of which nothing says which it is. Not
# `Other operating income rose`, `The second Trump administration`, `The rest of Europe`.
COMPARISON = re.compile(
    rf"(?:Other|Similar|Further|Additional|The (?:other|remaining)|"
    rf"(?:One|Two|Three|Four|Five|Several|Many|Some) (?:other|more|further|additional)) [a-z-]+ {VERB}|"
    rf"(?:The (?:rest|remainder)|One|Another) {VERB}|"
    # One of several, of which the text before told the first: The second segment is the ….
    r"The (?:second|third|fourth|fifth|next|last) [a-z-]+ (?:is|are|was|were) (?:the|an?|our|my|(?-i:[A-Z])\w+)\b|"
    r"(?:(?:In|By|For) (?:comparison|contrast)|[^,]{3,50}, (?:by|in) contrast|"
    # A day that is counted from one told before.
    r"The next (?:day|morning|afternoon|evening|night))\b(?! than\b)"
)
# The subject of a sentence that opens with it, or with a circumstance before it: `As a reminder, the unit has …`.
_DEFINITE = re.compile(
    r"(?:(?:[A-Z][a-z]+(?: [a-z\d]+){0,3},|After|Following|Before|During|While|When|Although|Though|As|Since|Once|If|"
    r"Now|Then|Today|Yesterday) )?[Tt]he "
    r"(?P<words>(?:\d+-(?!year))?[a-z][a-z-]*(?: [a-z][a-z-]*){0,3})(?P<following>['’]s\b| ?\S*)"
)
# Up to three words behind an indefinite article, of which one is the noun.
_INDEFINITE = re.compile(
    r"\b(?:an?|another) (?=(?P<first>[a-z-]+)(?: (?P<second>[a-z-]+)(?: (?P<third>[a-z-]+))?)?)", re.IGNORECASE
)
# A surname behind a first name, which may be a surname itself: Ann Lee Moss.
_NAMED = re.compile(r"\b(?!(?:The|A|An|In|But|Mr|Mrs|Ms|Dr) )[A-Z][\w’'-]+ (?=(?P<surname>[A-Z][\w-]+))")
# What follows a noun to say which one is meant.
_SAYS_WHICH = frozenset(
    ("of", "that", "who", "whom", "which", "where", "when", "in", "on", "at", "for", "to", "from", "with", "between",
     "behind", "against", "about", "over", "into", "by", "among", "under")
)  # fmt: skip
# A clause or an apposition that describes it.
_DESCRIBED = re.compile(r", (?:which|who|whose|where|an?|\w+(?:ed|ing))\b")
# A pronoun behind nothing but a place, a time or a circumstance: At the bakery, it heats the water.
_BEHIND_SETTING = re.compile(
    r"(?:At|In|On|For|From|With|Without|Under|By|After|Before|During|Since|Until|Despite|Following|Unlike|Like|"
    r"Along with|Alongside|Besides|Over) "
    r"(?:[^,]{1,60}, (?:he|she|it|they|his|her|its|their)\b(?! (?:is|was|has been|will be) (?:\w+ ){0,2}"
    r"(?:that|to)\b)|"
    r"(?:the |a |an )?\w+ (?:of (?:this|that) |\w+ )?(?:he|she|they)\b)|"
    r"(?:Despite|With|Without|Although|While|When|As|If|Since) (?:[a-z\d’'-]+ ){1,12}[a-z\d’'-]+, (?:he|she)\b|"
    # The same over more words, of which none is a name, and a pronoun within the subject: The video of his arrest.
    r"(?:At|In|On|From|Under|By|During|Over) (?:[a-z\d’'-]+ ){1,7}(?:he|she)\b|"
    r"(?:The|An?) (?:[a-z-]+ ){1,3}(?:(?:of|about|against) (?:his|her)|to do (?:(?:just|exactly) )?(?:that|this|so))\b"
)
_PRONOUN = re.compile(r"\b(?:he|she|it|they|him|them|his|hers|her|its|their|theirs)\b", re.IGNORECASE)
_EXPLETIVE = re.compile(
    r"it(?:(?:['’]s| is| was| will be| would be| has been)(?: [a-z]+){0,3} "
    r"(?:that|to|for|how|why|what|whether|who|when|if)|"
    r"(?:['’]s| is| was)(?: [a-z]+)? (?:worth|time|\w+ing)| seems| appears| remains| takes| took)\b",
    re.IGNORECASE,
)
# Pronouns of a man and of a woman, and what may name either: a name, or a noun with an article.
_MALE = re.compile(r"\b(?:he|him|his)\b", re.IGNORECASE)
_FEMALE = re.compile(r"\b(?:she|hers?)\b", re.IGNORECASE)
_PERSON = re.compile(
    r"(?!(?:January|February|March|April|May|June|July|August|September|October|November|December|\w+day)\b)"
    r"[A-Z][\w’'.-]*(?: (?:[A-Z][\w’'.-]*|of))*|\b(?:an?|the|another|one|two) (?:[\w-]+ )?[a-z]{3,}"
)
_REPORTED = re.compile(r"\b(?:he|she|it|they) (?:said|says|added|told|wrote|explained|warned|argued|continued)\b")
_TIME = re.compile(
    r"\b(?:the|a|an|this|that|last|next|each|every|same)? ?(?:end|beginning|start|rest)?(?: of )?(?:the )?"
    r"(?:year|month|week|day|quarter|decade|morning|afternoon|evening|night|time|moment|past|future|meantime|season)s?\b",
    re.IGNORECASE,
)
# Time, which a demonstrative sets without a noun before it.
_SPAN = (
    r"(?:year|month|week|weekend|quarter|time|day|point|morning|evening|summer|winter|spring|autumn|season|decade|"
    r"century|(?-i:[A-Z]))"
)
# What stands behind `this` and needs no noun before it: a verb, and the place or the text at hand.
_NO_NOUN = (
    r"(?:is|was|has|can|could|will|would|may|might|should|must|did|does|in|on|to|for|as|at|by|and|or|"
    r"country|world|report|paper|article)\b"
)
# That and the like as an object: do that.
_BARE_OBJECT = re.compile(r"\b(?:that|this|these|those)(?=[,.;:]|$)")
_DEMONSTRATIVE = re.compile(
    r"\b(?:these|those) (?!who\b|that\b|which\b|of\b|in\b|with\b|are\b|were\b)(?P<these>\w+)|"
    r"\b(?:in|on|at|for|during|by|with|from|of|under|after|before|since|into) (?:"
    rf"this (?!{_SPAN}|is\b|was\b)|"
    r"that (?!is\b|was\b|the\b|they\b|it\b|he\b|she\b|we\b|a\b))(?P<this>\w+)|"
    rf"(?<=[a-z] )this (?!{_SPAN}|{_NO_NOUN}|\w*[^s]s\b|\w+ed\b)(?P<acted>\w+)|"
    # Behind what stands before the subject: With only 150 left, that number may fall.
    rf"(?<=, )(?:this|that) (?!{_SPAN}|{_NO_NOUN})(?P<fronted>[a-z]{{3,}}) (?!of\b|in\b)|"
    r"(?<=[a-z] )(?<!no )such (?:an? )?(?!as\b|that\b|a\b|\w+ \w* ?(?:that|as)\b)(?P<such>\w+)",
    re.IGNORECASE,
)
_NOUN = re.compile(r"\b(?:the|an?|some|any|no|every|each|\d[\d.,]*) (?!\w+(?:ly|ed|ing)\b)\w{3,}", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z][\w’'-]*")
_MIN_LETTERS = 4  # of a word that can be what a pronoun means, as far as no tagger tells


def lacks_antecedent(statement: str, title: str) -> bool:
    """Whether a pronoun or demonstrative stands in a statement without what it means.

    Args:
        title: of the article; it does not count, since a pronoun needs a noun before it.
    """
    if _BEHIND_SETTING.match(statement):
        return True
    for pronoun in _PRONOUN.finditer(statement):
        if not _EXPLETIVE.match(statement, pronoun.start()):
            if not _names_something(statement[: pronoun.start()]):
                return True
            break
    if _names_too_few(statement):
        return True
    if (bare := _BARE_OBJECT.search(statement)) and not _names_something(statement[: bare.start()]):
        return True
    if (reported := _REPORTED.search(statement)) and not _has_name(statement[: reported.start()]):
        return True
    lower = statement.lower()
    # Each alternative of the pattern has one group: the noun that the demonstrative points with.
    nouns = ((match.start(), match[match.lastindex or 0].lower()) for match in _DEMONSTRATIVE.finditer(statement))
    return any(not re.search(rf"\b{re.escape(noun[:5])}", lower[:start]) for start, noun in nouns)


def definite_subject(statement: str) -> str:
    """The noun of the subject that a statement opens with, if it has `the` and nothing says which one; else empty."""
    match = _DEFINITE.match(statement)
    if match is None:
        return ""
    lists, noun = english_words(), ""
    following = match["following"].strip()
    for word in match["words"].split():
        ends_noun = word in lists.stop_words or word in lists.verbs or word.endswith("ed")
        if noun and ends_noun:
            following = word
            break
        noun = "" if ends_noun else word
    says_which = following in _SAYS_WHICH or following[:1].isupper() or following[:1].isdigit()
    return "" if says_which or _DESCRIBED.match(statement, match.end("words")) else noun


def find_introduced(text: str) -> dict[str, int]:
    """Each noun that a text has with an indefinite article, also one of a compound, and where it first ends."""
    introduced: dict[str, int] = {}
    for match in _INDEFINITE.finditer(text):
        for group in filter(match.__getitem__, ("first", "second", "third")):
            words, start = match[group].lower(), match.start(group)
            for end in (at for at in range(1, len(words) + 1) if not words[at : at + 1].isalpha()):
                introduced[words[:end]] = min(start + end, introduced.get(words[:end], start + end))
    return introduced


def find_named(text: str) -> dict[str, int]:
    """Each surname that a text has behind a first name, and where it first ends."""
    return find_first_ends(_NAMED, text)


def _names_too_few(statement: str) -> bool:
    """Whether a man and a woman have pronouns, and at most one person is named before the later of them."""
    male, female = _MALE.search(statement), _FEMALE.search(statement)
    if male is None or female is None:
        return False
    before = statement[: max(male.start(), female.start())]
    lists = english_words()
    named = [match.group() for match in _PERSON.finditer(before)]
    return sum(" " in name or name.lower() not in lists.stop_words for name in named) < 2


def _names_something(before: str) -> bool:
    """Whether a noun may stand before a pronoun: a name, one with an article, the first word, or one of two words."""
    plain = _TIME.sub(" ", before)
    opening = _WORD.match(before)
    return (
        _has_name(before)
        or _NOUN.search(plain) is not None
        or bool(opening and _content_words(opening.group()))
        or len(_content_words(plain)) > 1
    )


def _has_name(text: str) -> bool:
    """Whether a text has a capital within it, or opens with a word that is no function word."""
    words = _WORD.findall(text)
    lists = english_words()
    return any(
        word[0].isupper() and len(word) > 1 and word.lower() not in lists.stop_words and not word.lower().endswith("ly")
        for word in words[1:]
    )


def _content_words(text: str) -> list[str]:
    """The words that may be nouns."""
    lists = english_words()
    return [
        word
        for word in map(str.lower, _WORD.findall(text))
        if len(word) >= _MIN_LETTERS
        and word not in lists.stop_words
        and word not in lists.verbs
        and not word.endswith(("ly", "ed", "ing"))
    ]
