"""How English captions, bylines, notes and boilerplate are written.

The words are those of the trade, which are few and do not change with the subject: who makes a newspaper, what a
disclaimer disclaims, what a reader is asked to do.
"""

from __future__ import annotations

import re

from ..language import BlockCues

_NAME = r"(?:the |a |an )?[A-Z][\w.’'&-]*"
_NAMES = rf"{_NAME}(?:(?:,? (?:and|in|of|for|from|at|with) |, | ){_NAME}){{0,12}}"
_THIS = (
    r"(?:this|the) (?:\w+ )?(?:report|document|article|material|e-?mail|message|release|presentation|transcript"
    r"|publication"
    r"|announcement|communication|website|site|newsletter|post|content|information|research|interview|call"
    r"|story|piece)s?"
)


def _split(phrases: str) -> tuple[str, ...]:
    return tuple(" ".join(phrase.split()) for phrase in phrases.split(","))


CUES = BlockCues(
    fold=str,
    credit=re.compile(
        r"(?:photo(?:graph)?|image|picture|illustration|graphic|screenshot)s?"
        r"(?:(?: credit| courtesy| source)?\s?[:/©]| by\b| courtesy\b)|AP Photo\b|file photo\b",
        re.I,
    ),
    credit_at_end=re.compile(
        r"\b[Cc]ourtesy (?:of )?[A-Z][^.!?]{1,50}$|\bvia [A-Z]\w+(?: Images?)?\)?$"
        r"|\([^()]{0,20}\b(?:[Pp]hoto|[Ii]mage|[Pp]icture)\b[^()]{0,40}\)\.?$"
        r"|(?:^|[.)(]\s?)(?:[A-Z][\w.’-]+(?: [A-Z][\w.’-]+){1,3}|[A-Z]{2,6})\s?/\s?"
        r"(?:[A-Z][\w.’-]+ (?:via )?){0,4}[A-Z][\w’-]+\)?$"
    ),
    caption_opening=re.compile(
        r"(?:fig(?:ure|\.)?|chart|table|exhibit|graph|photo|image)\s?\d+(?:\.\d+)?\s?[.:|–—-]?\s", re.I
    ),
    byline=re.compile(
        rf"(?:[Bb][Yy]|(?:[\w-]+ ){{0,2}}(?i:\w+(?:ed|ing|ten)|article|interview|story|text|words|report|review"
        rf"|analysis) by)\s+{_NAMES}(?:,?\s(?:on\s)?[A-Z][a-z]{{2,8}},?\s[^.!?]{{0,24}}\d{{4}}[^.!?]{{0,24}})?(?:"
        rf"\s?[;,|]\s?(?:[\w-]+ ){{0,2}}(?:by )?{_NAMES}|\s?\|\s?[^.!?]{{1,60}})*[.)]*$"
        r"|(?i:authors?|(?:\w+ )?editors?|reporters?|writers?|analysts?|correspondents?|translators?"
        r"|contributors?|source)\s?[:|]\s?[^!?]{2,120}(?<!\w\.)$"
        r"|(?i:published|updated|posted|written|last (?:updated|modified))\b(?: on"
        r"| at)?\s?:?\s?[^.!?]{0,20}(?:[A-Z][a-z]{2,3}\. )?\d[^!?]{0,40}$"
        r"|\d{1,2}[- ]min(?:ute)?s?\.?(?: read)?$|SOURCE:? [A-Z][^!?]{2,60}$"
        r"|(?i:this (?:article|story|post|piece|interview|essay) (?:was )?(?:first |originally )?(?:appeared"
        r"|published|written|produced|republished|adapted)\b)"
    ),
    author=re.compile(r"(?:The|Our) (?:author|writer|reporter|columnist)s? (?:is|are|was|has|writes?)\b"),
    footnote=re.compile(r"(?:notes?|n\.b\.)\s?\d{0,2}:\s", re.I),
    about_itself=re.compile(
        rf"\b(?:{_THIS}|here(?:in|of|by|to)\b|(?:information|material|views|opinions|statements"
        rf"|content) (?:contained|expressed|provided|presented|set forth)|subject securit)",
        re.I,
    ),
    denial=re.compile(
        r"\b(?:(?:no|any|nor|neither)\b[^.]{0,40}\b(?:representation|warrant|guarantee|liab|responsib"
        r"|obligation|duty|part of (?:this|the) )"
        r"|not (?:be )?(?:liable|responsible|guarantee|constitute|construed|considered|relied|reproduced"
        r"|intended|necessarily|an? (?:offer|guide|indicat|investment|recommend|substitute)|indicative"
        r"|undertake|endorse)"
        r"|(?:is|are|do|does|should|must|may|shall|will) not (?:be )?(?:\w+ )?(?:constitute|guarantee|intended"
        r"|construed|considered|relied|reproduced|copied|published|distributed|investment|reflect|represent"
        r"|get back)"
        r"|disclaims?\b|undertakes? no|assumes? no|accepts? no|takes? no|makes? no|without (?:notice|warrant"
        r"|limitation|(?:\w+ )*(?:consent|permission))|subject to change|except as (?:required|permitted)|(?:if"
        r"|when) you (?:have|are|make|buy)|for (?:informational|information|general|educational) )",
        re.I,
    ),
    legal_terms=_split(
        """
        investment advice, financial advice, legal advice, tax advice, medical advice, professional advice, an
        offer, solicitation, accuracy, completeness, reliab, forward-looking, past performance, future
        results, informational purposes, written consent, prior consent, permission, reproduc, redistribut,
        own risk, consult a, certify, certification, confidential, intended recipient, intended solely,
        intended only, in error, differ materially, may not get back, risks and uncertainties, actual results,
        go down as well, consequential, loss arising, losses arising, disclosure, affiliate, commission, safe
        harbor, securities act, litigation reform, applicable law, securities laws, edited for, trademark,
        views of, warrant, non-gaap, in isolation, all rights reserved, investment decision, certified
        experts, terms of use, terms of service, privacy policy, liability
        """
    ),
    appeal=re.compile(
        r"(?:(?:^|[.!?;:|]\s+|please\s+)(?:sign up|subscribe|follow|click|tap|download|join|register|share|read|visit"
        r"|get|watch|listen|leave|enjoy(?:ed)?|like|scan|send|e-?mail|call|see|check|support|donate|become|learn"
        r"|log ?in|connect|find|stay|contact|dial|note|refer|keep|consult|for more"
        r"|to (?:join|register|access|listen|learn|read|view|subscribe|contact))"
        r"|, (?:please sign|sign up|subscribe|follow|click|join|download|register))\b",
        re.I,
    ),
    appeal_words=(),
    channels=_split(
        """
        newsletter, inbox, our app, the app, mobile app, podcast, our channel, youtube, social media,
        facebook, twitter, linkedin, instagram, whatsapp, telegram, latest news, updates, latest stories,
        comment below, comments below, comments section, leave a comment, a friend, subscri, sign up, signing
        up, membership, premium, for free, free trial, free copy, free checklist, free guide, free download,
        link below, form below, click here, this article, this post, full article, full story, full report,
        original article, our site, our website, webcast, conference call, replay, dial-in, more information,
        view original, download
        """
    ),
    contact=re.compile(
        r"\b(?:(?:media|press|investor)s?(?: relations)?(?: contacts?| enquiries| inquiries)?|contacts?"
        r"|telephone|phone|tel|fax|e-?mail|address|website|web)\s?[:：]",
        re.I,
    ),
    furniture=re.compile(
        r"(?:[-—–=·•*#.\s\[(]*(?:END|FIN|ENDS|advertisement|advertisements?|sponsored|ad"
        r"|story continues below.*|article continues.*)[-—–=·•*#.\s\])]*|#\s?#\s?#|[-–—]\s?30\s?[-–—]"
        r"|continue reading.{0,40}"
        r"|skip .{0,20}(?:advert\w*|content|promotion).{0,20})$"
        r"|(?:read (?:more|also|next)|related(?: (?:articles?|stor(?:y|ies)|posts?|topics?|coverage|content))?"
        r"|see also|more (?:from|on)|also read|recommended|you may also like|don[’']t miss|tags?|filed under"
        r"|topics?|categor(?:y|ies)|previous (?:post|article)|next (?:post|article)"
        r"|share(?: this(?: \w+)?)?(?: on)?|follow us(?: on)?"
        r"|view original content(?: to download multimedia)?)\s?(?:[:：»→]|\s-\s)"
        r"|copyright (?:©|\(c\)|(?:19|20)\d\d)|all rights reserved"
        r"|disclaimers?\s?[:：]",
        re.I,
    ),
    reported=re.compile(r"\b(?:said|says|told|according to|added|asked|argued|ruled|fined)\b"),
    figure=re.compile(r"[$€£¥]\s?\d|\d\s?(?:%|percent\b|per cent\b|million\b|billion\b|bn\b)"),
    closing_heading=re.compile(
        r"(?:.{0,40}(?:forward[- ]looking (?:statements?|information)|safe harbou?r).{0,30}"
        r"|.{0,20}\b(?:disclaimers?|(?:important |legal |analyst |required )?disclosures?(?: appendix"
        r"| and .{1,30})?|analyst certifications?)"
        r"|(?:use of |explanation of |about )?non-(?:GAAP|IFRS) (?:financial )?(?:measures?|information"
        r"|disclosures?)(?: and .{1,30})?|.{0,20}conference call(?: and webcast)?(?: (?:information|details))?"
        r"|webcast(?: and conference call)?.{0,20}"
        r"|(?:media |press |investor |company |for more )?(?:relations )?(?:contacts?|enquiries|inquiries"
        r"|information|contact us)"
        r"|.{0,20}\bratings? (?:are )?(?:defined|definitions?|distribution|system|structure|guide|key).{0,30}"
        r"|share this.{0,20}|leave a (?:reply|comment).{0,20}|comments?)\s?:?$",
        re.I,
    ),
    company_heading=re.compile(r"(?:About|ABOUT) (?!the (?:author|writer))[^.!?:]{2,60}:?$"),
    company=re.compile(
        r"\b(?:is an?|is the|are an?|founded|headquartered|based in|leading|provides|listed|operates|employs"
        r"|www\.|please visit|for more information|(?:NYSE|NASDAQ|LSE|HKEX))\b",
        re.I,
    ),
    author_heading=re.compile(r"about the (?:authors?|writers?)\s?:?$|contributors?$", re.I),
    notes_heading=re.compile(
        r"(?:(?:end|foot)notes|references|bibliography|sources|works cited|citations)\s?:?$", re.I
    ),
    list_heading=re.compile(
        r"(?:(?:table of )?contents|in this (?:article|issue|report)|(?:related|recommended|more|most (?:read"
        r"|popular)|trending|latest|further)(?: (?:articles?|stor(?:y|ies)|posts?|news|reading|coverage|content"
        r"|topics?|from .{1,30}))?|read (?:more|next)|you (?:may|might) also like.{0,20})\s?:?$",
        re.I,
    ),
    empty_heading=re.compile(
        r"(?:Q\s?(?:&|and)\s?A(?: session)?|Questions?(?:[- ]and[- ]|\s?&\s?)Answers?(?: session)?|"
        r"(?:full |edited )?transcript|"
        r"(?:management )?presentation|prepared remarks|introduction|preface|conclusions?|summary|abstract|"
        r"appendix|notes?|"
        r"contents|other)[:.]?$",
        re.IGNORECASE,
    ),
)
