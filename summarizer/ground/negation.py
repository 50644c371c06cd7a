"""Negators and modal verbs of both languages, told from the words that only look like them (不断, 无人机, no. 1)."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from .passage import Passage

# Chinese words that hold a negating character and deny nothing.
_HARMLESS = re.compile(
    "不断|不仅|不但|不同|不少|不久|不过|不管|不论|不如|不已|不错|不妨|不只|不单|不光|不禁|不由得|不得不|不锈钢|不动产|不丹|不惜|不约而同|不知不觉"
    "|不亚于|不乏|不愧|不得已|不止|不失为|不亦乐乎|层出不穷|源源不断|络绎不绝|对不起|了不起|差不多|要不|不然|不便|不幸|不懈|不朽|不满|不良|不法"
    "|不定期|不等|不时|不料|不日|不凡|不俗|不可或缺|必不可少|密不可分|义不容辞|刻不容缓|不屈不挠|不忘|不遗余力|川流不息|不可思议|不慎|不当"
    "|不起眼|不怎么样|不祥|不测|不解之缘|不二|不言而喻|无所不|生生不息|坚持不懈|持之以恒"
    "|无论|无疑|无人机|无人驾驶|无人车|无线|无锡|无非|无穷|无数|无比|无奈|无偿|无私|无限|无形|无障碍|无缝|无辜|无人区|毫无疑问|无敌|无愧|无缘|南无"
    "|非常|非洲|除非|非遗|非得|非典|非凡|非同|南非|中非|北非|西非|东非|莫非|是非|非要|非物质|中南非|非农|非公有|非盟|非政府"
    "|没收|没落|淹没|出没|埋没|沉没|覆没|没入"
    "|未来|未婚|未免|未成年|未必|未知数|未几|前所未有|从未有过|方兴未艾"
    "|别人|特别|区别|分别|级别|性别|个别|别墅|告别|差别|识别|别的|别具|别开|类别|别名|辨别|离别|派别|国别|送别|道别|鉴别|有别于|别克|别样|阔别|界别|甄别|判别|别致|别处"
    "|莫斯科|莫言|莫名|莫大|莫桑比克|莫迪|莫德|莫里|约莫|莫尔|莫拉|莫罗|莫干"
    "|否则|是否|能否|可否|与否|会否|否定之否定|是不是|会不会|能不能|有没有|要不要|好不好|对不对|行不行|可不可以|应不应该|愿不愿意"
    "|无不|无一不|莫不|不无|不能不|不会不|不可不|没有不|非.{1,6}不可"
)
# What denies in Chinese. `分之` fractions and names never hold these once the harmless words are gone.
_HAN_NEGATOR = re.compile("不|没有|没|未|无|非(?=法|议|真|本|常规)|勿|莫|别(?=再|让|把|用|做|去|太)|否认|否定|否决|拒绝|禁止|严禁|避免|防止|缺乏|缺少|难以|尚待|零(?=容忍|死亡|伤亡)|免(?=费|于|受|遭|税|除|职)|停止|取消|失败")
# Chinese words with which an English denial may be rendered; a trace, generous. What denies by itself is above.
_HAN_TRACE = re.compile(
    "不|没有|没|无|未|非|勿|莫|别|拒|否|禁|避免|避开|回避|防止|以防|预防|缺乏|缺少|欠缺|缺席|难以|难|免|以免|失败|失去|失效|停止|暂停|停|反对|抵制|绝|取消|放弃|罢|废除"
    "|罕|鲜有|甚少|很少|岂|何必|虚|假|离开|退出|脱离|摆脱|除了|除此|仅|只有|才能|违"
)
# English words that deny a clause.
_LATIN_NEGATORS = frozenset(["not", "never", "no", "none", "nobody", "nothing", "neither", "nor", "cannot", "without"])
# English words with which a Chinese denial may be rendered; a trace, as above.
_LATIN_TRACE = re.compile(
    r"\b(?:not|n't|never|no|none|nobody|nothing|neither|nor|cannot|without|fail\w*|refus\w*|den(?:y|ied|ies|ial)\w*|lack\w*|unable|unlikely"
    r"|hardly|barely|scarcely|rare\w*|seldom|few|little|less|least|only|ban\w*|prohibit\w*|forb\w+|prevent\w*|avoid\w*|stop\w*|free|absen\w*|except"
    r"|rather|instead|oppos\w*|reject\w*|refrain\w*|miss\w*|cease\w*|lost|lose\w*|out of|beyond|too|difficult\w*|impossib\w*|yet"
    r"|un(?!der|til|less|it|ion|iv|ique|iform|esco|icef|ilateral|cle)[a-z]{3,}"
    r"|in(?:ab|acc|adeq|appropr|capab|complet|consist|correct|defin|depend|direct|distinct|effect|effic|evitab|frequent|secur"
    r"|sensit|signif|stab|suffic|toler|valid|visib|vulner|adver)\w*|im(?:balanc|mobil|mun|patien|perfect|possib|prop|matur)\w*|ir(?:regul|relev|respons|revers)\w*|il(?:leg|lic|log)\w*"
    r"|dis(?:agree|appear|appoint|approv|band|connect|continu|count|courag|illus|integr|like|miss|pleas|prov|put|qualif|regard|rupt|satis|trust)\w*"
    r"|non\w*|\w+less|anti\w*|mis(?!s)[a-z]+|abandon\w*|withdr\w*|exclu\w*|exempt\w*|zero|nil|regardless|despite|far from|end\w*|resist\w*"
    r"|against|cancel\w*|wrong\w*|bad\w*|poor\w*|false|hard|otherwise|unless|worse)\b"
)
# How sure, in classes that exclude one another. English as stems; of Chinese words the longer come first.
_MODAL: dict[str, str] = {
    word: kind
    for kind, words in {
        "possible": "may might could perhaps possib probab likely potential maybe can 可能 或许 也许 或将 恐怕 大概 恐",
        "certain": "will would shall certain 必将 必定 一定 肯定 必然 将会 将 会",
        "must": "must should ought need 必须 应当 应该 务必 需要 须 应",
        "able": "able 可以 能够 能",
        "intended": "expect plan intend hope aim propos consider forecast predict anticipat 有望 预计 计划 打算 考虑 力争 拟",
        "done": "already have 已经 已",
        "refused": "refus reject declin 拒绝",
    }.items()
    for word in words.split()
}
_MODAL_WORD = re.compile("[a-z]+|" + "|".join(w for w in sorted(_MODAL, key=len, reverse=True) if not w.isascii()))


@dataclass(frozen=True, slots=True)
class Negator:
    """A word that denies, and where it stands."""

    start: int
    end: int
    text: str


@functools.lru_cache(maxsize=4096)
def negators(passage: Passage) -> list[Negator]:
    """The words that deny something in a text, in order."""
    return sorted((*_latin_negators(passage), *_han_negators(passage.folded)), key=lambda n: n.start)


def _latin_negators(passage: Passage) -> Iterator[Negator]:
    tokens = passage.tokens
    for i, token in enumerate(tokens):
        if token.kind != "word" or token.key not in _LATIN_NEGATORS:
            continue
        after = tokens[i + 1].key if i + 1 < len(tokens) else ""
        if (token.key == "not" and after in ("only", "just", "mere", "least")) or (token.key == "no" and _counts(passage, i)):
            continue
        yield Negator(token.start, token.end, passage.text[token.start:token.end])


def _counts(passage: Passage, number: int) -> bool:
    """`No. 1`, `no doubt`: not a denial."""
    tokens = passage.tokens
    after = tokens[number + 1] if number + 1 < len(tokens) else None
    return after is not None and (after.kind == "digits" or after.key in ("doubt", "matter", "sooner", "long"))


def _han_negators(folded: str) -> Iterator[Negator]:
    harmless = [m.span() for m in _HARMLESS.finditer(folded)]
    for match in _HAN_NEGATOR.finditer(folded):
        if not any(start <= match.start() < end for start, end in harmless):
            yield Negator(match.start(), match.end(), match.group())


@functools.lru_cache(maxsize=4096)
def denials(passage: Passage) -> int:
    """How many words a text has with which its language can deny at all; generous."""
    folded = passage.folded
    return len(_LATIN_TRACE.findall(folded)) + len(_HAN_TRACE.findall(_HARMLESS.sub("", folded)))


def modality(passage: Passage) -> frozenset[str]:
    """The classes of the modal words in a stretch of text: possible, certain, must, able, intended, done."""
    words = [*passage.keys, *_MODAL_WORD.findall(passage.folded)]
    return frozenset(_MODAL[word] for word in words if word in _MODAL)
