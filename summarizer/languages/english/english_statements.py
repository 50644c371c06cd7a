"""What makes an English sentence a statement of its own: patterns of openings, and what may be removed.

All patterns were written by hand from the development sets of `benchmarks.offline`, 2026-11-24. The floors of
`benchmarks.readability` and `benchmarks.segments` hold what they achieve.
"""

from __future__ import annotations

import functools
import re

from ...text.scripts import contains_any
from ..statement_rules import NEVER, SentencePatterns, StatementRules
from .english_denials import DENIAL, NAMED_DENIAL
from .english_references import (
    COMPARISON,
    ORPHAN,
    VERB,
    definite_subject,
    find_introduced,
    find_named,
    lacks_antecedent,
)
from .english_run_ons import find_capitals, runs_on
from .english_vocabulary import english_words

_MIN_REST = 8  # characters that must follow a connective for it to be dropped; set by hand, 2026-11-24

_AGENCIES = (
    r"CNN|Reuters|AP|AFP|BBC|UPI|EW\.com|RNN|Bloomberg|Xinhua|CNN Student News|"
    r"The [A-Z]\w+(?: [A-Z]\w+)*|[A-Z][\w.]{1,20}\.com"
)
_DATELINE = re.compile(
    rf"(?:By\s+(?:[A-Z][\w.'’-]+\s+){{1,4}}(?:for|For|PUBLISHED)\s+\w+\s+)?"
    rf"(?:[A-Z][\w.'’ -]{{1,25}}(?:,\s+[A-Z][\w.'’ -]{{1,25}})?\s*(?:,\s+\w+\.?\s+\d{{1,2}}\s*)?)?"
    rf"\((?:{_AGENCIES})\)\s*(?:--|—|–|-|:)?\s*"
    r"|[A-Z][A-Z .'’-]{2,25}(?:,\s+[A-Z][\w. ]{1,25}){0,2}(?:,\s+\d{4})?\s+(?:--|—|–)\s+"
    # (PHOENIX) – and LEEDS, England, March 3, 2025 /PRNewswire/ --
    r"|\([A-Z][A-Z .,'’-]{2,40}\)\s*(?:--|—|–|-)\s+"
    r"|[A-Z][^/()]{2,80}(?:/PRNewswire/|\((?:BUSINESS WIRE|GLOBE NEWSWIRE|ACCESSWIRE)\))\s*(?:--|—|–|-)\s*"
)
# No dateline without one of these marks near the front: most sentences need no match of the pattern.
_DATELINE_MARKS = ("(", "--", "—", "–")
_DATELINE_WINDOW = 200  # characters; more than the parts of a dateline may have together
_BOILERPLATE = re.compile(
    r"(?:Scroll down for (?:the )?videos?|SCROLL DOWN FOR (?:THE )?VIDEOS?|"
    r"(?:Click|CLICK) (?:here|HERE) (?:to|for)[^.]{0,60}\.?|Do you have a story[^?]*\?|"
    r"(?:WATCH|VIDEO|READ MORE|Read more|Share this|Updated|Published|Posted)\s*:?\s+(?=[A-Z]))\s*"
)
_EDGES = " \t,;:—–-"
# Connectives that may be dropped without a comma.
_BARE_CONNECTIVE = (
    r"(?:and|meanwhile|i mean(?= (?:the|we|i|you)\b)|but(?! for\b)|yet(?! (?:to|another)\b)|"
    r"so(?! (?:far|many|much|few|long|that|as|too|do|does|did|is|are|was|were)\b))"
)
# What articles of a kind have to say, in the words of their trade: figures of a period, what is expected, decided,
# advised or held.
_RESULTS = re.compile(
    r"\b(?:revenues?|sales|net income|net loss|profits?|earnings|margins?|EPS|cash flow|orders|deliveries)"
    r"\b[^.]{0,80}\d",
    re.IGNORECASE,
)
# The same of a whole company in a period, as the subject or as what it reports, among much else that a call tells.
_MEASURE = (
    r"(?:revenues?|sales|net (?:income|loss|earnings)|earnings|profits?|EPS|orders|bookings|deliveries|"
    r"FFO|funds from operations)"
)
_PERIOD_RESULTS = re.compile(
    r"^(?=.*\b(?:quarter|year|half|months|per (?:\w+ )?share|Q[1-4]|rose|fell|grew|growth|up|down|"
    r"(?:in|de)creas(?:e[ds]?|ing)|declined)\b)"
    r"(?!.*\b(?:segments?|expect|anticipate|forecast)\b)"
    r"(?:(?:[^,]{1,60}, ){0,2}(?:(?:I|we)(?:['’]m| am|['’]re| are) \w+ to \w+ (?:that )?)?"
    r"(?:(?:we|the company|(?-i:[A-Z][\w’'&]*(?: [A-Z&][\w’'&]*){0,3}))"
    r" (?:reported|posted|generated|achieved|delivered|recorded|produced|had|saw)"
    r" (?:.{0,80} )?|[\w&]+['’]s )?|"
    # It was a good quarter, with revenue of …; our results were strong: revenue rose to ….
    r"[^.]{1,80}?(?:\bwith|\b(?:and|as) we \w+|:) )"
    r"(?:(?:our|total|consolidated|net|adjusted|diluted|basic|GAAP|non-GAAP|record|quarterly|annual|first|second|third|"
    r"fourth|quarter|full|year|operating|economic|core|organic|strong|company|group|comparable|same|store|of|a|an|the)"
    r"[ -])*"
    rf"(?:{_MEASURE}\b(?! contribution| guidance| (?:and|&) \w+ (?:cost|expense))[^.]{{0,80}}\d|"
    rf"\d[\d.,]*%(?: \w+)? (?:growth|increase|rise|decline|decrease) in (?:\w+ )?{_MEASURE}|"
    r"\d[\d.,]*% (?:\w+ ){0,2}growth\b)",
    re.IGNORECASE,
)
_OUTLOOK = re.compile(
    r"\b(?:expects?|expected|guidance|outlook|forecasts?|target(?:s|ing)?|anticipates?|guided|full[- ]year|will be)\b",
    re.IGNORECASE,
)
_EXPECTED = rf"(?:{_MEASURE}|EBITDA|margins?|growth|capital (?:spending|expenditures?)|cash flow|volumes?|demand)"
# What a speaker on a call expects of the measures of the business, and not of a filing or of the call.
_MEASURED_OUTLOOK = re.compile(
    r"^(?!.*\bsegments?\b)(?=.*(?:\d|\b(?:in|de)creas|\b(?:improve|decline|grow|flat|higher|lower|range|between)))(?:"
    r".*\b(?:expect(?:s|ed|ing)?|guidance|guiding|guided|outlook|forecasts?|anticipat(?:es?|ing)|target(?:s|ing)?|"
    rf"project(?:s|ing)?)\b.*\b{_EXPECTED}\b|"
    rf".*\b{_EXPECTED}\b.*\b(?:is|are|be) (?:\w+ ){{0,2}}(?:expected|projected|forecast|anticipated)\b)",
    re.IGNORECASE,
)
_DECISION = re.compile(
    r"\b(?:announce[sd]?|agree[sd]?|approve[sd]?|enter(?:ed|s)? into|resolve[sd]?|decide[sd]?|appoint(?:s|ed)?|"
    r"acquire[sd]?|"
    r"acquisition|declare[sd]?|repurchase[sd]?|issue[sd]?|sell|sold|merge[rd]?|terminate[sd]?|resign(?:s|ed)?|will)\b",
    re.IGNORECASE,
)
_ADVICE = re.compile(
    r"\b(?:overweight|underweight|outperform|underperform|ratings?|price target|target price|"
    r"(?:rat(?:es?|ed|ing)|(?:up|down)grade[sd]?)\b[^.;]{0,40}[\"“‘']?\b(?:buy|hold|sell|neutral)\b|"
    r"recommend|reiterate|initiate|we (?:believe|expect|prefer|see|remain))\b",
    re.IGNORECASE,
)
_THESIS = re.compile(
    r"\b(?:I|we) (?:believe|think|expect|see|emphasi[sz]e|am|are (?:cautious|confident|convinced))\b|"
    r"\bI'm (?:cautious|confident|convinced)\b|\b(?:must|should|key|crucial|essential|to conclude|in my view)\b",
    re.IGNORECASE,
)

