"""Words of Chinese and English text, and the stop words that carry no topic."""

from __future__ import annotations

import contextlib
import functools
import io
import logging
from typing import TYPE_CHECKING

import regex

from ..files import cache_folder

if TYPE_CHECKING:
    import jieba


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


ENGLISH = _words("""
    a about above according across after afterwards again against ago all almost along already also although
    always am among an and another any anybody anyone anything anyway are around as ask asked at away back be
    became because become becomes been before behind being below best better between beyond big both but by
    called came can cannot can't could couldn't come comes day days did didn't do does doesn't doing don't done
    down during each early either else enough especially etc even ever every everyone everything far few find
    first five for former four from full further gave get gets getting give given gives go goes going gone good
    got great had has have having he he's her here hers herself high him himself his how however i i'd if i'll
    i'm in including indeed instead into is isn't it it's its itself i've just keep kept know known last late
    later latest least less let like likely little long look made main make makes making many may maybe me mean
    means meanwhile might million billion trillion more moreover most much must my myself near nearly need never
    new next no nobody none nor not nothing now of off often oh ok old on once one ones only onto or other
    others our ours ourselves out over own part per percent perhaps please put quite rather really right said
    same saw say saying says second see seem seemed seems seen set several shall she she's should show since six
    small so some somebody someone something soon still such take taken tell ten than thank thanks that that's
    the their theirs them themselves then there there's therefore these they they're thing things think third
    this those though three through thus time times to today together told too took toward towards two under
    until up upon us use used using usually very via want was wasn't way we we'll well we're went were weren't
    we've what what's when where whether which while who who's whole whom whose why will with within without
    won't would wouldn't yeah year years yes yesterday yet you you'll your you're yours yourself you've monday
    tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december mr mrs ms dr inc co ltd corp plc months weeks month week hours hour minute minutes
    term terms point points question questions number numbers rose fell grew grow added adds created involved
    bring brought rise fall lot kind sort end start started began begin left place places head side half open
    hit inside outside life man men woman women group groups earlier lower higher low large larger largest
    smaller
""")

CHINESE = _words("""
    的 了 和 是 在 我 有 他 她 它 这 那 你 我们 你们 他们 她们 它们 咱们 自己 人们 大家 一个 一种 一些 一下 一样
    一直 一定 一起 一般 一方面 另一方面 这个 那个 这些 那些 这种 那种 这样 那样 这里 那里 这次 此次 本次 其中
    其他 其它 其 之 之一 之间 之后 之前 以后 以前 以来 以上 以下 以内 以外 以及 以 及 与 或 或者 跟 同 同时 并
    并且 而 而且 但 但是 不过 然而 可是 却 只是 只有 只要 因为 因此 因而 所以 由于 如果 假如 虽然 尽管 即使 无论
    不论 不管 除了 除 为 为了 对 对于 关于 至于 根据 按照 通过 经过 随着 作为 由 从 自 到 至 向 往 于 被 把 将
    让 给 使 令 叫 也 都 还 还是 就 就是 才 又 再 更 更加 最 很 非常 十分 比较 相当 太 极 已 已经 正 正在 曾
    曾经 将要 即将 不 没 没有 不是 不能 不会 不同 未 无 可以 可能 能 能够 会 要 需要 应 应该 应当 必须 得 想
    希望 认为 觉得 表示 指出 称 说 介绍 透露 强调 看到 看 来 去 来说 起来 出来 下来 进行 实现 成为 开始 继续
    包括 具有 存在 出现 达到 达 超过 提出 提供 做 做到 带来 得到 发生 面对 方面 时候 时间 时 年 月 日 今年 去年
    明年 目前 当前 现在 今天 昨天 明天 近日 日前 最近 多 少 大 小 高 低 好 新 个 位 名 次 种 些 项 家 件 条 万
    亿 元 万元 亿元 亿美元 万人 百分之 左右 约 近 第一 第二 第三 首先 其次 最后 另外 此外 什么 怎么 怎样 如何
    为什么 哪 哪些 哪里 谁 多少 几 吗 呢 吧 啊 呀 嘛 哦 嗯 呃 哈 啦 对吧 是吧 然后 那么 嗎 們 這 個 這個 那個
    我們 他們 們的 這些 還 還是 與 及其 對 對於 從 為 為了 會 沒有 沒 無 並 並且 雖然 因為 後 之後 之間 時 時候
    說 說明 讓 給 將 來 來說 過 過去 里 中 上 下 内 外 前 后 间 等 等等 等人 地 着 过 所 者 们 般 似 则 且 若 即
    各 每 某 另 全 整 本 该 此 同比 环比 增长 下降 有关 相关 主要 重要 问题 情况 工作 部分 特别 其实 比如 例如
    当然 真正 完全 不断 进一步 越来越 更多 很多 许多 不少 记者 编辑 来源 据 报道 消息 一点 有点 有些 东西 事情
    可以说 也就是说 换句话说 总的来说 一年 两年 三年 两个 三个 几个 每年 每天 当时 之际 期间 由此 从而 以便 不仅
    不只 仅 仅仅 甚至 尤其 几乎 差不多 的话 就是说 里面 这条 来到 欢迎 谢谢 实际上 具体 面向 相结合 基本上 这么
    这边 那边 这块 一块 感觉 知道 时刻 之中 当中 部门 单位 人员 意味着 背后 上述 进入 推动 推进 加快 提升 提高
    加强 推出 发布 建设 发展 方式 水平 能力 领域 过程 基础 条件 作用 影响 变化 结果 原因 地方 机会 机构 万亿 倍
    占比 占
""")

