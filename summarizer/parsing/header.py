"""Header lines before the body: title, byline, securities, source and time."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

import regex

from ..models import HeaderKind, HeaderLine, Security
from ..readers import Metadata
from ..text.header_fields import (
    DATE,
    find_date,
    find_names_and_symbols,
    find_securities,
    is_filing_head,
    is_month,
    remove_date,
    remove_securities,
)
from ..text.scripts import length_in_words
from .boilerplate import is_appeal
from .lines import (
    MAX_BLANK_LINES,
    Line,
    ends_sentence,
    is_caption,
    is_list_item,
    is_rule,
    is_table_row,
    looks_like_title,
    parse_marked_heading,
)
from .speaker_labels import is_chinese_names, is_english_names
from .special_heads import MailHead, find_filing_head, find_mail_head

_BYLINE = regex.compile(
    r"(?i:by\s+(?=\p{Lu})|written by|reported by|author\s*[:：]|editor\s*[:：])"
    r"|(?:作者|撰文|撰稿|编辑|責任編輯|责任编辑|责编|記者|记者|实习记者|文|图|文字|编译|出品|校对|策划)\s*[:：|｜/丨／]"
    r"|(?:本报|\p{Han}{1,6}(?:社|报|網|网|台|新闻|财经|日报|周刊)|“[^”]{1,12}”|见习|实习|特约|首席)*(?:记者|記者|通讯员|特约撰稿人?)\s*\p{Han}{2,4}"
    r"(?:[、，\s]+\p{Han}{2,4})*\s*(?:[／/]\s*\p{Han}{2,6}(?:报道|報導|電|电))?$"
)
_INLINE_BYLINE = regex.compile(r"(?:作者|撰文|記者|记者)\s*[:：]\s*[^\s|｜\d]+")
# 新华社贵阳3月1日电 题：… with the title behind it, or else the first paragraph.
_DATELINE = regex.compile(
    r"(?:新华社|中新社|人民网|中新网|央视网)\p{Han}{1,10}?\d[^，。：]{2,18}电\s*(?:[（(]|题[：:]\s*(?P<title>\S.*))?"
)
# What letters and forms put before a title.
_TITLE_LABEL = regex.compile(
    r"^(?:subject|title|主题|原?标题|原?標題|for immediate release|(?:press|news|media) release)\s?[:：]\s*(?=\S)",
    regex.IGNORECASE,
)
# What a release has above its title: when it may be published.
_RELEASE_STATUS = regex.compile(
    r"(?i:for (?:immediate )?release|embargoed (?:for|until)\b.{1,40}|(?:press|news|media) release)"
)
# What is said to listeners before anything else is said.
_GREETING = regex.compile(
    r"(?i:(?:hello|hi|hey|good (?:morning|afternoon|evening|day))(?:,| (?:everyone|everybody|all|and welcome)\b)"
    r"|thank you for (?:joining|standing by|coming)\b|welcome(?:,| everyone\b| all\b)"
    r"|welcome to (?:the|our|today['’]s)\b.* (?:call|meeting|webcast|show|podcast)\b)|(?:大家|各位)[^，。]{0,8}好"
)
# What sites put behind a title: `- 滚动新闻 - 中国新闻网`, ` | Example News`.
_SITE_SUFFIX = regex.compile(
    r"\s*[-－—_|｜]\s*"
    r"(?P<site>[^-－—_|｜]{2,16}?(?:网站|网|频道|新闻|在线|日报|晚报|周刊|財經|财经|News|Online|Times))\s*$"
)
# What pages put behind a title on its line: its own title elsewhere, and where it is from.
_FIELDS_BEHIND_TITLE = regex.compile(
    r"\s+(?:(?:原标题|原標題)\s?[:：].*|(?:来源|來源)\s?[:：]\s*(?P<source>\S{1,20})\s*$)"
)
_SOURCE_LABEL = regex.compile(
    r"(?:来源|來源|稿源|出处|(?i:source|from))\s*[:：|｜]\s*(?P<source>[^\s|｜·,，0-9](?:(?!\s*\d{4}|\s+\p{Han}{2,4}[:：])[^|｜·,，\]】]){0,30})"
)
_SOURCE_DOT_DATE = regex.compile(r"(?P<source>[^\s·•|｜:：]{1,24}(?: [^\s·•|｜:：]{1,24}){0,3})\s*[·•|｜]\s*(?=[\d])")
# What WeChat prints below a title: 原创, the author, the account, the time and the province.
_WECHAT_LINE = regex.compile(r"原创\s+(?:\S{1,20}\s+){0,2}?(?P<source>\S{1,20})\s+(?=(?:19|20)\d\d)")
_FRONT_MATTER = regex.compile(r"(?P<key>[A-Za-z_]{2,20})\s*:\s*(?P<value>.*)$")
# Lines at the start of a text within which front matter must end: no more blank lines than these are kept.
_MAX_FRONT_MATTER_LINES = MAX_BLANK_LINES
# What stands before a colon at the start of a line: the label of a header line, or of a speaker.
_LABEL = regex.compile(r"(?:\*\*|__)?[^\s:：，。,.!?！？][^:：，。,!?！？]{0,39}(?:(?<!\d)[:：]|[:：](?!\d))")
# Labels of those who ask, and of those who answer: one other line with either is enough.
_ASKER = regex.compile(r"(?:Q\d{0,2}|[问問]\d{0,2}|记者|記者|主持人)\s*[:：]")
_ANSWERER = regex.compile(r"(?:A\d{0,2}|答\d{0,2})\s*[:：]")
# The time before a message of a chat: `[2025/10/20 09:13] 李敏: 收到`.
_LOG_TIME = regex.compile(r"[\[（(【]?(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?[ T]\d{1,2}:\d{2}")
_CLOCK = regex.compile(r"\d{1,2}(?::\d{2}){1,2}")
# Other lines that begin as one does, from which that is the label of a speaker; pages repeat their title once.
_MIN_REPEATED_LABELS = 2
# Lines of a wrapped paragraph within which its first sentence ends.
_MAX_WRAPPED_LINES = 12
# Lines below a line of names in which the source is looked for.
_NEARBY_LINES = 3


@dataclass(frozen=True, slots=True)
class HeaderThresholds:
    """How long header lines are. Lengths in words count a Han character as half a word.

    Set on 2026-11-23 with the first parser, no measurement recorded. Held by `tests/unit/parsing` and the `blocks` sets
    of `benchmarks.behaviour` (2026-11-30).

    Attributes:
        max_lines: lines below the title that may be header.
        max_chars: characters of such a line.
        max_words: its length in words.
        max_title_chars: characters of a title, which saves counting the words of a whole article on one line.
        max_title_words: its length in words.
        min_repeated_title_chars: characters of a line that repeats the start of the title, more than these.
        min_title_before_site: characters that must stand before the name of a site to be the title.
        max_words_beside_date: words beside the date of a source line.
        max_words_beside_securities: words beside securities and a date.
        max_label_words: words of a speaker's name that stands alone on its line.
    """

    max_lines: int = 12
    max_chars: int = 200
    max_words: float = 25.0
    max_title_chars: int = 1000
    max_title_words: float = 45.0
    min_repeated_title_chars: int = 5
    min_title_before_site: int = 4
    max_words_beside_date: float = 4.0
    max_words_beside_securities: float = 6.0
    max_label_words: float = 10.0


THRESHOLDS = HeaderThresholds()


@dataclass(slots=True)
class Header:
    """The header fields, the lines they stand in, and the index of the first line of the body."""

    lines: list[HeaderLine] = field(default_factory=list)
    title: str | None = None
    byline: str | None = None
    source: str | None = None
    published_at: str | None = None
    securities: list[Security] = field(default_factory=list)
    body: int = 0


def parse_header(lines: list[Line], metadata: Metadata | None = None) -> Header:
    """Read the header lines of a document. A doubtful line is left to the body.

    Args:
        metadata: what the format itself states; it wins, and the lines of the text only add to it.
    """
    header = _header_of_metadata(lines, metadata) if metadata else Header()
    index = header.body or _read_filing_head(lines, _read_front_matter(lines, header), header)
    if not index and (mail := find_mail_head(lines)):
        return _header_of_mail(mail)
    index = _read_title(lines, index, header)
    header_lines = 0
    for position in range(index, len(lines)):
        line = lines[position]
        if line.blank or (header_lines and is_rule(line.text)):
            continue
        kind = _classify_line(line.text)
        if kind == "byline" and _is_spoken(lines, position):
            break
        if kind is None and header_lines == 0:
            kind = _classify_line_below_title(lines, position, header)
        if kind is None or header_lines == THRESHOLDS.max_lines or not _has_text_after(lines, position + 1):
            break
        _add_line(header, kind, line)
        header_lines, index = header_lines + 1, position + 1
    header.body = index
    return header


def _header_of_metadata(lines: list[Line], metadata: Metadata) -> Header:
    """The header of the metadata, whose lines stand at the top of the text."""
    header = Header(
        title=metadata.title, byline=metadata.byline, source=metadata.source, published_at=metadata.published_at
    )
    kinds = {start: kind for kind, start, _ in metadata.header_lines}
    header.body = sum(line.start < metadata.body_start for line in lines)
    for line in lines[: header.body]:
        if not line.blank:
            kind = kinds.get(line.start, "note")
            header.lines.append(HeaderLine(kind=kind, start=line.start, end=line.end, text=line.text))
            header.securities += find_securities(line.text)
    return header


def _header_of_mail(mail: MailHead) -> Header:
    fields = [HeaderLine(kind=kind, start=line.start, end=line.end, text=line.text) for kind, line in mail.fields]
    return Header(fields, mail.title, mail.byline, published_at=mail.published_at, body=mail.end)


def _read_front_matter(lines: list[Line], header: Header) -> int:
    """Read YAML front matter between two `---` lines at the very start, if it has plain `key: value` lines only.

    Returns the index of the line behind it.
    """
    if not lines or lines[0].text != "---":
        return 0
    end = next((i for i, line in enumerate(lines[1:_MAX_FRONT_MATTER_LINES], 1) if line.text == "---"), None)
    if end is None or not all(line.blank or _FRONT_MATTER.match(line.text) for line in lines[1:end]):
        return 0
    for line in lines[1:end]:
        if match := _FRONT_MATTER.match(line.text):
            key, value = match["key"].lower(), match["value"].strip().strip("'\"")
            kind: HeaderKind = "title" if key == "title" else "byline" if key == "author" else "source"
            header.lines.append(HeaderLine(kind=kind, start=line.start, end=line.end, text=line.text))
            header.title = value if key == "title" else header.title
            header.byline = value if key == "author" else header.byline
            header.source = value if key in ("source", "site", "publisher") else header.source
            header.published_at = find_date(value) if "date" in key or "publish" in key else header.published_at
    return end + 1


def _read_filing_head(lines: list[Line], index: int, header: Header) -> int:
    """Read what stands above the title of a filing. Returns the index behind it."""
    for kind, position in find_filing_head(lines, index):
        if not _has_text_after(lines, position + 1):
            break
        _add_line(header, kind, lines[position])
        index = position + 1
    return index


def _read_title(lines: list[Line], index: int, header: Header) -> int:
    """Read the first line as the title if it is short, no sentence, and followed by text.

    Returns the index of the line behind it.
    """
    position = next((i for i in range(index, len(lines)) if not lines[i].blank), None)
    if position is None or header.title is not None:
        return index
    line = lines[position]
    if _stands_above_title(line.text) and _has_text_after(lines, position + 1):
        header.lines.append(HeaderLine(kind="note", start=line.start, end=line.end, text=line.text))
        return _read_title(lines, position + 1, header)
    following = position + 1
    words = line.text
    if _is_spoken(lines, position):
        return index
    if marked := parse_marked_heading(line.text):
        words = marked[1]
    elif following < len(lines) and is_rule(lines[following].text) and not lines[following].blank:
        following += 1  # the title is underlined
    elif not _is_title_candidate(line.text) or _begins_paragraph(lines, position):
        return index
    if not _has_text_after(lines, following):
        return index
    header.lines.append(HeaderLine(kind="title", start=line.start, end=line.end, text=line.text))
    if (dateline := _DATELINE.match(words)) and dateline["title"]:
        words = dateline["title"]
    header.title, header.source = _split_off_site(_TITLE_LABEL.sub("", words, count=1), header.source)
    return following


def _stands_above_title(text: str) -> bool:
    """Whether a line says when a text may be published, of what month it is, or asks to follow its publisher."""
    return _RELEASE_STATUS.fullmatch(text.strip("*_# :")) is not None or is_month(text) or is_appeal(text)


def _split_off_site(title: str, source: str | None) -> tuple[str, str | None]:
    """The title without what its site put behind it, and the source that this names first."""
    if (field := _FIELDS_BEHIND_TITLE.search(title)) and field.start() >= THRESHOLDS.min_title_before_site:
        title, source = title[: field.start()], field["source"] or source
    while (match := _SITE_SUFFIX.search(title)) and match.start() >= THRESHOLDS.min_title_before_site:
        title, site = title[: match.start()], match["site"].strip()
        source = site if source is None or not source.endswith("网") else source
    return title, source


def _begins_paragraph(lines: list[Line], position: int) -> bool:
    """Whether a line goes on in the next within a sentence that is finished further down: no title is."""
    if position + 1 == len(lines) or not lines[position + 1].text[:1].islower() or ends_sentence(lines[position].text):
        return False
    paragraph = itertools.takewhile(lambda line: not line.blank, lines[position : position + _MAX_WRAPPED_LINES])
    return any(ends_sentence(line.text) for line in paragraph)


def _is_title_candidate(text: str) -> bool:
    if not any(map(str.isalpha, text)) or _LOG_TIME.match(text):
        return False
    if len(text) > THRESHOLDS.max_title_chars or text.endswith((",", "，", "、", ";", "；", ":", "：", "。")):
        return False
    if _GREETING.match(text):
        return False
    if (
        length_in_words(text) > THRESHOLDS.max_title_words
        or is_list_item(text)
        or is_table_row(text)
        or (_classify_line(text) and not find_names_and_symbols(text))
    ):
        return False
    if (dateline := _DATELINE.match(text)) and not dateline["title"]:
        return False
    return looks_like_title(text) or not ends_sentence(text) or text[-1] in '”"'


def _has_text_after(lines: list[Line], start: int) -> bool:
    return any(not line.blank and not is_rule(line.text) for line in lines[start:])


def _classify_line(text: str) -> HeaderKind | None:
    """The kind of a header line, or None for a line of the body."""
    if len(text) > THRESHOLDS.max_chars or text.endswith(("。", "！", "？", "!", "?")):
        return None
    if length_in_words(text) > THRESHOLDS.max_words:
        return None
    has_date = ("19" in text or "20" in text) and bool(DATE.search(text))
    if _has_securities_only(text):
        return "securities"
    if _BYLINE.match(text):
        return "byline"
    if _SOURCE_LABEL.match(text) or (has_date and (_SOURCE_DOT_DATE.match(text) or _WECHAT_LINE.match(text))):
        return "source"
    if has_date and not ends_sentence(text) and not is_caption(text):
        bare = remove_date(_SOURCE_LABEL.sub("", text))
        has_source = _SOURCE_LABEL.search(text) is not None
        if not has_source and _LOG_TIME.match(text) and _LABEL.match(bare):
            return None
        labelled = has_source and DATE.match(text) is not None
        if length_in_words(bare) <= THRESHOLDS.max_words_beside_date or labelled:
            return "source"
    return None


def _classify_line_below_title(lines: list[Line], position: int, header: Header) -> HeaderKind | None:
    """The kind of the line below the title: the title again, as pages print it, or a byline of names alone."""
    text = lines[position].text
    if header.title is None:
        return None
    words = marked[1] if (marked := parse_marked_heading(text)) else text
    if len(words) > THRESHOLDS.min_repeated_title_chars and header.title.startswith(words):
        header.title = words
        return "title"
    if is_chinese_names(text):
        return "byline"
    following = next((line.text for line in lines[position + 1 : position + 1 + _NEARBY_LINES] if not line.blank), "")
    return "byline" if is_english_names(text) and _classify_line(following) == "source" else None


def _is_spoken(lines: list[Line], position: int) -> bool:
    """Whether a line begins with the label of a speaker, or is one: other lines below begin, or are, the same."""
    text = lines[position].text
    below = (line.text for line in lines[position + 1 :])
    if match := _ASKER.match(text):
        return any(line.startswith(match[0]) or _ANSWERER.match(line) for line in below if line != text)
    if match := _LABEL.match(text):
        is_label = text.rstrip("*_ ") == match[0]  # a page repeats its title, which is more than a label
        repeated = (line for line in below if line.startswith(match[0]) and (is_label or line != text))
    elif length_in_words(text) <= THRESHOLDS.max_label_words:
        label = _CLOCK.sub("", text)
        repeated = (line for line in below if _CLOCK.sub("", line) == label)
        if label != text:
            return any(repeated)
    else:
        return False
    return sum(1 for _ in itertools.islice(repeated, _MIN_REPEATED_LABELS)) == _MIN_REPEATED_LABELS


def _has_securities_only(text: str) -> bool:
    """Whether a line has securities, with at most a source and a date beside them."""
    if is_filing_head(text):
        return True
    if text.endswith(".") or not any(mark in text for mark in "(（.:："):
        return False  # no security ends with a full stop
    rest = remove_securities(text)
    return (
        rest != text
        and length_in_words(DATE.sub("", rest)) <= THRESHOLDS.max_words_beside_securities
        and not ends_sentence(rest)
    )


def _add_line(header: Header, kind: HeaderKind, line: Line) -> None:
    """Add a line to the header, and the fields that it states where none is known yet."""
    header.lines.append(HeaderLine(kind=kind, start=line.start, end=line.end, text=line.text))
    header.securities += [s for s in find_securities(line.text) if s not in header.securities]
    rest = remove_securities(line.text).strip()
    header.published_at = header.published_at or find_date(rest)
    if match := _SOURCE_LABEL.search(rest) or _SOURCE_DOT_DATE.match(rest) or _WECHAT_LINE.match(rest):
        header.source = header.source or match["source"].strip()
    elif kind == "source" and not header.source:
        header.source = _bare_source(rest)
    if kind == "source" and (match := _INLINE_BYLINE.search(rest)):
        header.byline = header.byline or match.group()
    if kind == "byline":
        header.byline = f"{header.byline}; {line.text}" if header.byline else line.text


def _bare_source(text: str) -> str | None:
    """The rest of a source line without its date: 新华网 of `2025-09-21 10:30 新华网`."""
    bare = remove_date(text)
    return bare if any(map(str.isalpha, bare)) else None