_HELD_VIEW = re.compile(
    r"\b(?:I|we) (?:\w+ )?(?:believe|recommend|suggest|propose|agreed?|decided?)\b|"
    r"\b(?:the key|most important|essential)\b",
    re.IGNORECASE,
)

_ADVERBS = r"(?: (?:have|had|has|just|was|were|already|also|all|previously|said|\w+ly)){0,3}"
# A speaker's words on himself.
_INTRODUCTION = r"\b(?:I am|I['’]m|[Mm]y name is) (?:[A-Z][\w.'’-]+,? ?){1,3}(?:,|and|from|with|of|at|here|$)"
# What speakers say that they will do on a call, and have not done yet.
_ANNOUNCING = (
    r"(?:review|discuss|talk|speak|cover|go (?:over|through|into)|walk|touch on|comment|summari[sz]e|recap|outline|"
    r"describe|elaborate|follow with|"
    r"hand|pass|turn (?:it|the call|now|over|to)|answer|ask|take (?:your |any |some )?questions|"
    r"provide (?:you\b|(?:\w+ )?(?:more|further|additional|details?|comments?|update|overview))|"
    r"share (?:\w+ )?(?:more|some|thoughts|details?)|"
    r"(?:report(?:ing)?|updat(?:e|ing)|discussing|hearing|speaking|talking|seeing|answering|sharing))\b"
)
_SAID = (
    r"(?:mention|discuss|describ|talk|not(?:ed|ing)|sa(?:id|y)|touch|outlin|allud|laid out|point|explain|highlight|"
    r"stat(?:ed|ing)|referr|indicat|ask|shared|saw earlier)\w*"
)

