"""Chinese, simplified and traditional."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING

from ...text.scripts import HAN_RUN, detect_chinese_script
from ..language import BASIC_HAN, BlockCues, DigestWords, Labels, Language, Lengths, MainPhrase, han_share
from ..statement_rules import StatementRules

if TYPE_CHECKING:
    from ..passage_statistics import PassageStatistics

# Share of Han characters among the letters below which a text is not Chinese. Chinese keeps many names in Latin
# letters; a summary in another language is nowhere near. Set by hand, 2026-11-24; held by
# `tests/unit/languages/test_languages.py`.
_MIN_HAN_SHARE = 0.05

# The three below were set by hand, 2026-11-24, and are held by the floors of `benchmarks.readability`.
_FOREIGN_WINDOW = 40  # characters of a sentence in which its language shows
_MAX_SPACES = 8  # a sentence with more spaces than this …
_MIN_HAN = 0.15  # … and a smaller share of Han characters than this is English in the main
_HAN_CHARACTER = re.compile(f"[{BASIC_HAN}]")
# Clauses of at least 8 characters; shorter ones go with their neighbour. Of 6, 8, 10 and 14, 8 ranked best in
# `benchmarks.train_offline`, 2026-11-24. Marks between digits separate no clauses: 62，200 and 3：1 are one figure.
# Possessive quantifiers: nothing between the marks is tried twice.
_CLAUSE = re.compile(
    rf".{{8}}[^，；：,;]*+(?:[，；：,;][^，；：,;]*+)*?(?:(?<!\d)[，；：]+|[，；：]+(?!\d)|[,;](?=[{BASIC_HAN}]))(?=.{{8}})|.+",
    re.DOTALL,
)


# Simplified and traditional form of each character of our labels that differs; none of them has two traditional forms
# there. `tests/unit/render/test_scripts.py` fails for a label with a character that is missing here.
_PAIRS = (
    "这這为為关關内內写寫况況删刪别別动動处處对對应應数數无無时時显顯条條标標档檔没沒点點现現盖蓋称稱线線组組维維观觀识識词詞语語请請"
    "败敗费費输輸辞辭过過还還陈陳页頁题題据據与與离離后後里裡于於个個号號记記录錄证證实實确確认認证證断斷来來说說见見论論结結"
    "决決定定仅僅让讓级級报報话話问問听聽让讓转轉换換项項设設试試读讀译譯变變张張长長开開门門间間规規则則经經阅閱"
    "链鏈连連复複制製闭閉单單键鍵从從顺順综綜编編亏虧损損"
)
_TO_TRADITIONAL = str.maketrans(_PAIRS[::2], _PAIRS[1::2])


def to_traditional(label: str) -> str:
    """A label of ours in traditional characters."""
    return label.translate(_TO_TRADITIONAL)


def _is_traditional(text: str) -> bool:
    return detect_chinese_script("".join(HAN_RUN.findall(text))) == "zh-Hant"


class Chinese(Language):
    """Chinese: no spaces between words, sentences end in `。`, passages are clauses."""

    code = "zh"
    english_name = "Chinese"
    html_tag = "zh-Hans"
    word_separator = ""
    sentence_separator = "。"
    statement_lengths = Lengths(6, 240)
    title_lengths = Lengths(2, 60)
    viewpoint_size = 32
    max_joined = 150
    fallback_titles = ("要点", "其他要点")
    digest_words = DigestWords("{count}件事：{named}", "；", "“{words}”", "{value}（{papers}）", "、")
    short_question = 28
    divides_sentences = True
    question_opening = "(?:为什么|为何|如何|怎样|怎么)"
    mail_field = "(?:发件人|收件人|抄送|主题|日期)"
    heading_number = (
        r"第[一二三四五六七八九十百\d]+[章节部分篇][：:、\s]*|[一二三四五六七八九十]+[、.．]\s*|[（(][一二三四五六七八九十]+[）)]\s*|"
        rf"\d{{1,2}}\s+(?=[{BASIC_HAN}]{{2}})(?![个大种条点项件步家位年月日倍成万亿])"
    )
    announcement = r"(?<![\d%％成岁歲元万萬亿億])(?:以下|下列|如下|下述)"
    labels = Labels(
        core="核心观点",
        group_name="分组",
        colon="：",
        unparsed="未能识别",
        statuses={"supported": "有依据", "partial": "部分有依据", "unsupported": "无依据", "unchecked": "未核对"},
        findings={
            "number": "数字",
            "date": "日期",
            "name": "名称",
            "direction": "方向",
            "negation": "否定",
            "quote": "引语",
            "citation": "引用",
            "uncited": "无引用",
            "overlap": "重合过少",
        },
        tally="共 {total} 条",
        judged="由 {name} 判定",
        rules_only="仅由规则核对，未经模型阅读",
        glossed="由 {name} 翻译",
        disputed="有争议",
        sources_differ="各方说法不一",
        on_matter="，分歧在于{matter}",
        comma="，",
        corrects="更正",
    )

    @cached_property
    def all_labels(self) -> tuple[Labels, ...]:
        """The labels in simplified and in traditional characters."""
        return (self.labels, self.labels.translate(to_traditional))

    def html_tag_of(self, text: str) -> str:
        """`zh-Hant` beside a text in traditional characters, else `zh-Hans`."""
        return "zh-Hant" if _is_traditional(text) else self.html_tag

    def labels_for(self, text: str) -> Labels:
        """The labels in traditional characters beside a text in them."""
        return self.all_labels[_is_traditional(text)]

    def adapt_label(self, label: str, text: str) -> str:
        """The label in traditional characters beside a text in them."""
        return to_traditional(label) if _is_traditional(text) else label

    def is_written_in(self, text: str) -> bool:
        """Whether at least one letter in twenty is a Han character."""
        return han_share(text) >= _MIN_HAN_SHARE

    def is_foreign(self, sentence: str) -> bool:
        """Whether a sentence is in Latin letters, or English that quotes some Chinese."""
        opening = sentence[:_FOREIGN_WINDOW]
        if _HAN_CHARACTER.search(opening) is None:
            return len(opening) > 1 and opening[:1].isalpha()
        return sentence.count(" ") > _MAX_SPACES and len(_HAN_CHARACTER.findall(sentence)) < _MIN_HAN * len(sentence)

    @cached_property
    def statements(self) -> StatementRules:
        """The patterns and rules of `chinese_statements`."""
        from .chinese_statements import RULES

        return RULES

    def refers_back(self, sentence: str) -> bool:
        """Whether it opens with a pronoun, a demonstrative or a connective."""
        from .chinese_vocabulary import chinese_words

        return sentence.startswith(chinese_words().anaphoric)

    @cached_property
    def block_cues(self) -> BlockCues:
        """The patterns of `chinese_block_cues`."""
        from .chinese_block_cues import CUES

        return CUES

    def size(self, text: str) -> int:
        """The number of characters."""
        return len(text)

    def split_clauses(self, sentence: str) -> list[str]:
        """The clauses between commas, colons and semicolons, of at least eight characters."""
        return _CLAUSE.findall(sentence) or [sentence]

    def compute_passage_statistics(self, texts: Sequence[str]) -> PassageStatistics:
        """Statistics whose terms are pairs of characters."""
        from .chinese_vocabulary import compute_passage_statistics

        return compute_passage_statistics(texts)

    @cached_property
    def key_term_stop_words(self) -> frozenset[str]:
        """Function words and common verbs, simplified and traditional."""
        return frozenset(files(__package__).joinpath("key_term_stop_words.txt").read_text("utf-8").split())

    def find_noun_phrases(self, texts: Sequence[str]) -> Iterable[tuple[Sequence[str], bool]]:
        """Runs of nouns by jieba's tags."""
        from .chinese_phrases import find_noun_phrases

        return find_noun_phrases(texts)

    def content_words(self, phrase: Sequence[str]) -> tuple[str, ...]:
        """The words but for 的."""
        return tuple(word for word in phrase if word != "的")

    def countable(self, text: str) -> str:
        """The text in small letters: words are not separated."""
        return text.lower()

    def countable_phrase(self, phrase: str) -> str:
        """The phrase in small letters."""
        return phrase.lower()

    def word_container(self, text: str) -> Container[str]:
        """The text itself: its words are substrings."""
        return text

    def title_size(self, title: str, content_words: Iterable[str]) -> float:
        """Pairs of characters, and Latin words; a title with a Latin word counts 1.5 at least."""
        words = list(content_words)
        latin = sum(word.isascii() for word in words)
        return max(1.5 * bool(latin), latin + sum(len(word) / 2 for word in words if not word.isascii()))

    def title_units(self, title: str) -> set[str]:
        """Pairs of neighbouring characters."""
        return {title[i : i + 2] for i in range(len(title) - 1)}

    def is_possessive(self, phrase: str) -> bool:
        """Whether the phrase has a 的."""
        return "的" in phrase

    def join_titles(self, first: str, second: str) -> str:
        """The headings with a semicolon between them."""
        return f"{first}；{second}"

    def find_main_phrases(self, texts: Sequence[str], around: Sequence[str]) -> list[list[MainPhrase]]:
        """The subject of the first clause that has a whole one, and other noun phrases that are whole."""
        from .chinese_subjects import find_main_phrases

        return find_main_phrases(texts, around)

    def join_phrases(self, first: str, second: str) -> str:
        """The phrases with 与 between them, in the script of the phrases."""
        return f"{first}{self.adapt_label('与', first + second)}{second}"

    def continue_title(self, title: str) -> str:
        """The title with a remark in brackets."""
        return f"{title}（二）"

    def capitalize(self, title: str) -> str:
        """The title itself."""
        return title
