"""Two English sentences that run into each other without a stop, as a photo caption and the sentence behind it."""

from __future__ import annotations

import re

from .english_vocabulary import english_words

# Two sentences without a stop between them, as a photo caption and the sentence behind it.
_RUN_ON = re.compile(
    r"(?<=[a-z\d)’'] )(?:(?:The|An?|He|She|It|They|That|This|These|There|His|Her|Their|We|But|When|If|After|As|While|"
    r"For|In|On|At|Some|Many|Most) (?=[a-z\d])|(?<=[a-z] )An? (?=[A-Z][a-z]+ [a-z])|(?<=day )(?:Mrs?|Ms|Dr) (?=[A-Z]))|"
    r"(?<=[a-z] )(?<!said )(?<!says )(?<!that )(?<!asked )(?<!saying )(?<!adding )(?<!and )(?<!but )(?<!as )(?<!like )"
    r"(?<!called )[‘'“](?:We|I|It|He|She|They|You|There|My|Our|When|If|But|This|That|These|What)\b"
)
# A capital behind a small letter and before a small word.
_CAPITAL = re.compile(r"(?<=[a-z]) (?P<word>[A-Z][a-z]+)(?= [a-z])")
# A name with its verb, behind a small word.
_NAMED_CLAUSE = re.compile(
    r"(?<=[a-z]{3} )(?=[A-Z][\w’'.-]+ (?:[A-Z][\w’'.-]+ ){0,3}"
    r"(?:is|are|was|were|has|had|have|will|would|can|could|told|said|says)\b)"
)
# A phrase with a preposition, or a time, at the end of a text: a name behind it is no part of it, as in `by striker …`.
_ENDS_IN_PHRASE = re.compile(
    r"\b(?:in|on|at|by|from|with|for|to|into|over|after|this|last|next|his|her|their|its) "
    r"(?:the |a |an |his |her |their |its )?(?:[\w’'-]+ ){0,2}$"
)
# What may join a second clause to the first.
_JOINT = re.compile(
    r"[,;:–—()\"“”]|--| - |\b(?:and|but|or|that|who|whom|which|whose|when|while|after|before|because|if|since|where|"
    r"than|though|although|until|so|what|how|why|whether|said|says|say|saying) "
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|\w{3,}ed|hopes|wants|says|told|took|made|"
    r"came|went|got|gave|found|left|led|kept|saw)\b"
)


def runs_on(statement: str) -> bool:
    """Whether a second sentence begins within a statement, as its words tell without any other text."""
    return _RUN_ON.search(statement) is not None or any(
        _is_whole(statement[: match.start()]) for match in _NAMED_CLAUSE.finditer(statement)
    )


def _is_whole(before: str) -> bool:
    """Whether what stands before a name and its verb is a clause of its own, which nothing joins to theirs."""
    last = before.rstrip().rpartition(" ")[2]
    if last in english_words().stop_words or last.endswith("ed") or not _ENDS_IN_PHRASE.search(before):
        return False
    joints = list(_JOINT.finditer(before))
    return _FINITE.search(before, joints[-1].end() if joints else 0) is not None


def find_capitals(text: str) -> list[str]:
    """The words with a capital, before a small word, behind a small one at which a sentence can end."""
    lists, found = english_words(), []
    for match in _CAPITAL.finditer(text):
        before = text[: match.start()].rpartition(" ")[2]
        is_open = before in lists.stop_words or before in lists.verbs or before.endswith(("ed", "ly", "ing"))
        if before.islower() and before.isalpha() and not is_open:
            found.append(match["word"])
    return found