PATTERNS = SentencePatterns(
    dangling_subject=re.compile(
        r"(?:The (?:company|firm|group|pair|duo|couple|man|woman|suspect|victim|former|latter|two|report|study|"
        r"\d+-year-old(?! [a-z]+ [A-Z]))|"
        r"(?:One|Two|Three|Another|Both|Others) (?:more |of (?:them|the) |\w+ed\b|says|said|has|was)|"
        r"The (?:first|second|third|fourth|last|next) (?:is|was)|(?:\w+ ){1,2}(?:days|weeks|months|years) later|"
        r"(?:But|And|Yet|So|Then),? (?:he|she|it|they|his|her|its|their|this|these)|Just like|"
        r"If (?:it|they|he|she|so|not)|"
        r"In response|In (?:the|his|her|their) (?:lawsuit|suit|report))\b"
    ),
    enumerated=re.compile(r"(?:First|Second|Third|Fourth|Last)(?:ly)?,? "),
    greeting=re.compile(
        # Nobody but the one who is spoken to, or the end of a letter: not "Hello Kitty sales" or "Cheers greeted".
        r"(?:Hi|Hello|Hey)(?:[,!.]| (?:all|everyone|everybody|there)\b| (?-i:[A-Z])\w+[,!.]?$|$)[^.]{0,40}[.!]?$|"
        r"Dear\b[^.]{0,40}[,!]$|"
        r"Good (?:morning|afternoon|evening)(?=[,.!]|$| (?:to|and|all|every\w+)\b)[^.]{0,40}[.!]?$|"
        r"(?:Thanks(?! to\b(?! (?:you|everyone|everybody)\b))|Thank you)\b|"
        r"I(?: am|['’]m) [^.,]{2,30} and (?:this is|welcome)\b|"
        r"(?:I )?hope (?:everyone|everybody|you|all (?:is|are|of))\b|"
        r"(?:(?:Best|Kind|Warm|With kind) (?:regards|wishes)|Yours (?:sincerely|faithfully|truly)|Sincerely|Cheers)"
        r"(?=[,.!]|$)",
        re.IGNORECASE,
    ),
    notice=re.compile(
        r"(?:The (?:video|picture|photo|graphic|map)s? (?:(?:is|are) )?"
        r"(?:above|below|at the (?:top|bottom) of (?:this|the))|"
        r"For (?:more|further) (?:information|details)(?=[,:]| (?:on|about|please|visit|see|contact|call|go)\b)|"
        r"If you have (?:any )?questions|(?:Contact|Visit) (?:us|me|our|the|your)|Click (?:here|on|the)|"
        r"Subscribe (?:to|now|here|for)|Sign up (?:to|now|here|for|at)|Follow us|See also|"
        r"Please (?:contact|visit|click|subscribe|follow|sign up|see|note|refer|turn)|"
        r"(?:Leading|Joining|Participating)\b[^.,]{0,30} (?:(?-i:me|us)|(?:on|in) (?:the|our|this|today['’]s) call)|"
        r"With (?-i:me|us) (?:today|on)|"
        r"When you hear (?:me|us)|"
        r"(?:Further|More|Full|No further) details(?: (?:on|of|about)(?: [\w'’-]+){1,4})? "
        r"(?:will|would|come|follow|are|were|can|have)|"
        # What a company says of itself.
        r"(?:As )?an? (?:[\w-]+ ){0,2}lead(?:ing|er) [^,]{3,90}, (?-i:[A-Z])[\w.&’' -]{1,40} "
        r"(?:develops|designs|manufactures|provides|operates|serves)|"
        r"[^.]{0,40}\bavailable (?:by phone|on our website)|"
        r"[^.,;:]{0,60}\b(?:was|been) asked about(?=\b[^,]*$)(?!.*\b(?:said|says|replied|answered|told|but|and)\b)|"
        # A question, also without its mark: not what is stressed (What matters is that …), an imperative (Do this …) or
        # a condition (Should he win, …).
        r"(?:What|How|Why|Which)(?: \w+){0,2} (?:can|could|would|will|do|does|did|have|has|should)(?:n['’]t)? "
        r"(?:you|we|I|they|it|he|she)|"
        r"(?:(?:What|How|Why|Which) (?:are|were)|"
        r"(?:(?:What|How|Why|Which) )?(?:can|could|would|will|does|did|is|are|was|has)(?:n['’]t)?) "
        r"(?:you|we|I|they|it|he|she|there|that|this|these|those)|"
        r"(?:do|have)(?:n['’]t)? (?:you|we|I|they)|(?:should|were) (?:you|we|I|they|it|he|she)(?=\b[^,]*$))\b",
        re.IGNORECASE,
    ),
    attribution=re.compile(r"(?:said|says|added|told|explained|wrote|asked)\b[^,;:]{0,70}$"),
    background=re.compile(
        # What is compared with an earlier one.
        r"Unlike (?:before|in|last|previous|earlier|other|its|his|her|their)\b|"
        r"(?:For (?:\w+ ){0,2}(?:years|decades|centuries|months)|"
        r"(?:\w+ ){1,3}(?:years|months|decades|weeks) (?:ago|later)|"
        r"(?:In|On) (?:January|February|March|April|May|June|July|August|September|October|November|December)|"
        r"When|While|Once|In the past|Imagine|As (?:we|you) (?:look|can|may|see|know|think)|"
        r"(?:Now,? )?[Ll]et(?:'s|’s| me| us)|"
        r"(?:Turning|Moving|Shifting|Starting) (?:to|on|with)|"
        r"(?:This|Here) is (?:the|what|how|a)|You would|Reporting|It was|"
        r"There (?:was|were|is|are))\b"
    ),
    occasion=re.compile(
        r"\b(?:announced|released|reported|published|held|hosted|will (?:announce|release|report|publish|hold|host))\b"
        r"[^,.;]{0,60}\b(?:results|report|call|conference|meeting|interview)\.?$|"
        r"\b(?:announced|released|reported) (?:[\w-]+ ){0,4}results for [^.%$£€]{0,80}\.?$|"
        # What announces things, or what somebody was asked, and tells none of it.
        r"\b(?i:couple|few|two|three|four|several|some|number) (?:of )?(?:\w+ )?"
        r"(?:things|reasons|ways|questions|examples)(?=[.,]|$)|"
        r"^(?:A (?:couple|few|number) of|Few|Two|Three|Four|Five|Several|Some|Many) (?:\w+ )?"
        r"(?:things|reasons|questions|examples)\b(?=[^:;–—]*$)|"
        r"^[^.;:]{0,60}\b(?:was|were|been) asked (?:whether|if|how|why|what|to (?:talk|speak|comment))\b"
        r"(?!.*\b(?:said|says|replied|answered|told|but|and)\b)|"
        r"^[A-Z]\w+ [A-Z]\w+ (?:is|has been|has run|runs|leads) (?:the|a|an|[A-Z])\b[^,]*$|"
        rf"{_INTRODUCTION}"
    ),
    advice_title=re.compile(
        r"\b(?:price target|target price|(?:buy|sell|hold) rating|"
        r"(?:up|down)grades?\b[^.;:]{1,60}\bto (?:buy|hold|sell|neutral|(?:over|under)weight|(?:out|under)perform))\b",
        re.IGNORECASE,
    ),
    results_title=re.compile(
        r"\b(?:earnings|Q[1-4]|quarterly|profits?|revenues?|"
        r"(?:annual|interim|financial|full[- ]year|half[- ]year|first half|quarter|year)\b[^.;:]{0,30}\bresults)\b",
        re.IGNORECASE,
    ),
    about_text=re.compile(
        r"(?:This|The) (?:report|paper|document|article|note|section|memo) (?:summari[sz]es|describes|covers|"
        r"presents|reviews|outlines|lists|is (?:divided|based))\b|"
        r"We (?:compared|studied|analy[sz]ed|examined|tested)\b"
    ),
    conclusion=re.compile(
        r"In (?:short|sum|conclusion|closing|the end)|To (?:conclude|sum up)|Overall|Taken together|Ultimately|Whether|"
        r"The (?:\w+ )?(?:conclusion|lesson|upshot|answer|reason|question|result)\b|(?:.{1,30} )?conclude[sd]? that"
    ),
    conclusion_window=0,
    anaphoric_subject=re.compile(r"(?:The (?:company|firm|group|bank|plan)|It|Its|He|She|His|Her|They|Their)\b"),
    orphan=ORPHAN,
    first_person=re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|[Mm]y|[Mm]e|[Ww]e|[Ww]e['’](?:re|ve|d|ll)|[Oo]urs?|us)\b"),
    second_person=re.compile(r"\b(?:you|yours?)\b", re.IGNORECASE),
    comparison=COMPARISON,
    surname=re.compile(
        # Also behind a circumstance: While sales rose, Dalen left.
        r"(?:[^,“\"]{3,160}, (?=[^,]*$))?"
        r"(?:(?:Mr|Mrs|Ms|Dr|Prof)\.? )?(?P<name>[A-Z][a-z][\w-]+)(?:'s|’s)?(?= (?!and\b|or\b|of\b)[a-z])"
    ),
    additive=re.compile(
        r"(?:[^\s,]+,? ){0,6}(?:also|too|as well|then)\b|Each [a-z]+ (?!of\b)|"
        r"(?:[^\s,]+ ){0,8}an? (?:\w+ly )?(?:(?:similar|different) \w+(?! (?:to|from|than)\b)|separate|further|"
        r"additional) "
    ),
    subjectless=NEVER,
    half_pair=re.compile(
        r"(?:(?:Just |Even )?(?i:When|While|If|Though)|Because|Although|Unless|Whereas|Until)\b[^,:;–—]*$|"
        r"As (?:I|we|you|he|she|they|it)\b[^,]*$|"
        r"To (?!(?:the|an?|my|our|his|her|their|its|this|that|these|those|be)\b)[a-z]+\b[^,]*$|"
        r"(?:In addition to|Along with|As well as|Instead of|Besides|Despite|Due to|Because of)\b[^,:;–—]*$"
    ),
    own_subject=re.compile(  # two capitalised words in a row, or one that is no function word before a verb
        r"[A-Z][\w&.'’-]* [A-Z]|"
        r"(?!(?:This|That|These|Those|It|He|She|They|We|You|There|Here|What|Who|Which|One|Some|Many|Most|All|Both)\b)"
        r"[A-Z][\w&.'’-]+ "
        r"(?:has|had|is|was|will|would|said|says|plans|expects|reported|posted|opened|sold|bought|also)\b"
    ),
    turn=re.compile(r"^(?:But|However|Yet|Instead)\b"),
    denial=DENIAL,
    named_denial=NAMED_DENIAL,
    news_day=re.compile(
        r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|this (?:week|month))\b(?!['’]s)"
    ),
    picture=re.compile(
        r"\((?:far |top |bottom |shown |seen )?(?:left|right|centre|center|above|below|pictured)\)|"
        r"\([^()]{0,40}\b(?:pictured|illustration|(?:stock|file) (?:photo|image|picture))\b[^()]{0,20}\)"
    ),
    thanks=re.compile(r"(?:ok|okay|well|right|great|so|yes|and|[,.\s])*(?:thank|thanks)\b", re.IGNORECASE),
    topic_shift=re.compile(
        r"\b(?:next|turning to|moving on|move on|let's|let us|question|finally|first(?:ly)?|second(?:ly)?|third(?:ly)?|"
        r"meanwhile|elsewhere|another|separately|as for|in addition|on the other hand)\b",
        re.IGNORECASE,
    ),
    courtesy=re.compile(
        r"\b(?:thank you|thanks|welcome|with us today|joining us|on the call|the floor|"
        r"(?:move|turn|open)(?: it| the call)? (?:to|over|up|for)"
        r" (?:to |for )?(?:questions|Q&A)|before we (?:move|begin|start)|press release|earnings release|"
        r"conference call|(?:last|previous) (?:earnings )?call|will (?:provide|share|have) more\b|your questions?|"
        r"want to (?:comment|add)|I (?:will|'ll) now|"
        r"filings with the SEC|Form \d|10-[KQ]|forward-looking|actual results (?:could|may|might) differ|"
        r"guidance (?:also )?(?:incorporates|assumes)|webcast|replay|"
        r"good (?:morning|afternoon|evening)|"
        r"(?:happy|glad|nice|pleased|great|good) to (?:be here|meet|see you|have you|take)|"
        r"(?:wonderful|delighted|honou?red|privileged|pleasure|honou?r|privilege) to|congratulate|"
        r"I(?: am|['’]m) (?:proud|grateful)|"
        r"any (?:\w+ )?(?:sense|colou?r|update|thoughts) (?:of|on|about|around|there)|"
        r"your (?:guidance|comments?|remarks|prepared)|"
        r"(?:this|the|our|today['’]s) (?:show|episode|podcast)|(?:after|before) the break|"
        r"catch up with|tell us|(?:give|walk|take) you\b|"
        r"^(?:hi|hello|hey)|(?:next|last|today['’]s) call|you['’]re listening|congratulations|go ahead|please show|"
        r"(?:my|a|an|the|few|of|quick|next|first|last|another|great|good|follow-up) questions?|follow-up (?:is|on|for)|"
        r"(?:want|wanted|like|just) to (?:ask|follow up|check|clarify)|I (?:was|am) (?:just )?(?:wondering|curious)|"
        rf"(?:will|['’]ll|(?:would|['’]d) like to|(?:want|plan|going|asked|invited|look forward) to) "
        rf"(?:(?:now|then|also|briefly|first|just|both|all) )*{_ANNOUNCING}|(?:let me|let['’]s|let us)\b|"
        r"(?:closing|opening) remarks|will be (?:led|hosted) by|our earnings calls?|"
        r"for questions|slides? \d+|(?:next|this|following) slide|(?:my|our|the) (?:agenda|presentation|remarks)|"
        r"(?:you|please) (?:may |can )?(?:also )?(?:visit|find|register|refer|download|dial)|"
        r"(?:available|posted|found) (?:on|at|in) [^.,]{1,40}website|"
        r"as (?:(?:many|most|some) of )?(?:you|everyone|everybody) (?:(?:all|may|might|already|probably) )*knows?)\b|"
        rf"(?-i:{_INTRODUCTION})|"
        # Noises without a comma, which those who write down what was said leave in.
        r"^(?:um|uh|er|erm|hmm|yeah|okay|ok|alright)(?: ,| (?=[a-z]))|"
        r"\[(?:laugh|applause|music|inaudible|indecipherable|crosstalk|indiscernible)|"
        # A listener by name: Claire, I think …
        r"^(?-i:[A-Z])[a-z]+, (?:I|we|it|you|maybe|yes|so|just|thanks|on|to|what|that|do|is|are)\b",
        re.IGNORECASE,
    ),
    digression=re.compile(r"\b(?:for example|earlier|just now)\b"),
    emphasis=re.compile(r"\b(?:must|should|key|crucial|essential)\b"),
    deictic=re.compile(
        r"\{\w+\}| (?:--|[–—]) |[–—](?=\w+[–—])|\.\.\.|…|\b(?P<twice>\w+),? (?P=twice)\b(?<!that that)(?<!had had)|"
        r"\b(?:kind of|sort of|you know|I mean|um|uh|stuff|right\?|or whatever)\b|\b(?:here|there)[.,]?$|"
        r"\b(?:do|doing|did|done|of|with|at|about|for|to|like|from|on|in|behind|around|over|than|"
        r"see|get|got) (?:that|this|those|these|it)\b"
        r"(?=[,.;]|$)|"
        r"\b(?:both|all|some|one|any) of (?:those|these|that|them)\b|\bthings? (?:going|like that)\b|"
        r"\bthat (?:particular|point|piece|side)\b|\b(?:your|that) (?:question|comment)\b|\bon that\b"
    ),
    verb=re.compile(
        rf"\b{VERB}|n['’]t\b|['’](?:s|re|ve|ll|m|d)\b|"
        r"\b(?:I|we|you|they|he|she|it|that|who|which|there|this|these) [a-z]+\b",
        re.IGNORECASE,
    ),
    said_before=re.compile(
        r"^Because\b(?! of\b)|\b[Aa]s the (?:\w+ ){1,2}(?:said|mentioned|noted|pointed out|indicated)\b|"
        r"\b[Aa]s (?:(?:previously|already|just) )?(?:mentioned|noted|discussed|described|stated|said|indicated|"
        r"outlined|highlighted|talked)\b|"
        rf"\b(?:[Aa]s|[Ll]ike|[Ww]hat|which|that|than) (?:I|we|you|he|she|they|[A-Z]\w+)(?:['’]ve|['’]d)?"
        rf"{_ADVERBS} {_SAID}|"
        rf"\b(?:I|[Ww]e|[A-Z]\w+)(?:['’]ve)?{_ADVERBS} "
        r"(?:mentioned|alluded|talked about|discussed|touched on|pointed out)\b|"
        rf"\b(?:mentioned|discussed|noted|described|outlined|said|stated) (?:earlier|before|previously|above)\b|"
        r"\b[Tt]o your (?:question|point)\b|\b(?:back|going back) to (?:your|that|what)\b"
    ),
    held_view=_HELD_VIEW,
    core_cues={
        "results": (_RESULTS, _OUTLOOK),
        "transcript": (_PERIOD_RESULTS, _MEASURED_OUTLOOK),
        "filing": (_DECISION,),
        "letter": (_DECISION,),
        "research": (_ADVICE, _RESULTS),
        "interview": (_THESIS,),
        "speech": (_THESIS,),
    },
)


def strip_dateline(text: str) -> str:
    """The text without an agency's line: `LONDON, England (CNN) --`."""
    if not contains_any(text[:_DATELINE_WINDOW], _DATELINE_MARKS):
        return text
    match = _DATELINE.match(text)
    return text[match.end() :] if match and match.end() < len(text) else text


def strip_opening(text: str) -> str:
    """The text without dateline, words of the page around it and the connectives it opens with."""
    text = strip_dateline(text)
    if page := _BOILERPLATE.match(text):
        text = text[page.end() :]
    connective = _connective()
    while (match := connective.match(text)) and len(text) - match.end() > _MIN_REST:
        text = capitalize(text[match.end() :])
    return capitalize(text.strip(_EDGES))


def capitalize(text: str) -> str:
    """The text with a capital as its first letter, also behind a quotation mark."""
    at = 1 if text[:1] in "\"“‘'" else 0
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


@functools.cache
def _connective() -> re.Pattern[str]:
    return re.compile(rf"(?:{english_words().connectives}),\s+|{_BARE_CONNECTIVE}\s+", re.IGNORECASE)


RULES = StatementRules(
    patterns=PATTERNS,
    strip_dateline=strip_dateline,
    strip_opening=strip_opening,
    simplify=lambda text, spoken: strip_opening(text),  # speech is treated as writing
    runs_on=runs_on,
    find_capitals=find_capitals,
    definite_subject=definite_subject,
    find_named=find_named,
    find_introduced=find_introduced,
    lacks_antecedent=lacks_antecedent,
)