_HAN = r"\p{Han}"
_LETTER = rf"[[\p{{L}}\p{{N}}]--{_HAN}]"
# A run of Han characters goes to jieba whole; everything else is a word by itself: figures with their decimals
# and per cent sign, names with inner joiners (GPT-4, AT&T, O'Neill, U.S.).
_TOKEN = regex.compile(
    rf"(?P<han>{_HAN}+)"
    rf"|(?P<number>\d[\d,]*+(?:\.\d+)?+%?+(?!{_LETTER}))"
    rf"|(?P<latin>(?:\p{{L}}\.){{2,}}|{_LETTER}+(?:[-&'’.]{_LETTER}+)*)",
    regex.VERSION1,
)


@functools.cache
def chinese_tokenizer() -> jieba.Tokenizer:
    """The package's private jieba tokenizer: silent, its dictionary cache in our own folder."""
    logger = logging.getLogger("jieba")
    level, handlers = logger.level, list(logger.handlers)
    with contextlib.redirect_stderr(io.StringIO()):  # a warning of its own imports is no news to our user
        import jieba
    # Importing jieba sets its logger to DEBUG and adds a handler to stderr; both are undone here.
    jieba.default_logger.setLevel(max(level, logging.WARNING))
    jieba.default_logger.handlers[:] = handlers or [logging.NullHandler()]
    tokenizer = jieba.Tokenizer()
    with contextlib.suppress(OSError):  # a read-only home only costs the cache
        folder = cache_folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        tokenizer.tmp_dir = str(folder)
    tokenizer.initialize()
    return tokenizer


def words(text: str) -> list[str]:
    """The words of a text in either language, in order, lower-cased, without punctuation."""
    return [text[start:end].lower() for start, end in word_spans(text)]


def word_spans(text: str) -> list[tuple[int, int]]:
    """Character offsets of the words of a text in either language, in order."""
    spans: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(text):
        if match.lastgroup != "han":
            spans.append(match.span())
            continue
        start = match.start()
        for word in chinese_tokenizer().cut(match.group(), HMM=True):
            spans.append((start, start + len(word)))
            start += len(word)
    return spans
